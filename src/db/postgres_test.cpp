// What only a server can do to us: cut connections, refuse in the middle, be shared by several. Runs with SHOUWEN_TEST_POSTGRES.
#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "db/journal.h"
#include "db/move_store.h"
#include "db/neighbours.h"
#include "db/temporary_database_test.h"
#include "db/writer.h"

namespace shouwen::db {
namespace {

class OnServer : public testing::Test {
 protected:
  void SetUp() override {
    if (TestServer::uri().empty()) GTEST_SKIP() << "no SHOUWEN_TEST_POSTGRES";
    database = std::make_unique<TemporaryDatabase>();
    Session session(database->file(), OpenMode::read_write_create);
    session.execute_script("CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, body BLOB) STRICT");
  }
  /// Every connection of the database but the one that asks.
  void cut_connections() const {
    Session session(database->file(), OpenMode::read_write_create);
    session.execute_functions("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }
  static std::int64_t count(Session& session) {
    auto query = session.query("SELECT count(*) FROM thing");
    query.step();
    return query.integer(0);
  }
  std::unique_ptr<TemporaryDatabase> database;
};

void insert(Session& session, const std::string& name) { session.run("INSERT INTO thing (name) VALUES (?1)", name); }

bool eventually(const std::function<bool()>& look) {
  for (int i = 0; i < 100; ++i, std::this_thread::sleep_for(std::chrono::milliseconds(50)))
    if (look()) return true;
  return false;
}

TEST_F(OnServer, values_come_back_as_they_went) {
  Session session(database->file(), OpenMode::read_write_create);
  const std::string bytes("\0\xff\x01'\\", 5), text = "停电 𠮷㛃 'quoted' \\ ?1";
  auto put = session.query("INSERT OR REPLACE INTO thing (id, name, body) VALUES (?1, ?2, ?3)");
  put.bind(1, INT64_MIN).bind(2, text).bind_blob(3, bytes);
  put.step();
  put.again();
  put.bind_null(3);
  put.step();
  insert(session, "numbered by the table");
  EXPECT_EQ(session.last_insert_id(), INT64_MIN + 1);
  auto query = session.query("SELECT id, name, body, body IS NULL, id < 0 FROM thing ORDER BY id");
  ASSERT_TRUE(query.step());
  EXPECT_EQ(query.integer(0), INT64_MIN);
  EXPECT_EQ(query.text(1), text);
  EXPECT_TRUE(query.is_null(2));
  EXPECT_EQ(query.blob(2), "");
  EXPECT_EQ(query.integer(3), 1);
  EXPECT_EQ(query.integer(4), 1);
}

TEST_F(OnServer, a_reader_whose_connection_was_cut_asks_again) {
  Session reader(database->file(), OpenMode::read_only);
  EXPECT_EQ(count(reader), 0);
  cut_connections();
  EXPECT_EQ(count(reader), 0);
  reader.run("BEGIN");
  EXPECT_EQ(count(reader), 0);
  cut_connections();
  EXPECT_THROW(count(reader), Fault) << "one picture cannot be continued on another connection";
}

TEST_F(OnServer, commands_wait_for_the_next_connection) {
  Writer writer(database->file());
  writer.run([](Session& session) { insert(session, "before"); });
  cut_connections();
  writer.run([](Session& session) { insert(session, "after"); });
  Session session(database->file(), OpenMode::read_only);
  EXPECT_EQ(count(session), 2);
}

TEST_F(OnServer, a_command_cut_in_its_middle_runs_again_or_fails_whole) {
  Writer writer(database->file());
  for (const bool repeatable : {true, false}) {
    std::atomic<int> runs{0};
    std::promise<std::optional<FaultKind>> answered;
    WriteJob job;
    job.repeatable = repeatable;
    job.work = [&](Session& session) {
      insert(session, repeatable ? "one" : "two");
      if (++runs == 1) cut_connections();
      insert(session, repeatable ? "one too" : "two too");
      return WorkOutcome::keep;
    };
    job.done = [&answered](std::optional<Fault> fault) { answered.set_value(fault ? std::optional(fault->kind()) : std::nullopt); };
    ASSERT_TRUE(writer.submit(std::move(job)));
    const auto fault = answered.get_future().get();
    EXPECT_EQ(fault, repeatable ? std::nullopt : std::optional(FaultKind::unavailable));
    EXPECT_EQ(runs, repeatable ? 2 : 1);
    Session session(database->file(), OpenMode::read_only);
    EXPECT_EQ(count(session), 2) << "both lines of the first, none of the second";
  }
}

TEST_F(OnServer, art_10_1_several_writers_make_one_chain) {
  constexpr int writers = 3, entries = 60;
  std::vector<std::thread> threads;
  for (int i = 0; i < writers; ++i)
    threads.emplace_back([this, i] {
      Writer writer(database->file());
      for (int n = 1; n <= entries; ++n)
        writer.run([i, n](Session& session) {
          NewEntry entry;
          entry.stream = "case/" + std::to_string(i + 1);
          entry.stream_number = n;
          entry.kind = "registered";
          entry.payload = "{}";
          append(session, {entry});
        });
    });
  for (std::thread& thread : threads) thread.join();
  Session session(database->file(), OpenMode::read_only);
  const ChainReport report = verify_chain(session);
  EXPECT_TRUE(report.intact) << report.reason;
  EXPECT_EQ(report.entries, writers * entries);
}

TEST_F(OnServer, neighbours_hear_each_other_and_not_themselves) {
  std::mutex mutex;
  std::vector<std::string> heard;
  std::atomic<int> back{0};
  Neighbours listening(database->file(), [&](std::string_view text) {
    const std::lock_guard lock(mutex);
    heard.emplace_back(text);
  }, [&back] { ++back; });
  Neighbours speaking(database->file(), [](std::string_view) { FAIL() << "heard itself"; }, [] {});
  const auto said = [&](const std::string& text) {
    const std::lock_guard lock(mutex);
    return std::find(heard.begin(), heard.end(), text) != heard.end();
  };
  // What is said before the other listens is lost: a hint, not a store.
  EXPECT_TRUE(eventually([&] {
    speaking.tell("live 停电");
    return said("live 停电");
  }));
  speaking.tell(std::string(20000, 'x'));
  EXPECT_TRUE(eventually([&] { return said("changed"); })) << "too long to be said: look yourself";
  EXPECT_EQ(back, 0);
  cut_connections();
  EXPECT_TRUE(eventually([&] { return back == 1; })) << "whoever was away looks again";
}

TEST_F(OnServer, one_has_the_turn_until_his_connection_ends) {
  auto first = std::make_unique<Turn>(database->file());
  Turn second(database->file());
  EXPECT_TRUE(first->is_mine());
  EXPECT_TRUE(first->is_mine());
  EXPECT_FALSE(second.is_mine());
  first.reset();
  EXPECT_TRUE(eventually([&] { return second.is_mine(); }));
  cut_connections();
  EXPECT_TRUE(second.is_mine()) << "it takes the lock again on its next connection";
}

TEST_F(OnServer, a_transaction_that_failed_is_not_kept_by_its_commit) {
  Session session(database->file(), OpenMode::read_write_create);
  session.run("BEGIN IMMEDIATE");
  insert(session, "a");
  EXPECT_THROW(insert(session, "a"), Fault);
  EXPECT_TRUE(session.must_roll_back());
  EXPECT_THROW(session.run("COMMIT"), Fault);
  EXPECT_EQ(count(session), 0);
}

TEST_F(OnServer, a_database_moves_to_the_file_and_back_with_the_same_hash) {
  std::string hash;
  {
    Session session(database->file(), OpenMode::read_write_create);
    session.execute_functions("DROP TABLE thing");
    for (int n = 1; n <= 30; ++n) {
      NewEntry entry;
      entry.stream = "case/1";
      entry.stream_number = n;
      entry.kind = "registered";
      entry.payload = "{\"text\":\"停电𠮷\"}";
      append(session, {entry});
    }
    session.run("INSERT INTO case_terms (rowid, terms) VALUES (?1, ?2)", 7, "停电 电了 了 停电");
    hash = verify_chain(session).last_hash_hex;
  }
  const Address file(database->folder() / "moved.db");
  const auto moved = move_store(database->file(), file, Instant{0}, [](const MovedTable&) {});
  ASSERT_TRUE(moved) << moved.refusal().code;
  EXPECT_EQ(moved->last_hash_hex, hash);
  EXPECT_EQ(move_store(file, database->file(), Instant{0}, [](const MovedTable&) {}).refusal().code, "move_store.target_not_empty");
  const TemporaryDatabase other;
  const auto back = move_store(file, other.file(), Instant{0}, [](const MovedTable&) {});
  ASSERT_TRUE(back) << back.refusal().code;
  EXPECT_EQ(back->last_hash_hex, hash);
  Session session(other.file(), OpenMode::read_only);
  for (const auto& [asked, found] : {std::pair{"\"停电 电了\"", 1}, {"\"了 停电\"", 1}, {"\"电了 停电\"", 0}, {"\"停\"*", 1}, {"\"没\"*", 0}, {"\"停电\" AND \"了\"", 1}}) {
    auto query = session.query("SELECT count(*) FROM case_terms WHERE terms MATCH ?1");
    query.bind(1, std::string_view(asked));
    query.step();
    EXPECT_EQ(query.integer(0), found) << asked;
  }
}

}  // namespace
}  // namespace shouwen::db
