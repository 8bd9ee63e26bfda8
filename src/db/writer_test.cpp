// Group commit: each command stands or falls alone, and nobody hears of success before it is durable.
#include "db/writer.h"

#include <future>

#include "db/temporary_database_test.h"

namespace shouwen::db {
namespace {

class WriterTest : public testing::Test {
 protected:
  WriterTest() {
    Session session(database.file(), OpenMode::read_write_create);
    session.execute_script("CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT");
  }
  std::int64_t count() {
    Session session(database.file(), OpenMode::read_only);
    auto query = session.query("SELECT count(*) FROM thing");
    query.step();
    return query.integer(0);
  }
  TemporaryDatabase database;
};

TEST_F(WriterTest, an_undone_command_leaves_its_neighbours) {
  Writer writer(database.file());
  std::promise<void> gate;
  std::shared_future<void> open = gate.get_future().share();
  std::vector<std::future<std::optional<FaultKind>>> answers;
  const auto submit = [&](std::function<WorkOutcome(Session&)> work) {
    auto answered = std::make_shared<std::promise<std::optional<FaultKind>>>();
    answers.push_back(answered->get_future());
    ASSERT_TRUE(writer.submit({std::move(work), [answered](std::optional<Fault> fault) {
                                 answered->set_value(fault ? std::optional(fault->kind()) : std::nullopt);
                               }}));
  };
  // The first command holds the writer so that the others wait and go as one group.
  submit([open](Session&) { open.wait(); return WorkOutcome::keep; });
  submit([](Session& s) { s.run("INSERT INTO thing (name) VALUES (?1)", "kept"); return WorkOutcome::keep; });
  submit([](Session& s) { s.run("INSERT INTO thing (name) VALUES (?1)", "undone"); return WorkOutcome::undo; });
  submit([](Session& s) { s.run("INSERT INTO thing (name) VALUES (?1)", "kept"); return WorkOutcome::keep; });
  submit([](Session& s) -> WorkOutcome { s.run("INSERT INTO thing (name) VALUES (?1)", "thrown"); throw std::runtime_error("bad"); });
  submit([](Session& s) { s.run("INSERT INTO thing (name) VALUES (?1)", "also kept"); return WorkOutcome::keep; });
  gate.set_value();
  EXPECT_EQ(answers[1].get(), std::nullopt);
  EXPECT_EQ(answers[2].get(), std::nullopt);
  EXPECT_EQ(answers[3].get(), FaultKind::constraint);
  EXPECT_EQ(answers[4].get(), FaultKind::other);
  EXPECT_EQ(answers[5].get(), std::nullopt);
  EXPECT_EQ(count(), 2);
  const Writer::Counters counters = writer.counters();
  EXPECT_EQ(counters.commands, 6);
  EXPECT_LE(counters.groups, 2);
  EXPECT_EQ(counters.undone, 3);
}

TEST_F(WriterTest, the_answer_comes_after_the_commit) {
  Writer writer(database.file());
  std::promise<std::int64_t> seen;
  ASSERT_TRUE(writer.submit({[](Session& s) { s.run("INSERT INTO thing (name) VALUES (?1)", "a"); return WorkOutcome::keep; },
                             [&](std::optional<Fault>) { seen.set_value(count()); }}));
  EXPECT_EQ(seen.get_future().get(), 1);
}

TEST_F(WriterTest, a_full_queue_turns_away_instead_of_growing) {
  Writer writer(database.file(), 2);
  std::promise<void> gate, started;
  std::shared_future<void> open = gate.get_future().share();
  const auto nothing = [](std::optional<Fault>) {};
  ASSERT_TRUE(writer.submit({[&, open](Session&) { started.set_value(); open.wait(); return WorkOutcome::keep; }, nothing}));
  started.get_future().wait();
  const auto idle = [](Session&) { return WorkOutcome::keep; };
  EXPECT_TRUE(writer.submit({idle, nothing}));
  EXPECT_TRUE(writer.submit({idle, nothing}));
  EXPECT_FALSE(writer.submit({idle, nothing}));
  gate.set_value();
}

TEST_F(WriterTest, run_waits_and_rethrows) {
  Writer writer(database.file());
  writer.run([](Session& s) { s.run("INSERT INTO thing (name) VALUES (?1)", "a"); });
  EXPECT_EQ(count(), 1);
  EXPECT_THROW(writer.run([](Session& s) { s.run("INSERT INTO thing (name) VALUES (?1)", "a"); }), Fault);
  EXPECT_THROW(writer.run([](Session&) { throw std::logic_error("x"); }), std::logic_error);
  EXPECT_EQ(count(), 1);
}

TEST_F(WriterTest, what_was_accepted_is_finished_before_it_stops) {
  int done = 0;
  {
    Writer writer(database.file());
    for (int i = 0; i < 300; ++i)
      ASSERT_TRUE(writer.submit({[i](Session& s) { s.run("INSERT INTO thing (name) VALUES (?1)", std::to_string(i)); return WorkOutcome::keep; },
                                 [&done](std::optional<Fault>) { ++done; }}));
  }
  EXPECT_EQ(done, 300);
  EXPECT_EQ(count(), 300);
}

TEST_F(WriterTest, readers_write_nothing) {
  Readers readers(database.file(), 1);
  const auto lease = readers.borrow();
  EXPECT_THROW(lease->run("INSERT INTO thing (name) VALUES (?1)", "a"), Fault);
}

}  // namespace
// Commands that may be run again share one transaction without savepoints; one that must be undone takes nobody with it.
TEST_F(WriterTest, a_repeatable_command_that_is_undone_leaves_its_group_as_it_was) {
  std::atomic<int> done{0}, faults{0};
  {
    Writer writer(database.file());
    std::promise<void> go;
    const std::shared_future<void> open = go.get_future().share();
    ASSERT_TRUE(writer.submit({[open](Session&) { open.wait(); return WorkOutcome::keep; }, [](std::optional<Fault>) {}, true}));
    for (int i = 0; i < 30; ++i)
      ASSERT_TRUE(writer.submit({[i](Session& s) {
                                   s.run("INSERT INTO thing (name) VALUES (?1)", "r" + std::to_string(i));
                                   if (i % 10 == 3) return WorkOutcome::undo;
                                   if (i % 10 == 7) s.run("INSERT INTO no_such_table VALUES (1)");
                                   return WorkOutcome::keep;
                                 },
                                 [&](std::optional<Fault> fault) {
                                   ++done;
                                   faults += fault ? 1 : 0;
                                 },
                                 true}));
    go.set_value();
  }
  EXPECT_EQ(done, 30);
  EXPECT_EQ(faults, 3);
  EXPECT_EQ(count(), 24);
}

}  // namespace shouwen::db
