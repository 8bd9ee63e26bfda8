// Tables in the order they were made, so that what is referred to is there first; triggers rest meanwhile, keys do not.
#include "db/move_store.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/embedded.h"
#include "db/journal.h"
#include "db/migrate.h"

namespace shouwen::db {

namespace {

constexpr int rows_at_once = 2000;

enum class Kind { integer, text, blob };
struct Column {
  std::string name;
  Kind kind = Kind::text;
};
struct Table {
  std::string name;
  bool holds_words = false;  ///< a word index: rowid and terms
  std::vector<Column> columns;
};
struct Trigger {
  std::string name, sql;
};

std::vector<std::string> names(Session& session, std::string_view sql) {
  std::vector<std::string> found;
  auto query = session.query(sql);
  while (query.step()) found.emplace_back(query.text(0));
  return found;
}

Kind kind_of(std::string_view type) {
  if (type == "INTEGER" || type == "bigint") return Kind::integer;
  return type == "BLOB" || type == "bytea" ? Kind::blob : Kind::text;
}

std::vector<Column> columns_of(Session& session, const std::string& table) {
  std::vector<Column> columns;
  auto query = session.query(session.is_postgres() ? "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'shouwen' AND table_name = ?1 ORDER BY ordinal_position"
                                                   : "SELECT name, type FROM pragma_table_info(?1) ORDER BY cid");
  query.bind(1, std::string_view(table));
  while (query.step()) columns.push_back({std::string(query.text(0)), kind_of(query.text(1))});
  return columns;
}

/// All of the house's tables but the list of migrations, in the order they were made.
std::vector<Table> tables_of(Session& session) {
  std::vector<Table> tables;
  const auto words = session.is_postgres() ? names(session, "SELECT table_name FROM information_schema.columns WHERE table_schema = 'shouwen' AND data_type = 'tsvector'")
                                           : names(session, "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'");
  const auto all = session.is_postgres() ? names(session, "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'shouwen' AND c.relkind = 'r' ORDER BY c.oid")
                                         : names(session, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid");
  for (const std::string& name : all) {
    // A word index of SQLite keeps tables of its own, named after it.
    const bool inside = std::any_of(words.begin(), words.end(), [&name](const std::string& word) { return name.starts_with(word + '_'); });
    if (name == "schema_version" || inside) continue;
    const bool holds_words = std::find(words.begin(), words.end(), name) != words.end();
    tables.push_back({name, holds_words, holds_words ? std::vector<Column>{{"rowid", Kind::integer}, {"terms", Kind::text}} : columns_of(session, name)});
  }
  return tables;
}

std::string list_of(const Table& table) {
  std::string list;
  for (const Column& column : table.columns) list += (list.empty() ? "" : ", ") + ("\"" + column.name + "\"");
  return list;
}

std::string insert_of(const Table& table) {
  if (table.holds_words) return "INSERT INTO " + table.name + " (rowid, terms) VALUES (?1, ?2)";
  std::string marks;
  for (std::size_t i = 1; i <= table.columns.size(); ++i) marks += (i > 1 ? ", ?" : "?") + std::to_string(i);
  return "INSERT INTO " + table.name + " (" + list_of(table) + ") VALUES (" + marks + ")";
}

/// The words of a text in their order: neither store keeps the text itself.
std::string select_words(Session& session, const Table& table) {
  if (session.is_postgres())
    return "SELECT t.rowid, (SELECT coalesce(string_agg(w.lexeme, ' ' ORDER BY p.place), '') FROM unnest(t.terms) AS w, unnest(w.positions) AS p (place)) FROM " + table.name + " t";
  session.execute_script("CREATE VIRTUAL TABLE temp.words_of_" + table.name + " USING fts5vocab(main, " + table.name + ", instance)");
  return "SELECT doc, group_concat(term, ' ') FROM (SELECT doc, term FROM temp.words_of_" + table.name + " ORDER BY doc, \"offset\") GROUP BY doc";
}

std::string select_of(Session& session, const Table& table) {
  return table.holds_words ? select_words(session, table) : "SELECT " + list_of(table) + " FROM " + table.name + " ORDER BY 1, 2";
}

void copy_row(const Query& row, const Table& table, Query& insert) {
  for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
    if (row.is_null(i)) {
      insert.bind_null(i + 1);
      continue;
    }
    switch (table.columns[static_cast<std::size_t>(i)].kind) {
      case Kind::integer: insert.bind(i + 1, row.integer(i)); break;
      case Kind::text: insert.bind(i + 1, row.text(i)); break;
      case Kind::blob: insert.bind_blob(i + 1, row.blob(i)); break;
    }
  }
  while (insert.step()) {
  }
  insert.again();
}

/// Rows come in pieces from a server, one by one from a file.
std::int64_t copy_table(Session& from, Session& to, const Table& table) {
  std::int64_t rows = 0;
  auto insert = to.query(insert_of(table));
  std::string select = select_of(from, table);
  if (table.columns.size() == 1) select = "SELECT " + list_of(table) + " FROM " + table.name;
  if (!from.is_postgres()) {
    auto query = from.query(select);
    for (; query.step(); ++rows) copy_row(query, table, insert);
    return rows;
  }
  from.execute_functions("DECLARE rows NO SCROLL CURSOR FOR " + select);
  for (std::int64_t before = -1; before != rows;) {
    before = rows;
    auto query = from.query("FETCH " + std::to_string(rows_at_once) + " FROM rows");
    for (; query.step(); ++rows) copy_row(query, table, insert);
  }
  from.execute_functions("CLOSE rows");
  return rows;
}

bool is_empty(Session& session, const std::string& table) {
  auto query = session.query("SELECT 1 FROM " + table + " LIMIT 1");
  return !query.step();
}

/// What a fresh database says itself is said again by the source.
Verdict empty_target(Session& to, const std::vector<Table>& tables) {
  for (const Table& table : tables) {
    if (table.name == "state_shape") to.run("DELETE FROM state_shape");
    else if (!is_empty(to, table.name)) return Refusal{"move_store.target_not_empty", "", "", {{"table", table.name}}};
  }
  return Done{};
}

/// They guard what people do; what was lawful then need not be repeatable now, like a charge by an older price list.
std::vector<Trigger> rest_triggers(Session& to, const std::vector<Table>& tables) {
  std::vector<Trigger> resting;
  if (to.is_postgres()) {
    for (const Table& table : tables) to.execute_functions("ALTER TABLE " + table.name + " DISABLE TRIGGER USER");
    return resting;
  }
  {
    auto query = to.query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'");
    while (query.step()) resting.push_back({std::string(query.text(0)), std::string(query.text(1))});
  }
  for (const Trigger& trigger : resting) to.execute_script("DROP TRIGGER " + trigger.name);
  return resting;
}

void wake_triggers(Session& to, const std::vector<Table>& tables, const std::vector<Trigger>& resting) {
  if (to.is_postgres())
    for (const Table& table : tables) to.execute_functions("ALTER TABLE " + table.name + " ENABLE TRIGGER USER");
  for (const Trigger& trigger : resting) to.execute_script(trigger.sql);
}

std::int64_t schema_of(Session& session) {
  auto query = session.query("SELECT max(version) FROM schema_version");
  query.step();
  return query.integer(0);
}

Result<MovedStore> copy_all(Session& from, Session& to, const std::function<void(const MovedTable&)>& told) {
  const std::vector<Table> tables = tables_of(from);
  if (const Verdict empty = empty_target(to, tables); !empty) return empty.refusal();
  const std::vector<Trigger> resting = rest_triggers(to, tables);
  MovedStore moved;
  for (const Table& table : tables) {
    moved.tables.push_back({table.name, copy_table(from, to, table)});
    told(moved.tables.back());
  }
  wake_triggers(to, tables, resting);
  const ChainReport there = verify_chain(from), here = verify_chain(to);
  moved.entries = here.entries;
  moved.last_hash_hex = here.last_hash_hex;
  if (!here.intact || here.entries != there.entries || here.last_hash_hex != there.last_hash_hex) return Refusal{"move_store.differs", "", "", {}};
  return moved;
}

}  // namespace

Result<MovedStore> move_store(const Address& from, const Address& to, Instant now, const std::function<void(const MovedTable&)>& told) {
  // A file is opened for writing so that nobody else writes to it; of a server one picture is read.
  Session source(from, from.is_postgres() ? OpenMode::read_only : OpenMode::read_write_create), target(to, OpenMode::read_write_create);
  if (schema_of(source) != static_cast<std::int64_t>(embedded_migrations().size())) return Refusal{"move_store.source_old", "", "", {}};
  if (const Verdict migrated = migrate(target, now); !migrated) return migrated.refusal();
  source.run(from.is_postgres() ? "BEGIN" : "BEGIN IMMEDIATE");
  target.run("BEGIN IMMEDIATE");
  Result<MovedStore> moved = Refusal{"move_store.differs", "", "", {}};
  try {
    moved = copy_all(source, target, told);
  } catch (...) {
    target.run("ROLLBACK");
    source.run("ROLLBACK");
    throw;
  }
  target.run(moved ? "COMMIT" : "ROLLBACK");
  source.run("ROLLBACK");
  return moved;
}

}  // namespace shouwen::db
