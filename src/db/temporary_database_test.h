// A migrated database of its own that goes away with the test: a file, or with SHOUWEN_TEST_POSTGRES a database on that server,
// so that every test of a store runs on both.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <unistd.h>

#include "db/migrate.h"

namespace shouwen::db {

/// A server as its URI of any database says, e.g. postgres:///postgres?host=/tmp/cluster&user=shouwen.
class TestServer {
 public:
  /// "" = the tests run on SQLite.
  static std::string uri() {
    const char* said = std::getenv("SHOUWEN_TEST_POSTGRES");
    return said == nullptr ? "" : said;
  }
  static std::string uri_of(const std::string& name) {
    const std::string server = uri();
    const std::size_t question = server.find('?'), slash = server.rfind('/', question);
    return server.substr(0, slash + 1) + name + (question == std::string::npos ? "" : server.substr(question));
  }
  static void tell(const std::string& sql) {
    Session session(Address(std::filesystem::path(uri())), OpenMode::read_write_create);
    session.execute_functions(sql);
  }
  /// Migrated once, copied for each test.
  static const std::string& pattern() {
    static const Pattern made;
    return made.name;
  }

 private:
  struct Pattern {
    Pattern() {
      tell("CREATE DATABASE " + name);
      Session session(Address(std::filesystem::path(uri_of(name))), OpenMode::read_write_create);
      EXPECT_TRUE(migrate(session, Instant{0}));
    }
    ~Pattern() { tell("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"); }
    std::string name = "shouwen_pattern_" + std::to_string(::getpid());
  };
};

class TemporaryDatabase {
 public:
  TemporaryDatabase() {
    static std::atomic<int> counter{0};
    name_ = "shouwen_test_" + std::to_string(::getpid()) + '_' + std::to_string(++counter);
    folder_ = std::filesystem::temp_directory_path() / name_;
    std::filesystem::create_directories(folder_);
    if (!TestServer::uri().empty()) {
      uri_ = TestServer::uri_of(name_);
      TestServer::tell("CREATE DATABASE " + name_ + " TEMPLATE " + TestServer::pattern());
      return;
    }
    Session session(file(), OpenMode::read_write_create);
    EXPECT_TRUE(migrate(session, Instant{0}));
  }
  ~TemporaryDatabase() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
    if (!uri_.empty()) TestServer::tell("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
  }
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;

  Address file() const { return Address::of(uri_, folder_); }
  const std::filesystem::path& folder() const { return folder_; }
  /// As House::open takes it: "" for the file in the folder.
  const std::string& uri() const { return uri_; }

 private:
  std::string name_, uri_;
  std::filesystem::path folder_;
};

}  // namespace shouwen::db
