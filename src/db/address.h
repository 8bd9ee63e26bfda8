// Where a bureau's data lies: a SQLite file or a PostgreSQL database.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace shouwen::db {

class Address {
 public:
  Address(const std::filesystem::path& file) : text_(file.string()) {}  // NOLINT: a file is an address
  /// `database` as typed: "postgres://…" or "postgresql://…" is a server; "" is the file in the data folder.
  static Address of(std::string_view database, const std::filesystem::path& folder) {
    return database.empty() ? Address(folder / "shouwen.db") : Address(std::filesystem::path(database));
  }

  bool is_postgres() const { return text_.starts_with("postgres://") || text_.starts_with("postgresql://"); }
  /// Of a file: whether it is there. A server is asked by connecting.
  bool exists() const { return is_postgres() || std::filesystem::exists(text_); }
  /// The file's path or the connection URI, which may hold a password: not for logs.
  const std::string& text() const { return text_; }
  std::filesystem::path file() const { return text_; }

 private:
  std::string text_;
};

}  // namespace shouwen::db
