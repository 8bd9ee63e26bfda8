// The journal: one order, no gaps, and no way to change the past unnoticed.
#include "db/journal.h"

#include "db/backup.h"
#include "db/temporary_database_test.h"

namespace shouwen::db {
namespace {

NewEntry entry(const std::string& stream, std::int64_t number, const std::string& payload = "{}") {
  NewEntry made;
  made.stream = stream;
  made.stream_number = number;
  made.at = Instant{1000 + number};
  made.actor_id = 7;
  made.kind = "transfer_offered";
  made.clause = "art.10(3)";
  made.rulebook_version = 1;
  made.payload = payload;
  return made;
}

class JournalTest : public testing::Test {
 protected:
  TemporaryDatabase database;
  Session session{database.file(), OpenMode::read_write_create};

  void fill() {
    append(session, {entry("case/1", 1), entry("case/1", 2, R"({"note":"办"})")});
    append(session, {entry("org", 1), entry("case/2", 1), entry("case/1", 3)});
  }
};

TEST_F(JournalTest, Art_10_1_entries_stand_in_one_order_and_per_stream) {
  fill();
  EXPECT_EQ(next_stream_number(session, "case/1"), 4);
  EXPECT_EQ(next_stream_number(session, "case/9"), 1);
  EXPECT_EQ(next_stream_number(session, "org"), 2);
  const auto stream = read_stream(session, "case/1");
  ASSERT_EQ(stream.size(), 3U);
  EXPECT_EQ(stream[1].payload, R"({"note":"办"})");
  EXPECT_EQ(stream[2].number, 5);
  std::vector<std::string> all;
  read_all(session, 1, [&all](const Entry& one) {
    all.push_back(one.stream);
    return all.size() < 3;
  });
  EXPECT_EQ(all, (std::vector<std::string>{"case/1", "org", "case/2"}));
}

TEST_F(JournalTest, two_writers_cannot_both_be_the_nth_event) {
  fill();
  try {
    append(session, {entry("case/1", 3)});
    FAIL() << "a taken stream number was accepted";
  } catch (const Fault& fault) {
    EXPECT_EQ(fault.kind(), FaultKind::constraint);
  }
}

TEST_F(JournalTest, an_untouched_chain_is_intact) {
  EXPECT_TRUE(verify_chain(session).intact);
  fill();
  const ChainReport report = verify_chain(session);
  EXPECT_TRUE(report.intact);
  EXPECT_EQ(report.entries, 5);
  EXPECT_EQ(report.last_hash_hex.size(), 64U);
}

TEST_F(JournalTest, Art_10_1_every_change_of_the_past_is_found) {
  fill();
  const char* const changes[] = {
      "payload = '{\"note\":\"拖\"}' WHERE number = 2", "at = at - 1 WHERE number = 2",       "actor_id = 8 WHERE number = 2",
      "clause = 'art.10(4)' WHERE number = 2",          "kind = 'accepted' WHERE number = 2", "rulebook_version = 2 WHERE number = 2",
      "on_behalf_of_id = 1 WHERE number = 2",           "stream_id = 5 WHERE number = 2",     "stream_number = 9 WHERE number = 2",
      "stream_kind = 'org' WHERE number = 2",           "hash = zeroblob(32) WHERE number = 2"};
  for (const char* change : changes) {
    SCOPED_TRACE(change);
    session.execute_script("BEGIN");
    session.execute_script(std::string("UPDATE event SET ") + change);
    const ChainReport report = verify_chain(session);
    EXPECT_FALSE(report.intact);
    EXPECT_EQ(report.first_bad_number, 2);
    EXPECT_FALSE(report.reason.empty());
    session.execute_script("ROLLBACK");
  }
  EXPECT_TRUE(verify_chain(session).intact);
}

TEST_F(JournalTest, removed_and_swapped_entries_are_found) {
  fill();
  session.execute_script("BEGIN; DELETE FROM event WHERE number = 3");
  EXPECT_EQ(verify_chain(session).first_bad_number, 3);
  session.execute_script("ROLLBACK; BEGIN; UPDATE event SET number = 99 WHERE number = 3; UPDATE event SET number = 3 WHERE number = 4;"
                         "UPDATE event SET number = 4 WHERE number = 99");
  EXPECT_EQ(verify_chain(session).first_bad_number, 3);
  session.execute_script("ROLLBACK");
  // Cutting off the end leaves a shorter sound chain; its last hash gives it away.
  const std::string before = verify_chain(session).last_hash_hex;
  session.execute_script("BEGIN; DELETE FROM event WHERE number = 5");
  EXPECT_TRUE(verify_chain(session).intact);
  EXPECT_NE(verify_chain(session).last_hash_hex, before);
  session.execute_script("ROLLBACK");
}

TEST_F(JournalTest, a_copy_carries_the_same_chain) {
  if (session.is_postgres()) GTEST_SKIP() << "pg_dump and base backups copy a server";
  fill();
  back_up(session, database.folder() / "copy.db");
  Session copy(database.folder() / "copy.db", OpenMode::read_only);
  EXPECT_EQ(check_integrity(copy), "");
  EXPECT_EQ(verify_chain(copy).last_hash_hex, verify_chain(session).last_hash_hex);
}

}  // namespace
}  // namespace shouwen::db
