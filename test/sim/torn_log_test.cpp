// SQLite's log cut off or spoiled at every byte of its last commits: what was committed before is there, nothing is half there.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include <unistd.h>

#include "db/journal.h"
#include "db/migrate.h"

namespace shouwen::sim {
namespace {

constexpr std::int64_t page_bytes = 4096, frame_header_bytes = 24, log_header_bytes = 32;

class TornLogTest : public testing::Test {
 protected:
  TornLogTest() {
    std::filesystem::create_directories(folder);
    db::Session session(folder / "shouwen.db", db::OpenMode::read_write_create);
    EXPECT_TRUE(db::migrate(session, Instant{0}));
    session.execute_script("PRAGMA wal_checkpoint(TRUNCATE)");
    for (std::int64_t number = 1; number <= commits; ++number) {
      session.run("BEGIN IMMEDIATE");
      db::append(session, {{"case/1", number, Instant{number}, 1, 0, "noted", "art.10(1)", 1, "{\"text\":\"" + std::string(static_cast<std::size_t>(number * 300), 'x') + "\"}"}});
      session.run("COMMIT");
      ends.push_back(static_cast<std::int64_t>(std::filesystem::file_size(folder / "shouwen.db-wal")));
    }
    // As the power leaves them: copied while they are open.
    database = bytes_of(folder / "shouwen.db");
    log = bytes_of(folder / "shouwen.db-wal");
  }
  ~TornLogTest() override { std::filesystem::remove_all(folder); }

  static std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static void put(const std::filesystem::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

  /// Opens what is left and returns how many entries the journal has; its chain must hold.
  std::int64_t entries_with(const std::string& log_left) {
    const std::filesystem::path torn = folder / "torn";
    if (!std::filesystem::exists(torn)) {
      std::filesystem::create_directories(torn);
      put(torn / "shouwen.db", database);
    }
    // The index of the log goes with the process; a reader finds its way through the log as a writer does, and leaves the file as it is.
    std::filesystem::remove(torn / "shouwen.db-shm");
    put(torn / "shouwen.db-wal", log_left);
    db::Session session(torn / "shouwen.db", db::OpenMode::read_only);
    const db::ChainReport report = db::verify_chain(session);
    EXPECT_TRUE(report.intact) << report.reason;
    return report.entries;
  }
  /// Commits whose frames are wholly within so many bytes.
  std::int64_t whole_within(std::int64_t bytes) const { return std::count_if(ends.begin(), ends.end(), [bytes](std::int64_t end) { return end <= bytes; }); }
  std::int64_t frame_at(std::int64_t byte) const { return (byte - log_header_bytes) / (page_bytes + frame_header_bytes); }

  static constexpr std::int64_t commits = 6;
  // In memory where that can be: thousands of copies are written.
  std::filesystem::path folder = (std::filesystem::is_directory("/dev/shm") ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path()) / ("shouwen_torn_test_" + std::to_string(::getpid()));
  std::vector<std::int64_t> ends;  ///< of the log after each commit
  std::string database, log;
};

TEST_F(TornLogTest, cut_off_at_each_byte_of_the_last_page_and_every_397th_of_the_rest) {
  ASSERT_EQ(entries_with(log), commits);
  const auto size = static_cast<std::int64_t>(log.size());
  std::int64_t cuts = 0;
  for (std::int64_t bytes = size; bytes >= 0; bytes -= bytes > size - page_bytes - frame_header_bytes ? 1 : 397, ++cuts)
    ASSERT_EQ(entries_with(log.substr(0, static_cast<std::size_t>(bytes))), whole_within(bytes)) << "cut off after " << bytes << " bytes";
  RecordProperty("cuts", static_cast<int>(cuts));
  EXPECT_GT(cuts, 4000);
}

TEST_F(TornLogTest, a_byte_spoiled_in_the_last_pages_takes_its_commit_and_what_follows_and_no_more) {
  const auto size = static_cast<std::int64_t>(log.size());
  std::int64_t spoiled = 0;
  for (std::int64_t byte = size - 1; byte >= size - 3 * (page_bytes + frame_header_bytes); byte -= 13, ++spoiled) {
    std::string bad = log;
    bad[static_cast<std::size_t>(byte)] = static_cast<char>(bad[static_cast<std::size_t>(byte)] ^ 0x40);
    // Everything before the spoiled frame stands.
    const std::int64_t frame_begins = log_header_bytes + frame_at(byte) * (page_bytes + frame_header_bytes);
    ASSERT_EQ(entries_with(bad), whole_within(frame_begins)) << "byte " << byte;
  }
  RecordProperty("spoiled", static_cast<int>(spoiled));
  EXPECT_GT(spoiled, 900);
}

}  // namespace
}  // namespace shouwen::sim
