// Applying the embedded migrations and remembering what was applied.
#include "db/migrate.h"

#include <sodium.h>

#include <algorithm>
#include <vector>

#include "base/check.h"
#include "base/embedded.h"
#include "db/postgres_sql.h"

namespace shouwen::db {

namespace {

std::string hash_of(std::string_view text) {
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return hash;
}

/// A migration's twin for PostgreSQL, where the one text cannot be said for both.
EmbeddedFile twin_of(const EmbeddedFile& file) {
  const std::string_view stem = file.name.substr(0, file.name.rfind('.'));
  for (const EmbeddedFile& twin : embedded_migration_twins())
    if (twin.name.substr(0, twin.name.rfind('.')) == stem) return twin;
  return file;
}

/// The bureau's own schema with the functions our SQL takes for granted; its comment says which ones it has.
void prepare_postgres(Session& session) {
  const std::string_view functions = postgres_functions();
  const std::string hash = hash_of(functions);
  std::string known = "functions ";
  for (const char byte : hash.substr(0, 8)) known += static_cast<char>('a' + (byte & 15));
  {
    auto query = session.query("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = 'shouwen'");
    if (query.step() && query.text(0) == known) return;
  }
  session.run("BEGIN IMMEDIATE");
  session.execute_functions("CREATE SCHEMA IF NOT EXISTS shouwen");
  session.execute_functions(functions);
  session.execute_functions("COMMENT ON SCHEMA shouwen IS '" + known + "'");
  session.run("COMMIT");
}

bool is_applied(Session& session, std::int64_t version) {
  auto query = session.query("SELECT 1 FROM schema_version WHERE version = ?1");
  query.bind(1, version);
  return query.step();
}

void apply_one(Session& session, std::int64_t version, const EmbeddedFile& file, Instant now) {
  session.run("BEGIN IMMEDIATE");
  try {
    if (is_applied(session, version)) return session.run("ROLLBACK");  // by another process, meanwhile
    session.execute_script(file.content);
    auto record = session.query("INSERT INTO schema_version (version, name, hash, applied_at) VALUES (?1, ?2, ?3, ?4)");
    record.bind(1, version).bind(2, file.name).bind_blob(3, hash_of(file.content)).bind(4, now.seconds);
    record.step();
  } catch (...) {
    session.execute_script("ROLLBACK");
    throw;
  }
  session.run("COMMIT");
}

/// Asked first: a standby that only reads can be served if there is nothing to do.
bool has_list(Session& session) {
  auto query = session.query(session.is_postgres() ? "SELECT to_regclass('shouwen.schema_version') IS NOT NULL"
                                                   : "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'");
  return query.step() && query.integer(0) == 1;
}

void make_list(Session& session) {
  session.execute_script(
      "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, hash BLOB NOT NULL,"
      " applied_at INTEGER NOT NULL) STRICT");
}

}  // namespace

Verdict migrate(Session& session, Instant now, std::int64_t up_to) {
  if (session.is_postgres()) prepare_postgres(session);
  if (!has_list(session)) make_list(session);
  std::vector<EmbeddedFile> files(embedded_migrations().begin(), embedded_migrations().end());
  if (session.is_postgres()) std::transform(files.begin(), files.end(), files.begin(), &twin_of);
  std::int64_t applied = 0;
  {
    auto query = session.query("SELECT version, name, hash FROM schema_version ORDER BY version");
    while (query.step()) {
      applied = query.integer(0);
      if (applied > static_cast<std::int64_t>(files.size()))
        return Refusal{"migrate.newer_database", "", "", {{"version", std::to_string(applied)}}};
      const EmbeddedFile& file = files[static_cast<std::size_t>(applied - 1)];
      if (query.blob(2) != hash_of(file.content)) return Refusal{"migrate.changed", "", "", {{"name", std::string(file.name)}}};
    }
  }
  for (std::size_t i = static_cast<std::size_t>(applied); i < files.size() && static_cast<std::int64_t>(i) < up_to; ++i)
    apply_one(session, static_cast<std::int64_t>(i + 1), files[i], now);
  return Done{};
}

std::int64_t applied_migrations(Session& session) {
  if (!has_list(session)) return 0;
  auto query = session.query("SELECT count(*) FROM schema_version");
  return query.step() ? query.integer(0) : 0;
}

}  // namespace shouwen::db
