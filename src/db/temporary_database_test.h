// A migrated database in a folder of its own that goes away with the test.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <string>

#include <unistd.h>

#include "db/migrate.h"

namespace shouwen::db {

class TemporaryDatabase {
 public:
  TemporaryDatabase() {
    static std::atomic<int> counter{0};
    folder_ = std::filesystem::temp_directory_path() / ("shouwen_test_" + std::to_string(::getpid()) + '_' + std::to_string(++counter));
    std::filesystem::create_directories(folder_);
    Session session(file(), OpenMode::read_write_create);
    EXPECT_TRUE(migrate(session, Instant{0}));
  }
  ~TemporaryDatabase() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;

  std::filesystem::path file() const { return folder_ / "shouwen.db"; }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace shouwen::db
