// Asking SQLite or PostgreSQL what tables there are, and reading them.
#include "db/table_list.h"

#include <algorithm>
#include <string_view>

namespace shouwen::db {

namespace {

constexpr int rows_at_once = 2000;

std::vector<std::string> names(Session& session, std::string_view sql) {
  std::vector<std::string> found;
  auto query = session.query(sql);
  while (query.step()) found.emplace_back(query.text(0));
  return found;
}

ColumnKind kind_of(std::string_view type) {
  if (type == "INTEGER" || type == "bigint") return ColumnKind::integer;
  return type == "BLOB" || type == "bytea" ? ColumnKind::blob : ColumnKind::text;
}

std::vector<TableColumn> columns_in(Session& session, const std::string& table) {
  std::vector<TableColumn> columns;
  auto query = session.query(session.is_postgres() ? "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'shouwen' AND table_name = ?1 ORDER BY ordinal_position"
                                                   : "SELECT name, type FROM pragma_table_info(?1) ORDER BY cid");
  query.bind(1, std::string_view(table));
  while (query.step()) columns.push_back({std::string(query.text(0)), kind_of(query.text(1))});
  return columns;
}

/// The words of a text in their order: neither store keeps the text itself.
std::string select_words(Session& session, const TableShape& table) {
  if (session.is_postgres())
    return "SELECT t.rowid, (SELECT coalesce(string_agg(w.lexeme, ' ' ORDER BY p.place), '') FROM unnest(t.terms) AS w, unnest(w.positions) AS p (place)) FROM " + table.name + " t ORDER BY 1";
  session.execute_script("CREATE VIRTUAL TABLE temp.words_of_" + table.name + " USING fts5vocab(main, " + table.name + ", instance)");
  return "SELECT doc, group_concat(term, ' ') FROM (SELECT doc, term FROM temp.words_of_" + table.name + " ORDER BY doc, \"offset\") GROUP BY doc ORDER BY doc";
}

std::string select_of(Session& session, const TableShape& table) {
  if (table.holds_words) return select_words(session, table);
  return "SELECT " + columns_of(table) + " FROM " + table.name + (table.columns.size() > 1 ? " ORDER BY 1, 2" : "");
}

bool is_empty(Session& session, const std::string& table) {
  auto query = session.query("SELECT 1 FROM " + table + " LIMIT 1");
  return !query.step();
}

}  // namespace

std::vector<TableShape> tables_of(Session& session) {
  std::vector<TableShape> tables;
  const auto words = session.is_postgres() ? names(session, "SELECT table_name FROM information_schema.columns WHERE table_schema = 'shouwen' AND data_type = 'tsvector'")
                                           : names(session, "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'");
  const auto all = session.is_postgres() ? names(session, "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'shouwen' AND c.relkind = 'r' ORDER BY c.oid")
                                         : names(session, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid");
  for (const std::string& name : all) {
    // A word index of SQLite keeps tables of its own, named after it.
    const bool inside = std::any_of(words.begin(), words.end(), [&name](const std::string& word) { return name.starts_with(word + '_'); });
    if (name == "schema_version" || inside) continue;
    const bool holds_words = std::find(words.begin(), words.end(), name) != words.end();
    tables.push_back({name, holds_words, holds_words ? std::vector<TableColumn>{{"rowid", ColumnKind::integer}, {"terms", ColumnKind::text}} : columns_in(session, name)});
  }
  return tables;
}

std::string columns_of(const TableShape& table) {
  std::string list;
  for (const TableColumn& column : table.columns) list += (list.empty() ? "" : ", ") + ("\"" + column.name + "\"");
  return list;
}

std::string insert_into(const TableShape& table) {
  if (table.holds_words) return "INSERT INTO " + table.name + " (rowid, terms) VALUES (?1, ?2)";
  std::string marks;
  for (std::size_t i = 1; i <= table.columns.size(); ++i) marks += (i > 1 ? ", ?" : "?") + std::to_string(i);
  return "INSERT INTO " + table.name + " (" + columns_of(table) + ") VALUES (" + marks + ")";
}

void read_rows(Session& session, const TableShape& table, const std::function<void(const Query&)>& each) {
  const std::string select = select_of(session, table);
  if (!session.is_postgres()) {
    auto query = session.query(select);
    while (query.step()) each(query);
    return;
  }
  session.execute_functions("DECLARE rows NO SCROLL CURSOR FOR " + select);
  for (bool any = true; any;) {
    any = false;
    auto query = session.query("FETCH " + std::to_string(rows_at_once) + " FROM rows");
    for (; query.step(); any = true) each(query);
  }
  session.execute_functions("CLOSE rows");
}

std::string first_not_empty(Session& session, const std::vector<TableShape>& tables) {
  for (const TableShape& table : tables) {
    if (table.name == "state_shape") session.run("DELETE FROM state_shape");
    else if (!is_empty(session, table.name)) return table.name;
  }
  return {};
}

std::vector<RestingTrigger> rest_triggers(Session& session, const std::vector<TableShape>& tables) {
  std::vector<RestingTrigger> resting;
  if (session.is_postgres()) {
    for (const TableShape& table : tables) session.execute_functions("ALTER TABLE " + table.name + " DISABLE TRIGGER USER");
    return resting;
  }
  {
    auto query = session.query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'");
    while (query.step()) resting.push_back({std::string(query.text(0)), std::string(query.text(1))});
  }
  for (const RestingTrigger& trigger : resting) session.execute_script("DROP TRIGGER " + trigger.name);
  return resting;
}

void wake_triggers(Session& session, const std::vector<TableShape>& tables, const std::vector<RestingTrigger>& resting) {
  if (session.is_postgres())
    for (const TableShape& table : tables) session.execute_functions("ALTER TABLE " + table.name + " ENABLE TRIGGER USER");
  for (const RestingTrigger& trigger : resting) session.execute_script(trigger.sql);
}

std::int64_t schema_of(Session& session) {
  auto query = session.query("SELECT max(version) FROM schema_version");
  query.step();
  return query.integer(0);
}

}  // namespace shouwen::db
