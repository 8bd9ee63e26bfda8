// Connections and statements of SQLite or PostgreSQL: RAII, typed binds, every error a Fault. SQL stays in stores and in here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "db/address.h"

struct sqlite3;
struct sqlite3_stmt;

namespace shouwen::db {

/// unavailable: the server does not answer, or stopped answering; nothing was written.
enum class FaultKind { disk_full, damaged, busy, read_only, constraint, other, unavailable };

/// The database could not do what a correct program asked. Caught in one place (the writer, the reader pool).
class Fault : public std::runtime_error {
 public:
  Fault(FaultKind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  FaultKind kind() const { return kind_; }

 private:
  FaultKind kind_;
};

class Session;
class PostgresConnection;
class PostgresStatement;

/// A running statement. Obtained from Session::query; returns to the cache when destroyed.
class Query {
 public:
  Query(Query&&) noexcept;
  Query& operator=(Query&&) = delete;
  ~Query();

  /// Positions start with 1.
  Query& bind(int position, std::int64_t value);
  Query& bind(int position, std::string_view value);  ///< TEXT; copied
  Query& bind_blob(int position, std::string_view bytes);
  Query& bind_null(int position);

  /// True while there is a row.
  bool step();
  /// Back to the start for other values; what is not bound again stays. For many rows by one statement.
  void again();

  /// Columns start with 0. NULL reads as 0, "" or nullopt.
  std::int64_t integer(int column) const;
  std::string_view text(int column) const;  ///< valid until the next step
  std::string_view blob(int column) const;  ///< valid until the next step
  bool is_null(int column) const;

 private:
  friend class Session;
  Query(Session& session, sqlite3_stmt* statement, std::size_t slot);
  PostgresStatement& on_postgres() const;
  Session* session_;
  sqlite3_stmt* statement_;  ///< null on PostgreSQL, where the slot says which
  std::size_t slot_;
};

enum class OpenMode { read_write_create, read_only };

/// One connection; used by one thread at a time.
class Session {
 public:
  Session(const Address& address, OpenMode mode);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// A prepared statement out of the cache (keyed by the text).
  Query query(std::string_view sql);

  /// Runs one statement without result rows; binds std::int64_t-like, strings, Id<>, Instant, bool, optional<…>, nullptr.
  template <class... Values>
  void run(std::string_view sql, const Values&... values) {
    Query q = query(sql);
    int position = 0;
    (bind_value(q, ++position, values), ...);
    while (q.step()) {
    }
  }

  /// Any number of statements without parameters (migrations, pragmas).
  void execute_script(std::string_view sql);
  /// Functions and aggregates of PostgreSQL, said as they are.
  void execute_functions(std::string_view sql);

  std::int64_t changes() const;
  /// Rows changed since the connection was opened.
  std::int64_t total_changes() const;
  std::int64_t last_insert_id() const;
  bool is_postgres() const { return handle_ == nullptr; }
  /// Nothing more can be done in this transaction: PostgreSQL after an error, or after the connection was lost.
  bool must_roll_back() const;
  sqlite3* handle() const { return handle_; }  ///< null on PostgreSQL

  static void bind_value(Query& q, int p, std::int64_t v) { q.bind(p, v); }
  static void bind_value(Query& q, int p, std::int32_t v) { q.bind(p, static_cast<std::int64_t>(v)); }
  static void bind_value(Query& q, int p, bool v) { q.bind(p, static_cast<std::int64_t>(v)); }
  static void bind_value(Query& q, int p, std::string_view v) { q.bind(p, v); }
  static void bind_value(Query& q, int p, const std::string& v) { q.bind(p, std::string_view(v)); }
  static void bind_value(Query& q, int p, const char* v) { q.bind(p, std::string_view(v)); }
  static void bind_value(Query& q, int p, std::nullptr_t) { q.bind_null(p); }
  template <class V>
    requires requires(V v) { { v.value } -> std::convertible_to<std::int64_t>; }
  static void bind_value(Query& q, int p, V v) { q.bind(p, static_cast<std::int64_t>(v.value)); }
  template <class V>
    requires requires(V v) { { v.seconds } -> std::convertible_to<std::int64_t>; }
  static void bind_value(Query& q, int p, V v) { q.bind(p, static_cast<std::int64_t>(v.seconds)); }
  template <class V>
  static void bind_value(Query& q, int p, const std::optional<V>& v) {
    if (v) bind_value(q, p, *v); else q.bind_null(p);
  }

 private:
  friend class Query;
  struct Cache;
  sqlite3* handle_ = nullptr;
  std::unique_ptr<Cache> cache_;
};

}  // namespace shouwen::db
