// A file followed through many logs, restored to moments on the way: what was there then, no more and no less.
#include "db/follow.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "db/journal.h"
#include "db/migrate.h"
#include "db/writer.h"

namespace shouwen::db {
namespace {

namespace fs = std::filesystem;

std::int64_t now_ms() { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

class Followed : public testing::Test {
 protected:
  Followed() {
    fs::create_directories(data());
    Session session(file(), OpenMode::read_write_create);
    EXPECT_TRUE(migrate(session, Instant{0}));
    session.execute_script("CREATE TABLE filler (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT");
  }
  ~Followed() override { fs::remove_all(folder_); }

  fs::path data() const { return folder_ / "data"; }
  fs::path copy() const { return folder_ / "copy"; }
  Address file() const { return data() / "shouwen.db"; }
  void follow_it() {
    follow({data(), copy(), 30, [this](const std::string& what) { told_.push_back(what); }});
  }

  /// A commit of a journal entry and some pages beside it.
  static void write(Writer& writer, std::size_t bytes) {
    writer.run([bytes](Session& session) {
      NewEntry entry;
      entry.stream = "org";
      entry.stream_number = next_stream_number(session, "org");
      entry.kind = "tested";
      append(session, {entry});
      auto insert = session.query("INSERT INTO filler (content) VALUES (?1)");
      insert.bind_blob(1, std::string(bytes, 'x'));
      insert.step();
    });
  }
  struct Moment {
    std::int64_t at_ms = 0, entries = 0;
    std::string hash;
  };
  /// What is there, once the clock has moved on.
  Moment look() {
    Session session(file(), OpenMode::read_only);
    const ChainReport chain = verify_chain(session);
    const Moment moment{now_ms(), chain.entries, chain.last_hash_hex};
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return moment;
  }
  void expect_restored(const Moment& moment) {
    const fs::path to = folder_ / ("restored_" + std::to_string(++restored_));
    const auto done = restore_at(copy(), moment.at_ms, to);
    ASSERT_TRUE(done) << done.refusal().code;
    Session session(to / "shouwen.db", OpenMode::read_only);
    const ChainReport chain = verify_chain(session);
    EXPECT_TRUE(chain.intact);
    EXPECT_EQ(chain.entries, moment.entries);
    EXPECT_EQ(chain.last_hash_hex, moment.hash);
    auto check = session.query("PRAGMA integrity_check");
    ASSERT_TRUE(check.step());
    EXPECT_EQ(check.text(0), "ok");
    auto rows = session.query("SELECT count(*) FROM filler");
    ASSERT_TRUE(rows.step());
    EXPECT_EQ(rows.integer(0), moment.entries);
  }

  const fs::path folder_ = fs::temp_directory_path() / ("shouwen_follow_" + std::to_string(::getpid()) + '_' + testing::UnitTest::GetInstance()->current_test_info()->name());
  std::vector<std::string> told_;
  int restored_ = 0;
};

TEST_F(Followed, every_moment_on_the_way_comes_back_through_many_logs) {
  follow_it();
  std::vector<Moment> moments;
  {
    Writer writer(file());
    moments.push_back(look());
    for (int i = 0; i < 60; ++i) {
      // A log of SQLite's is folded in after 4000 pages: about five of them.
      write(writer, 1'400'000);
      if (i % 7 == 0) moments.push_back(look());
    }
    moments.push_back(look());
  }
  std::size_t logs = 0;
  for (const auto& entry : fs::recursive_directory_iterator(copy())) logs += entry.path().extension() == ".wal" ? 1U : 0U;
  EXPECT_GT(logs, 2U);
  for (const Moment& moment : moments) expect_restored(moment);
  EXPECT_EQ(told_, std::vector<std::string>{});
  EXPECT_EQ(follow_state().broken, 0);
}

TEST_F(Followed, a_writer_that_comes_again_begins_another_run) {
  follow_it();
  std::vector<Moment> moments;
  for (int i = 0; i < 3; ++i) {
    Writer writer(file());
    write(writer, 100);
    moments.push_back(look());
    write(writer, 100);
    moments.push_back(look());
  }
  for (const Moment& moment : moments) expect_restored(moment);
  const auto before = restore_at(copy(), moments.front().at_ms - 3'600'000, folder_ / "early");
  ASSERT_FALSE(before);
  EXPECT_EQ(before.refusal().code, "restore.too_early");
}

TEST_F(Followed, a_commit_cut_off_in_the_copy_is_none) {
  follow_it();
  Moment before;
  {
    Writer writer(file());
    write(writer, 100);
    before = look();
    write(writer, 100);
  }
  for (const auto& entry : fs::recursive_directory_iterator(copy()))
    if (entry.path().filename() == "commits") fs::resize_file(entry.path(), entry.file_size() - 3);
  expect_restored({now_ms(), before.entries, before.hash});
}

TEST_F(Followed, a_spoiled_copy_is_refused_and_named) {
  follow_it();
  Moment last;
  {
    Writer writer(file());
    write(writer, 50'000);
    last = look();
  }
  fs::path log;
  for (const auto& entry : fs::recursive_directory_iterator(copy()))
    if (entry.path().extension() == ".wal") log = entry.path();
  std::fstream spoil(log, std::ios::in | std::ios::out | std::ios::binary);
  spoil.seekp(5000);
  spoil.put('\x55');
  spoil.close();
  const auto done = restore_at(copy(), last.at_ms, folder_ / "spoiled");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.refusal().code, "restore.copy_damaged");
  EXPECT_EQ(done.refusal().values.front().second, log.string());
}

TEST_F(Followed, where_nothing_can_be_copied_work_goes_on_and_it_is_told) {
  std::ofstream(copy()) << "a file in the way";
  follow_it();
  Writer writer(file());
  write(writer, 100);
  EXPECT_EQ(look().entries, 1);
  EXPECT_EQ(told_.size(), 1U);
  EXPECT_EQ(follow_state().broken, 1);
}

TEST_F(Followed, an_attachment_is_there_with_the_commit_that_speaks_of_it) {
  follow_it();
  // BLAKE2b-256 of nothing.
  const std::string hash = "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8";
  Writer writer(file());
  write(writer, 100);
  fs::create_directories(data() / "attachments" / "0e");
  std::ofstream(data() / "attachments" / "0e" / hash).close();
  std::ofstream(data() / "attachments" / "0e" / std::string(64, '0')) << "still being written";
  write(writer, 100);
  EXPECT_TRUE(fs::exists(copy() / "attachments" / "0e" / hash));
  EXPECT_FALSE(fs::exists(copy() / "attachments" / "0e" / std::string(64, '0')));
}

}  // namespace
}  // namespace shouwen::db
