// Runs, refused rows and mappings in the database.
#include "imports/import_run_store.h"

#include <boost/json.hpp>

namespace shouwen {

namespace {

constexpr const char* run_columns =
    "SELECT id, kind, file_name, encoding, heading, rows, state, mapping, mapping_name, done_rows, added, there_already, refused, officer_id, created_at,"
    " started_at, ended_at, changed FROM import_run";

std::string list_text(const std::vector<std::string>& values) {
  boost::json::array list;
  for (const std::string& value : values) list.emplace_back(value);
  return boost::json::serialize(list);
}

std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> values;
  const boost::json::value list = boost::json::parse(text);
  for (const boost::json::value& value : list.as_array()) values.emplace_back(value.as_string());
  return values;
}

std::optional<Instant> instant_or_nothing(const db::Query& query, int column) {
  return query.is_null(column) ? std::nullopt : std::optional(Instant{query.integer(column)});
}

ImportRun run_of(const db::Query& query) {
  ImportRun run;
  run.id = query.integer(0);
  run.kind = query.text(1);
  run.file_name = query.text(2);
  run.encoding = query.text(3);
  run.heading = list_of(query.text(4));
  run.rows = query.integer(5);
  run.state = query.text(6);
  run.mapping = query.text(7);
  run.mapping_name = query.text(8);
  run.done_rows = query.integer(9);
  run.added = query.integer(10);
  run.there_already = query.integer(11);
  run.refused = query.integer(12);
  run.officer_id = OfficerId{query.integer(13)};
  run.created_at = Instant{query.integer(14)};
  run.started_at = instant_or_nothing(query, 15);
  run.ended_at = instant_or_nothing(query, 16);
  run.changed = query.integer(17);
  return run;
}

std::string values_text(const Refusal& refusal) {
  boost::json::array list;
  for (const auto& [name, value] : refusal.values) list.push_back(boost::json::array{name, value});
  return boost::json::serialize(list);
}

std::vector<std::pair<std::string, std::string>> values_of(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> values;
  const boost::json::value list = boost::json::parse(text);
  for (const boost::json::value& pair : list.as_array())
    values.emplace_back(std::string(pair.at(0).as_string()), std::string(pair.at(1).as_string()));
  return values;
}

}  // namespace

std::int64_t add_import_run(db::Session& session, const ImportRun& run) {
  session.run("INSERT INTO import_run (kind, file_name, encoding, heading, rows, state, mapping, mapping_name, done_rows, added, there_already, refused,"
              " officer_id, created_at) VALUES (?1,?2,?3,?4,?5,'uploaded','','',0,0,0,0,?6,?7)",
              run.kind, run.file_name, run.encoding, list_text(run.heading), run.rows, run.officer_id, run.created_at);
  return session.last_insert_id();
}

std::optional<ImportRun> find_import_run(db::Session& session, std::int64_t id) {
  static const std::string sql = std::string(run_columns) + " WHERE id = ?1";
  auto query = session.query(sql);
  query.bind(1, id);
  return query.step() ? std::optional(run_of(query)) : std::nullopt;
}

std::vector<ImportRun> list_import_runs(db::Session& session, std::int64_t before, std::int64_t limit) {
  static const std::string sql = std::string(run_columns) + " WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
  auto query = session.query(sql);
  query.bind(1, before).bind(2, limit);
  std::vector<ImportRun> runs;
  while (query.step()) runs.push_back(run_of(query));
  return runs;
}

std::optional<ImportRun> running_import(db::Session& session) {
  static const std::string sql = std::string(run_columns) + " WHERE state = 'running' LIMIT 1";
  auto query = session.query(sql);
  return query.step() ? std::optional(run_of(query)) : std::nullopt;
}

void start_import_run(db::Session& session, std::int64_t id, const std::string& mapping, const std::string& mapping_name, Instant now) {
  session.run("UPDATE import_run SET state = 'running', mapping = ?2, mapping_name = ?3, started_at = coalesce(started_at, ?4), ended_at = NULL WHERE id = ?1", id,
              mapping, mapping_name, now);
}

void keep_import_progress(db::Session& session, const ImportRun& run) {
  session.run("UPDATE import_run SET done_rows = ?2, added = ?3, there_already = ?4, refused = ?5, changed = ?6 WHERE id = ?1", run.id, run.done_rows,
              run.added, run.there_already, run.refused, run.changed);
}

void keep_import_size(db::Session& session, std::int64_t id, std::int64_t rows) { session.run("UPDATE import_run SET rows = ?2 WHERE id = ?1", id, rows); }

void end_import_run(db::Session& session, std::int64_t id, const std::string& state, Instant now) {
  session.run("UPDATE import_run SET state = ?2, ended_at = ?3 WHERE id = ?1", id, state, now);
}

std::int64_t interrupt_running_imports(db::Session& session, Instant now) {
  session.run("UPDATE import_run SET state = 'interrupted', ended_at = ?1 WHERE state = 'running'", now);
  return session.changes();
}

void add_refused_row(db::Session& session, std::int64_t run_id, const RefusedRow& row) {
  session.run("INSERT OR REPLACE INTO import_refused_row (run_id, line, code, field, named_values, cells) VALUES (?1,?2,?3,?4,?5,?6)", run_id, row.line,
              row.refusal.code, row.refusal.field, values_text(row.refusal), list_text(row.cells));
}

std::vector<RefusedRow> refused_rows(db::Session& session, std::int64_t run_id, std::int64_t after, std::int64_t limit) {
  auto query = session.query("SELECT line, code, field, named_values, cells FROM import_refused_row WHERE run_id = ?1 AND line > ?2 ORDER BY line LIMIT ?3");
  query.bind(1, run_id).bind(2, after).bind(3, limit);
  std::vector<RefusedRow> rows;
  while (query.step())
    rows.push_back({query.integer(0), {std::string(query.text(1)), "", std::string(query.text(2)), values_of(query.text(3))}, list_of(query.text(4))});
  return rows;
}

bool has_refused_rows(db::Session& session, std::int64_t run_id) {
  auto query = session.query("SELECT 1 FROM import_refused_row WHERE run_id = ?1 LIMIT 1");
  query.bind(1, run_id);
  return query.step();
}

std::vector<std::int64_t> runs_with_old_refused_rows(db::Session& session, Instant until, std::int64_t limit) {
  auto query = session.query("SELECT id FROM import_run WHERE state <> 'running' AND refused > 0 AND coalesce(ended_at, created_at) <= ?1"
                             " AND EXISTS (SELECT 1 FROM import_refused_row WHERE run_id = import_run.id) ORDER BY id LIMIT ?2");
  query.bind(1, until.seconds).bind(2, limit);
  std::vector<std::int64_t> ids;
  while (query.step()) ids.push_back(query.integer(0));
  return ids;
}

void forget_refused_rows(db::Session& session, std::int64_t run_id) { session.run("DELETE FROM import_refused_row WHERE run_id = ?1", run_id); }

void save_mapping(db::Session& session, const SavedMapping& mapping) {
  session.run("INSERT INTO import_mapping (kind, name, content, officer_id, saved_at) VALUES (?1,?2,?3,?4,?5) ON CONFLICT (kind, name) DO UPDATE SET"
              " content = excluded.content, officer_id = excluded.officer_id, saved_at = excluded.saved_at",
              mapping.kind, mapping.name, mapping.content, mapping.officer_id, mapping.saved_at);
}

std::vector<SavedMapping> saved_mappings(db::Session& session, const std::string& kind) {
  auto query = session.query("SELECT kind, name, content, officer_id, saved_at FROM import_mapping WHERE kind = ?1 ORDER BY name");
  query.bind(1, std::string_view(kind));
  std::vector<SavedMapping> mappings;
  while (query.step())
    mappings.push_back({std::string(query.text(0)), std::string(query.text(1)), std::string(query.text(2)), OfficerId{query.integer(3)}, Instant{query.integer(4)}});
  return mappings;
}

bool remove_mapping(db::Session& session, const std::string& kind, const std::string& name) {
  session.run("DELETE FROM import_mapping WHERE kind = ?1 AND name = ?2", kind, name);
  return session.changes() > 0;
}

}  // namespace shouwen
