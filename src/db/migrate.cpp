// Applying the embedded migrations and remembering what was applied.
#include "db/migrate.h"

#include <sodium.h>

#include "base/check.h"
#include "base/embedded.h"

namespace shouwen::db {

namespace {

std::string hash_of(std::string_view text) {
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return hash;
}

void apply_one(Session& session, std::int64_t version, const EmbeddedFile& file, Instant now) {
  session.run("BEGIN IMMEDIATE");
  try {
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

}  // namespace

Verdict migrate(Session& session, Instant now) {
  session.execute_script(
      "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, hash BLOB NOT NULL,"
      " applied_at INTEGER NOT NULL) STRICT");
  const auto files = embedded_migrations();
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
  for (std::size_t i = static_cast<std::size_t>(applied); i < files.size(); ++i)
    apply_one(session, static_cast<std::int64_t>(i + 1), files[i], now);
  return Done{};
}

std::int64_t applied_migrations(Session& session) {
  auto table = session.query("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'");
  if (!table.step() || table.integer(0) == 0) return 0;
  auto query = session.query("SELECT count(*) FROM schema_version");
  return query.step() ? query.integer(0) : 0;
}

}  // namespace shouwen::db
