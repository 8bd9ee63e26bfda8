// Damage of every kind is found with its place and extent; a sound file has none.
#include "db/examine.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "db/session.h"

namespace shouwen::db {
namespace {

namespace fs = std::filesystem;

class Examine : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("examine_" + std::to_string(::getpid()));
    fs::create_directories(folder);
    Session session(file(), OpenMode::read_write_create);
    session.execute_script("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT) STRICT; CREATE INDEX i ON t (text);"
                           "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n WHERE x < 3000)"
                           " INSERT INTO t SELECT x, hex(randomblob(CASE x % 100 WHEN 0 THEN 6000 ELSE 40 END)) FROM n;"
                           "DELETE FROM t WHERE id BETWEEN 500 AND 900;");
    session.execute_script("PRAGMA wal_checkpoint(TRUNCATE)");
  }
  void TearDown() override { fs::remove_all(folder); }
  fs::path file() const { return folder / "sound.db"; }
  /// The file with `bytes` written over it from `at` on.
  fs::path with(std::int64_t at, const std::string& bytes) const {
    const fs::path copy = folder / "damaged.db";
    fs::copy_file(file(), copy, fs::copy_options::overwrite_existing);
    std::fstream out(copy, std::ios::binary | std::ios::in | std::ios::out);
    out.seekp(at);
    out << bytes;
    return copy;
  }
  static std::string noise(std::size_t bytes) {
    std::mt19937 random(7);
    std::string text(bytes, '\0');
    for (char& c : text) c = static_cast<char>(random() | 0x80U);
    return text;
  }
  fs::path folder;
};

TEST_F(Examine, a_sound_file_has_no_damage) {
  const FileReport report = examine_file(file());
  EXPECT_GT(report.pages, 50);
  EXPECT_EQ(report.page_bytes, 4096);
  EXPECT_TRUE(report.damaged.empty());
}

TEST_F(Examine, noise_is_found_where_it_is) {
  const std::vector<Extent> expected = {{21, 23, 20 * 4096, 23 * 4096 - 1}};
  EXPECT_EQ(examine_file(with(20 * 4096, noise(3 * 4096))).damaged, expected);
}

TEST_F(Examine, a_lost_header_is_page_one) {
  const std::vector<Extent> expected = {{1, 1, 0, 4095}};
  EXPECT_EQ(examine_file(with(0, noise(100))).damaged, expected);
}

TEST_F(Examine, a_file_cut_short_lacks_its_end) {
  const fs::path copy = with(0, "");
  const std::int64_t pages = examine_file(copy).pages;
  fs::resize_file(copy, static_cast<std::uintmax_t>((pages - 4) * 4096 + 100));
  const std::vector<Extent> expected = {{pages - 3, pages, (pages - 4) * 4096, pages * 4096 - 1}};
  EXPECT_EQ(examine_file(copy).damaged, expected);
}

}  // namespace
}  // namespace shouwen::db
