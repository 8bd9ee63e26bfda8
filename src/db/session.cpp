// SQLite through its C interface: connections, the statement cache, faults; what is PostgreSQL's goes to postgres.cpp.
#include "db/session.h"

#include <sqlite3.h>

#include <unordered_map>
#include <utility>
#include <vector>

#include "base/check.h"
#include "db/postgres.h"

namespace shouwen::db {

namespace {

FaultKind kind_of(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL: return FaultKind::disk_full;
    case SQLITE_IOERR: return code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_TRUNCATE ||
                              code == SQLITE_IOERR_SHMSIZE ? FaultKind::disk_full : FaultKind::other;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return FaultKind::damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return FaultKind::busy;
    case SQLITE_READONLY: return FaultKind::read_only;
    case SQLITE_CONSTRAINT: return FaultKind::constraint;
    default: return FaultKind::other;
  }
}

[[noreturn]] void fail(sqlite3* handle, const std::string& doing) {
  const int code = sqlite3_extended_errcode(handle);
  throw Fault(kind_of(code), doing + ": " + sqlite3_errmsg(handle) + " (" + std::to_string(code) + ")");
}

}  // namespace

/// Prepared statements by their text; a text in use twice at once gets a second statement.
struct Session::Cache {
  struct Slot {
    sqlite3_stmt* statement = nullptr;
    bool in_use = false;
  };
  std::vector<Slot> slots;
  std::unordered_multimap<std::string, std::size_t> by_text;
  std::unique_ptr<PostgresConnection> postgres;  ///< instead of all that
};

Session::Session(const Address& address, OpenMode mode) : cache_(std::make_unique<Cache>()) {
  if (address.is_postgres()) {
    cache_->postgres = std::make_unique<PostgresConnection>(address.text(), mode);
    return;
  }
  const std::string& file = address.text();
  const bool writes = mode == OpenMode::read_write_create;
  const int flags = writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  if (sqlite3_open_v2(file.c_str(), &handle_, flags | SQLITE_OPEN_EXRESCODE, nullptr) != SQLITE_OK) {
    const Fault fault(kind_of(sqlite3_extended_errcode(handle_)), "open " + file + ": " + sqlite3_errmsg(handle_));
    sqlite3_close(handle_);
    throw fault;
  }
  try {
    // FULL: what was answered is on disk. Only the writer checkpoints; readers keep their caches small.
    execute_script(writes ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;"
                            "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000; PRAGMA temp_store=MEMORY;"
                          : "PRAGMA query_only=ON; PRAGMA busy_timeout=5000; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;");
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Session::~Session() {
  for (const Cache::Slot& slot : cache_->slots) sqlite3_finalize(slot.statement);
  sqlite3_close(handle_);
}

Query Session::query(std::string_view sql) {
  if (cache_->postgres) return Query(*this, nullptr, cache_->postgres->borrow(sql));
  const std::string text(sql);
  const auto [first, last] = cache_->by_text.equal_range(text);
  for (auto it = first; it != last; ++it) {
    Cache::Slot& slot = cache_->slots[it->second];
    if (slot.in_use) continue;
    slot.in_use = true;
    return Query(*this, slot.statement, it->second);
  }
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(handle_, text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
    fail(handle_, "prepare " + text);
  const std::size_t number = cache_->slots.size();
  cache_->slots.push_back({statement, true});
  cache_->by_text.emplace(text, number);
  return Query(*this, statement, number);
}

void Session::execute_script(std::string_view sql) {
  if (cache_->postgres) return cache_->postgres->script(sql);
  const std::string text(sql);
  if (sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle_, "execute");
}

void Session::execute_functions(std::string_view sql) {
  SHOUWEN_CHECK(is_postgres());
  cache_->postgres->untranslated(sql);
}

std::int64_t Session::changes() const { return is_postgres() ? cache_->postgres->changes() : sqlite3_changes64(handle_); }
std::int64_t Session::total_changes() const { return is_postgres() ? cache_->postgres->total_changes() : sqlite3_total_changes64(handle_); }
std::int64_t Session::last_insert_id() const { return is_postgres() ? cache_->postgres->last_insert_id() : sqlite3_last_insert_rowid(handle_); }
bool Session::must_roll_back() const { return is_postgres() && cache_->postgres->must_roll_back(); }

Query::Query(Session& session, sqlite3_stmt* statement, std::size_t slot) : session_(&session), statement_(statement), slot_(slot) {}

Query::Query(Query&& other) noexcept : session_(std::exchange(other.session_, nullptr)), statement_(other.statement_), slot_(other.slot_) {}

Query::~Query() {
  if (session_ == nullptr) return;  // moved from
  if (statement_ == nullptr) {
    session_->cache_->postgres->give_back(slot_);
    return;
  }
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  session_->cache_->slots[slot_].in_use = false;
}

PostgresStatement& Query::on_postgres() const { return session_->cache_->postgres->statement(slot_); }

Query& Query::bind(int position, std::int64_t value) {
  if (statement_ == nullptr) {
    on_postgres().bind(position, value);
    return *this;
  }
  SHOUWEN_CHECK(sqlite3_bind_int64(statement_, position, value) == SQLITE_OK);
  return *this;
}

Query& Query::bind(int position, std::string_view value) {
  if (statement_ == nullptr) {
    on_postgres().bind(position, value);
    return *this;
  }
  const char* text = value.data() == nullptr ? "" : value.data();
  SHOUWEN_CHECK(sqlite3_bind_text64(statement_, position, text, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK);
  return *this;
}

Query& Query::bind_blob(int position, std::string_view bytes) {
  if (statement_ == nullptr) {
    on_postgres().bind_blob(position, bytes);
    return *this;
  }
  SHOUWEN_CHECK(sqlite3_bind_blob64(statement_, position, bytes.data(), bytes.size(), SQLITE_TRANSIENT) == SQLITE_OK);
  return *this;
}

Query& Query::bind_null(int position) {
  if (statement_ == nullptr) {
    on_postgres().bind_null(position);
    return *this;
  }
  SHOUWEN_CHECK(sqlite3_bind_null(statement_, position) == SQLITE_OK);
  return *this;
}

bool Query::step() {
  if (statement_ == nullptr) return on_postgres().step();
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail(session_->handle_, std::string("step ") + sqlite3_sql(statement_));
}

void Query::again() {
  if (statement_ == nullptr) return on_postgres().again();
  sqlite3_reset(statement_);
}

std::int64_t Query::integer(int column) const { return statement_ == nullptr ? on_postgres().integer(column) : sqlite3_column_int64(statement_, column); }

std::string_view Query::text(int column) const {
  if (statement_ == nullptr) return on_postgres().text(column);
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text == nullptr ? std::string_view() : std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

std::string_view Query::blob(int column) const {
  if (statement_ == nullptr) return on_postgres().blob(column);
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

bool Query::is_null(int column) const {
  return statement_ == nullptr ? on_postgres().is_null(column) : sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

}  // namespace shouwen::db
