// The breakable disk itself: what was synced survives everything, what was not may be there, torn or gone; errors are the house's own faults.
#include "faulty_disk.h"

#include <gtest/gtest.h>

#include <filesystem>

#include <unistd.h>

#include "db/session.h"

namespace shouwen::sim {
namespace {

class FaultyDiskTest : public testing::Test {
 protected:
  FaultyDiskTest() : disk(FaultyDisk::install()) {
    disk.reset();
    disk.aim_at_this_thread();
    std::filesystem::create_directories(folder);
    open();
    session->execute_script("CREATE TABLE row (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
  }
  ~FaultyDiskTest() override {
    session.reset();
    disk.reset();
    std::filesystem::remove_all(folder);
  }
  void open() { session.emplace(folder / "test.db", db::OpenMode::read_write_create); }
  /// True if it was acknowledged.
  bool write_one() {
    try {
      session->run("INSERT INTO row (text) VALUES (?1)", std::string(900, 'x'));
      return true;
    } catch (const db::Fault&) {
      return false;
    }
  }
  std::int64_t rows() {
    auto query = session->query("SELECT count(*) FROM row");
    query.step();
    return query.integer(0);
  }
  bool is_whole() {
    auto query = session->query("PRAGMA integrity_check");
    return query.step() && query.text(0) == "ok";
  }
  void come_back(Loss loss, Chance& chance) {
    session.reset();
    disk.come_back(loss, chance);
    open();
  }

  FaultyDisk& disk;
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("shouwen_disk_test_" + std::to_string(::getpid()));
  std::optional<db::Session> session;
};

TEST_F(FaultyDiskTest, nothing_acknowledged_is_lost_wherever_the_power_fails) {
  Chance chance(7);
  std::int64_t acknowledged = 0, deaths = 0;
  for (std::int64_t operation = 1; operation <= 60; ++operation) {
    disk.die_at(operation % 9 + 1);
    for (int i = 0; i < 8 && write_one(); ++i) ++acknowledged;
    if (!disk.is_dead()) continue;
    ++deaths;
    come_back(operation % 2 == 0 ? Loss::power : Loss::process, chance);
    ASSERT_GE(rows(), acknowledged) << "after operation " << operation;
    acknowledged = rows();
    ASSERT_TRUE(is_whole());
  }
  EXPECT_GT(deaths, 50);
}

/// What a killed process wrote and never synced is read by the next one. The house opens its file once for migrations and closes it
/// again before it answers anybody: that brings what was found to the disk.
TEST_F(FaultyDiskTest, what_a_killed_process_left_is_on_the_disk_before_anybody_reads_it) {
  Chance chance(7);
  std::int64_t found_more = 0;
  for (std::int64_t operation = 1; operation <= 8; ++operation) {
    const std::int64_t before = rows();
    disk.die_at(operation);
    for (int i = 0; i < 8 && write_one(); ++i) {
    }
    come_back(Loss::process, chance);
    session.reset();
    open();
    const std::int64_t found = rows();
    found_more += found - before;
    disk.die_at(1);
    ASSERT_FALSE(write_one());
    come_back(Loss::power, chance);
    ASSERT_GE(rows(), found) << "after operation " << operation;
  }
  EXPECT_GT(found_more, 0);
}

TEST_F(FaultyDiskTest, without_syncs_the_power_takes_what_was_acknowledged) {
  Chance chance(7);
  session->execute_script("PRAGMA synchronous=OFF");
  bool lost = false;
  for (int round = 0; round < 20 && !lost; ++round) {
    const std::int64_t before = rows();
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(write_one());
    disk.die_at(1);
    EXPECT_FALSE(write_one());
    come_back(Loss::power, chance);
    lost = rows() < before + 5;
    session->execute_script("PRAGMA synchronous=OFF");
  }
  EXPECT_TRUE(lost) << "the disk would prove nothing";
}

TEST_F(FaultyDiskTest, a_full_disk_refuses_and_then_goes_on) {
  ASSERT_TRUE(write_one());
  disk.fill_up(3);
  EXPECT_FALSE(write_one());
  disk.fill_up(0);
  EXPECT_EQ(rows(), 1);
  EXPECT_TRUE(write_one());
  EXPECT_EQ(rows(), 2);
  EXPECT_TRUE(is_whole());
}

TEST_F(FaultyDiskTest, a_failed_read_is_a_fault_and_no_wrong_answer) {
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(write_one());
  session->execute_script("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA shrink_memory");
  session.reset();
  open();
  disk.fail_reads(1);
  EXPECT_THROW(rows(), db::Fault);
  EXPECT_EQ(rows(), 50);
}

TEST_F(FaultyDiskTest, time_passes_while_a_slow_disk_syncs) {
  int syncs = 0;
  disk.on_sync([&syncs] { ++syncs; });
  EXPECT_TRUE(write_one());
  disk.on_sync(nullptr);
  EXPECT_GE(syncs, 1);
}

}  // namespace
}  // namespace shouwen::sim
