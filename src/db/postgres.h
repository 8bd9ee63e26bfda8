// A connection to PostgreSQL and its prepared statements, behind Session and Query. The only rooms with libpq are here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "db/session.h"

struct pg_conn;
struct pg_result;

namespace shouwen::db {

/// One text with its values and its rows; prepared on the server once for each set of types.
class PostgresStatement {
 public:
  PostgresStatement(PostgresConnection& connection, std::string sql);
  ~PostgresStatement();
  PostgresStatement(const PostgresStatement&) = delete;
  PostgresStatement& operator=(const PostgresStatement&) = delete;

  void bind(int position, std::int64_t value);
  void bind(int position, std::string_view value);
  void bind_blob(int position, std::string_view bytes);
  void bind_null(int position);
  bool step();
  void again();
  /// Forgets values and rows.
  void release();

  std::int64_t integer(int column) const;
  std::string_view text(int column) const;
  std::string_view blob(int column);
  bool is_null(int column) const;

 private:
  enum class Type { null, integer, text, blob };
  struct Value {
    Type type = Type::null;
    std::string text;
  };
  struct Prepared {
    std::vector<Type> types;
    std::string name;
    std::int64_t connected = 0;  ///< which of the connection's lives knows it
  };

  Value& value(int position);
  void execute();
  const std::string& prepared_name();

  PostgresConnection& connection_;
  std::string sql_;
  std::vector<Value> values_;
  std::vector<Prepared> prepared_;
  pg_result* result_ = nullptr;
  int row_ = -1;
  std::vector<std::pair<int, std::string>> decoded_;  ///< blobs of the present row
};

class PostgresConnection {
 public:
  /// Fault(unavailable) if nobody answers.
  PostgresConnection(std::string uri, OpenMode mode);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  /// The slot of a statement nobody uses.
  std::size_t borrow(std::string_view sql);
  PostgresStatement& statement(std::size_t slot) { return *slots_[slot].statement; }
  void give_back(std::size_t slot);

  /// BEGIN, COMMIT and their like, and scripts: no values, no rows.
  void control(std::string_view sql);
  /// The statements of a script, translated one by one.
  void script(std::string_view sql);
  void untranslated(std::string_view sql);

  /// In a transaction that can only be rolled back, or no longer connected.
  bool must_roll_back() const;
  std::int64_t changes() const { return changes_; }
  std::int64_t total_changes() const { return total_changes_; }
  std::int64_t last_insert_id();

 private:
  friend class PostgresStatement;
  struct Slot {
    std::unique_ptr<PostgresStatement> statement;
    bool in_use = false;
  };

  void connect();
  void disconnect();
  bool is_lost() const;
  /// A reader, and a writer before it begins, connect again; in the middle of a transaction it is too late.
  void reconnect_if_lost();
  void begin();
  void commit();
  bool was_committed();
  std::string settle_conflict(std::string_view sql);
  std::vector<std::string> primary_key(const std::string& table);
  pg_result* run(const std::string& sql);
  void count(pg_result* result);
  [[noreturn]] void fail(pg_result* result, const std::string& doing);

  std::string uri_;
  OpenMode mode_;
  pg_conn* connection_ = nullptr;
  std::int64_t connected_ = 0;
  bool in_transaction_ = false;
  std::string transaction_;  ///< xid of what is being written
  std::int64_t changes_ = 0, total_changes_ = 0, names_ = 0;
  std::vector<Slot> slots_;
  std::unordered_multimap<std::string, std::size_t> by_text_;
};

}  // namespace shouwen::db
