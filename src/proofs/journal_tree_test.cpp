// Roots and proofs over a journal that grows day by day, and what verify says when somebody changed it.
#include "proofs/journal_tree.h"

#include <gtest/gtest.h>

#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

const Instant first_night = at_local(Date::of(2026, 12, 1), 60);

void grow(db::Session& session, std::int64_t entries) {
  std::vector<db::NewEntry> more(static_cast<std::size_t>(entries));
  std::int64_t number = db::next_stream_number(session, "case/1");
  for (db::NewEntry& entry : more) {
    entry.stream = "case/1";
    entry.kind = "noted";
    entry.payload = "{}";
    entry.stream_number = number++;
  }
  session.execute_script("BEGIN");
  db::append(session, more);
  session.execute_script("COMMIT");
}

std::optional<MerkleHash> proved_root(const JournalProof& proof) { return root_by_path(leaf_hash(proof.entry_hash), proof.entry_number - 1, proof.root.size, proof.path); }

TEST(JournalTree, Art_8_ARootADayAndProofsUnderTheFirstThatCovers) {
  db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_write_create);
  EXPECT_FALSE(make_root_of_yesterday(session, first_night)) << "an empty journal has none";
  const std::int64_t sizes[] = {1, 255, 256, 257, 700, 66000};
  std::int64_t size = 0;
  Instant now = first_night;
  for (const std::int64_t wanted : sizes) {
    grow(session, wanted - size);
    size = wanted;
    EXPECT_TRUE(make_root_of_yesterday(session, now));
    EXPECT_FALSE(make_root_of_yesterday(session, now.plus_seconds(3600))) << "once a day";
    now = now.plus_seconds(seconds_per_day);
  }
  EXPECT_EQ(journal_roots(session, std::nullopt, 10).size(), std::size(sizes));
  EXPECT_EQ(journal_roots(session, Date::of(2026, 12, 2), 10).size(), 2U);
  for (const std::int64_t number : {1L, 2L, 255L, 256L, 257L, 700L, 701L, 65536L, 65537L, 66000L}) {
    const auto proof = prove_entry(session, number, {});
    ASSERT_TRUE(proof) << number;
    EXPECT_GE(proof->root.size, number);
    EXPECT_EQ(proved_root(*proof), proof->root.root) << number;
  }
  EXPECT_EQ(prove_entry(session, 1, {})->root.size, 1);
  EXPECT_EQ(prove_entry(session, 258, {})->root.size, 700);
  EXPECT_FALSE(prove_entry(session, 2, {})->disclosed) << "nothing of an entry is told but its hash";
  const auto open = prove_entry(session, 2, {"noted"})->disclosed;
  ASSERT_TRUE(open);
  EXPECT_EQ(db::entry_hash(open->previous_hash, 2, open->entry), prove_entry(session, 2, {})->entry_hash);
  grow(session, 1);
  EXPECT_FALSE(prove_entry(session, 66001, {})) << "its day is not over";
  EXPECT_FALSE(prove_entry(session, 99999, {}));
  EXPECT_TRUE(verify_journal_roots(session).empty());
}

TEST(JournalTree, Art_8_WhatIsChangedAfterwardsIsSeen) {
  db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_write_create);
  grow(session, 600);
  make_root_of_yesterday(session, first_night);
  session.execute_script("UPDATE event SET hash = zeroblob(32) WHERE number = 3");
  EXPECT_EQ(verify_journal_roots(session).size(), 1U) << "its part";
  session.execute_script("DELETE FROM journal_part");
  EXPECT_EQ(verify_journal_roots(session).size(), 2U) << "parts that are gone";
}

TEST(JournalTree, Art_8_ARootMadeUpIsSeen) {
  db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_write_create);
  grow(session, 300);
  make_root_of_yesterday(session, first_night);
  session.execute_script("UPDATE journal_root SET root = zeroblob(32)");
  EXPECT_EQ(verify_journal_roots(session), std::vector<std::string>{"the root of 2026-11-30 is not that of the journal"});
  session.execute_script("UPDATE journal_root SET size = 301");
  EXPECT_EQ(verify_journal_roots(session), std::vector<std::string>{"the root of 2026-11-30 covers more than the journal has"});
}

}  // namespace
}  // namespace shouwen
