// PostgreSQL through libpq: connecting again, prepared statements, one writer at a time by an advisory lock, faults.
#include "db/postgres.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

#include "base/check.h"
#include "db/postgres_sql.h"

namespace shouwen::db {

namespace {

constexpr Oid oid_of_integer = 20, oid_of_blob = 17, oid_of_text = 25, unknown_oid = 0;
/// Everybody who writes holds this: one journal, one chain. Locks are of a database, and so of a bureau.
constexpr const char* begin_writing = "BEGIN; SELECT pg_advisory_xact_lock(7598829); SELECT pg_current_xact_id()";
constexpr auto commit_unknown_for = std::chrono::seconds(10);
constexpr auto between_tries = std::chrono::milliseconds(200);

/// Rows of our own schema come first, so that what SQLite takes for granted is found there (postgres_functions).
constexpr const char* manners =
    "SET search_path = shouwen, pg_catalog; SET client_min_messages = warning; SET bytea_output = hex; SET timezone = 'UTC';"
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';";

FaultKind kind_of(std::string_view state) {
  if (state.starts_with("23")) return FaultKind::constraint;
  if (state == "53100") return FaultKind::disk_full;
  if (state.starts_with("XX00")) return FaultKind::damaged;
  if (state == "25006") return FaultKind::read_only;
  if (state.starts_with("40") || state == "55P03") return FaultKind::busy;
  if (state.starts_with("08") || state.starts_with("57P") || state.starts_with("53")) return FaultKind::unavailable;
  return FaultKind::other;
}

std::string without_newline(const char* text) {
  std::string said = text;
  while (!said.empty() && said.back() == '\n') said.pop_back();
  return said;
}

/// A store may bind more than a statement says.
bool says_parameter(std::string_view sql, std::size_t number) {
  const std::string wanted = "$" + std::to_string(number);
  for (std::size_t at = sql.find(wanted); at != std::string_view::npos; at = sql.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    if (end == sql.size() || sql[end] < '0' || sql[end] > '9') return true;
  }
  return false;
}

int digit_of(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

std::string bytes_of_hex(std::string_view hex) {
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 2; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(digit_of(hex[i]) * 16 + digit_of(hex[i + 1]));
  return bytes;
}

bool is_control(std::string_view sql) {
  constexpr std::array<std::string_view, 5> words = {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"};
  return std::any_of(words.begin(), words.end(), [sql](std::string_view word) { return sql.starts_with(word); });
}

}  // namespace

PostgresStatement::PostgresStatement(PostgresConnection& connection, std::string sql) : connection_(connection), sql_(std::move(sql)) {}

PostgresStatement::~PostgresStatement() { PQclear(result_); }

PostgresStatement::Value& PostgresStatement::value(int position) {
  if (values_.size() < static_cast<std::size_t>(position)) values_.resize(static_cast<std::size_t>(position));
  return values_[static_cast<std::size_t>(position - 1)];
}

void PostgresStatement::bind(int position, std::int64_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  value(position).type = Type::integer;
  value(position).text.assign(digits.data(), end);
}

void PostgresStatement::bind(int position, std::string_view text) {
  value(position).type = Type::text;
  value(position).text = text;
}

void PostgresStatement::bind_blob(int position, std::string_view bytes) {
  value(position).type = Type::blob;
  value(position).text = bytes;
}

void PostgresStatement::bind_null(int position) { value(position) = {}; }

void PostgresStatement::again() {
  PQclear(std::exchange(result_, nullptr));
  row_ = -1;
  decoded_.clear();
}

void PostgresStatement::release() {
  again();
  values_.clear();
}

/// Numbers and bytes say their type; a text takes the type of where it stands, as in SQLite.
const std::string& PostgresStatement::prepared_name() {
  std::vector<Type> types;
  for (const Value& one : values_) types.push_back(one.type == Type::text ? Type::null : one.type);
  auto known = std::find_if(prepared_.begin(), prepared_.end(), [&types](const Prepared& one) { return one.types == types; });
  if (known == prepared_.end()) known = prepared_.insert(prepared_.end(), {types, "q" + std::to_string(++connection_.names_), 0});
  if (known->connected == connection_.connected_) return known->name;
  std::vector<Oid> oids;
  for (const Type type : types) {
    const Oid where_it_stands = says_parameter(sql_, oids.size() + 1) ? unknown_oid : oid_of_text;
    oids.push_back(type == Type::integer ? oid_of_integer : type == Type::blob ? oid_of_blob : where_it_stands);
  }
  PGresult* prepared = PQprepare(connection_.connection_, known->name.c_str(), sql_.c_str(), static_cast<int>(oids.size()), oids.data());
  if (PQresultStatus(prepared) != PGRES_COMMAND_OK) connection_.fail(prepared, "prepare " + sql_);
  PQclear(prepared);
  known->connected = connection_.connected_;
  return known->name;
}

void PostgresStatement::execute() {
  if (is_control(sql_)) return connection_.control(sql_);
  const auto attempt = [this] {
    const std::string name = prepared_name();
    std::vector<const char*> texts;
    std::vector<int> lengths, formats;
    for (const Value& one : values_) {
      texts.push_back(one.type == Type::null ? nullptr : one.text.c_str());
      lengths.push_back(static_cast<int>(one.text.size()));
      formats.push_back(one.type == Type::blob ? 1 : 0);
    }
    PGresult* result = PQexecPrepared(connection_.connection_, name.c_str(), static_cast<int>(values_.size()), texts.data(), lengths.data(), formats.data(), 0);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) connection_.fail(result, "run " + sql_);
    return result;
  };
  connection_.reconnect_if_lost();
  try {
    result_ = attempt();
  } catch (const Fault& fault) {
    // What only reads outside a transaction may be asked again: the server was restarted, or another one took over.
    if (fault.kind() != FaultKind::unavailable || connection_.mode_ != OpenMode::read_only || connection_.in_transaction_) throw;
    connection_.reconnect_if_lost();
    result_ = attempt();
  }
  connection_.count(result_);
}

bool PostgresStatement::step() {
  if (result_ == nullptr) execute();
  decoded_.clear();
  return ++row_ < PQntuples(result_);
}

std::int64_t PostgresStatement::integer(int column) const {
  const std::string_view said = text(column);
  if (said == "t") return 1;
  std::int64_t number = 0;
  std::from_chars(said.data(), said.data() + said.size(), number);
  return number;
}

std::string_view PostgresStatement::text(int column) const {
  return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::string_view PostgresStatement::blob(int column) {
  const auto known = std::find_if(decoded_.begin(), decoded_.end(), [column](const auto& one) { return one.first == column; });
  if (known != decoded_.end()) return known->second;
  decoded_.reserve(8);  // views into it stay
  SHOUWEN_CHECK(decoded_.size() < 8);
  return decoded_.emplace_back(column, bytes_of_hex(text(column))).second;
}

bool PostgresStatement::is_null(int column) const { return PQgetisnull(result_, row_, column) != 0; }

PostgresConnection::PostgresConnection(std::string uri, OpenMode mode) : uri_(std::move(uri)), mode_(mode) { connect(); }

PostgresConnection::~PostgresConnection() {
  slots_.clear();
  PQfinish(connection_);
}

/// A server that is gone is noticed within seconds, whether it says goodbye or not.
void PostgresConnection::connect() {
  disconnect();
  in_transaction_ = false;
  const std::array<const char*, 9> words = {"connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout",
                                            "client_encoding", "application_name", "dbname", nullptr};
  const std::array<const char*, 9> values = {"3", "5", "2", "3", "10000", "UTF8", "shouwen", uri_.c_str(), nullptr};
  connection_ = PQconnectdbParams(words.data(), values.data(), 1);
  if (PQstatus(connection_) != CONNECTION_OK) throw Fault(FaultKind::unavailable, "connect: " + without_newline(PQerrorMessage(connection_)));
  // What a server says beside its answers is no matter of whoever asked; errors come as Faults.
  PQsetNoticeProcessor(connection_, [](void*, const char*) {}, nullptr);
  ++connected_;
  PQclear(run(manners));
  if (mode_ == OpenMode::read_only) PQclear(run("SET default_transaction_read_only = on"));
}

void PostgresConnection::disconnect() { PQfinish(std::exchange(connection_, nullptr)); }

bool PostgresConnection::is_lost() const { return PQstatus(connection_) != CONNECTION_OK; }

bool PostgresConnection::must_roll_back() const { return is_lost() || PQtransactionStatus(connection_) == PQTRANS_INERROR; }

void PostgresConnection::reconnect_if_lost() {
  if (!is_lost()) return;
  if (in_transaction_) throw Fault(FaultKind::unavailable, "the connection was lost within a transaction");
  connect();
}

void PostgresConnection::fail(pg_result* result, const std::string& doing) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const FaultKind kind = state == nullptr || is_lost() ? FaultKind::unavailable : kind_of(state);
  const std::string said = without_newline(PQerrorMessage(connection_));
  const std::string_view known = state == nullptr ? "" : state;
  const bool said_goodbye = known.starts_with("57P") || known.starts_with("08");
  PQclear(result);
  if (said_goodbye) disconnect();
  throw Fault(kind, doing + ": " + said);
}

pg_result* PostgresConnection::run(const std::string& sql) {
  PGresult* result = PQexec(connection_, sql.c_str());
  const ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY) fail(result, "run " + sql);
  return result;
}

void PostgresConnection::count(pg_result* result) {
  const char* command = PQcmdStatus(result);
  if (std::strncmp(command, "SELECT", 6) == 0) return;
  const std::string_view tuples = PQcmdTuples(result);
  changes_ = 0;
  std::from_chars(tuples.data(), tuples.data() + tuples.size(), changes_);
  total_changes_ += changes_;
}

/// The lock before anything is read: what the commands then see is what the last writer left, whoever it was.
void PostgresConnection::begin() {
  reconnect_if_lost();
  try {
    PGresult* result = run(begin_writing);
    transaction_ = PQgetvalue(result, 0, 0);
    PQclear(result);
  } catch (const Fault& fault) {
    // A server that became a standby does not say so: the next connection finds who writes now.
    if (fault.kind() == FaultKind::read_only) {
      disconnect();
      throw Fault(FaultKind::unavailable, "this server only reads");
    }
    // Whoever closed the connection did so before anything was written.
    if (fault.kind() != FaultKind::unavailable || !is_lost()) throw;
    connect();
    PGresult* result = run(begin_writing);
    transaction_ = PQgetvalue(result, 0, 0);
    PQclear(result);
  }
  in_transaction_ = true;
}

/// After a connection was lost in COMMIT only the server knows; it is asked by the transaction's number.
bool PostgresConnection::was_committed() {
  const auto until = std::chrono::steady_clock::now() + commit_unknown_for;
  for (;;) {
    try {
      connect();
      PGresult* result = run("SELECT pg_xact_status('" + transaction_ + "')");
      const std::string status = PQgetvalue(result, 0, 0);
      PQclear(result);
      if (status != "in progress") return status == "committed";
    } catch (const Fault& fault) {
      // A transaction the new primary never heard of is not there.
      if (fault.kind() != FaultKind::unavailable) return false;
    }
    if (std::chrono::steady_clock::now() > until)
      throw Fault(FaultKind::unavailable, "the connection was lost while committing, and whether it was done could not be asked");
    std::this_thread::sleep_for(between_tries);
  }
}

void PostgresConnection::commit() {
  const bool writes = !transaction_.empty();
  try {
    PGresult* result = run("COMMIT");
    const bool kept = std::strcmp(PQcmdStatus(result), "COMMIT") == 0;
    PQclear(result);
    in_transaction_ = false;
    if (!kept) throw Fault(FaultKind::other, "the transaction had failed and was rolled back");
  } catch (const Fault& fault) {
    if (fault.kind() != FaultKind::unavailable || !is_lost()) throw;
    in_transaction_ = false;
    if (!writes || !was_committed()) throw Fault(FaultKind::unavailable, "the connection was lost before the commit: nothing was written");
  }
  transaction_.clear();
}

void PostgresConnection::control(std::string_view sql) {
  if (sql == "BEGIN IMMEDIATE") return begin();
  if (sql == "COMMIT") return commit();
  if (sql == "ROLLBACK" && is_lost()) {
    in_transaction_ = false;
    return;
  }
  if (sql.starts_with("BEGIN")) reconnect_if_lost();
  // A reader's transaction is one picture of everything.
  const bool snapshot = sql == "BEGIN" && mode_ == OpenMode::read_only;
  PQclear(run(snapshot ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : std::string(sql)));
  if (sql.starts_with("BEGIN")) in_transaction_ = true;
  if (sql == "ROLLBACK") in_transaction_ = false;
}

void PostgresConnection::script(std::string_view sql) {
  for (const std::string& statement : postgres_schema(sql)) {
    const std::size_t first = statement.find_first_not_of(" \n\t\r");
    if (is_control(std::string_view(statement).substr(first))) {
      control(std::string_view(statement).substr(first));
      continue;
    }
    PGresult* result = run(statement);
    count(result);
    PQclear(result);
  }
}

void PostgresConnection::untranslated(std::string_view sql) { PQclear(run(std::string(sql))); }

/// INSERT OR IGNORE and OR REPLACE as ON CONFLICT; what replaces is the row of the same primary key.
std::string PostgresConnection::settle_conflict(std::string_view sql) {
  constexpr std::string_view ignore = "INSERT OR IGNORE INTO ", replace = "INSERT OR REPLACE INTO ";
  if (sql.starts_with(ignore)) return "INSERT INTO " + std::string(sql.substr(ignore.size())) + " ON CONFLICT DO NOTHING";
  if (!sql.starts_with(replace)) return std::string(sql);
  const std::string_view rest = sql.substr(replace.size());
  const std::size_t open = rest.find(" ("), close = rest.find(')');
  const std::vector<std::string> keys = primary_key(std::string(rest.substr(0, open)));
  std::string names, values;
  std::string_view columns = rest.substr(open + 2, close - open - 2);
  for (const std::string& key : keys) names += (names.empty() ? "" : ", ") + key;
  while (!columns.empty()) {
    const std::size_t comma = columns.find(',');
    const std::string column(columns.substr(0, comma));
    if (std::find(keys.begin(), keys.end(), column) == keys.end()) values += (values.empty() ? "" : ", ") + column + " = excluded." + column;
    columns = comma == std::string_view::npos ? "" : columns.substr(columns.find_first_not_of(' ', comma + 1));
  }
  return "INSERT INTO " + std::string(rest) + " ON CONFLICT (" + names + ") DO " + (values.empty() ? "NOTHING" : "UPDATE SET " + values);
}

std::vector<std::string> PostgresConnection::primary_key(const std::string& table) {
  PGresult* result = run("SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) WHERE i.indisprimary AND i.indrelid = '" +
                         table + "'::regclass");
  std::vector<std::string> columns;
  for (int row = 0; row < PQntuples(result); ++row) columns.emplace_back(PQgetvalue(result, row, 0));
  PQclear(result);
  return columns;
}

std::size_t PostgresConnection::borrow(std::string_view sql) {
  const auto [first, last] = by_text_.equal_range(std::string(sql));
  const auto free = std::find_if(first, last, [this](const auto& one) { return !slots_[one.second].in_use; });
  const std::size_t slot = free == last ? slots_.size() : free->second;
  if (free == last) {
    slots_.push_back({std::make_unique<PostgresStatement>(*this, postgres_query(settle_conflict(sql))), false});
    by_text_.emplace(sql, slot);
  }
  slots_[slot].in_use = true;
  return slot;
}

void PostgresConnection::give_back(std::size_t slot) {
  slots_[slot].statement->release();
  slots_[slot].in_use = false;
}

std::int64_t PostgresConnection::last_insert_id() {
  PGresult* result = run("SELECT current_setting('shouwen.last_id')");
  const std::int64_t id = std::strtoll(PQgetvalue(result, 0, 0), nullptr, 10);
  PQclear(result);
  return id;
}

}  // namespace shouwen::db
