// Runs of counting anew: one row each, begun and ended in the journal.
#include "cases/replan_store.h"

#include <fmt/format.h>

#include "db/journal.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr const char* run_columns =
    "SELECT id, version, scope, state, actor_id, started_at, ended_at, last_case_id, planned, cases, moved, overdue FROM replan_run";

ReplanRun run_of(const db::Query& query) {
  ReplanRun run;
  run.id = query.integer(0);
  run.version = query.integer(1);
  run.scope = static_cast<ReplanScope>(query.integer(2));
  run.state = query.text(3);
  run.actor_id = OfficerId{query.integer(4)};
  run.started_at = Instant{query.integer(5)};
  if (!query.is_null(6)) run.ended_at = Instant{query.integer(6)};
  run.last_case_id = CaseId{query.integer(7)};
  run.planned = query.integer(8);
  run.cases = query.integer(9);
  run.moved = query.integer(10);
  run.overdue = query.integer(11);
  return run;
}

void journal(db::Session& session, const ReplanRun& run, const std::string& kind, OfficerId actor, Instant now) {
  db::NewEntry entry;
  entry.stream = "rulebook/" + std::to_string(run.version);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = now;
  entry.actor_id = actor.value;
  entry.kind = kind;
  entry.clause = clause::art_10_7;
  entry.rulebook_version = run.version;
  entry.payload = fmt::format(R"({{"run":{},"limits":{},"cases":{},"moved":{},"overdue":{}}})", run.id, run.scope == ReplanScope::limits, run.cases, run.moved, run.overdue);
  db::append(session, {entry});
}

}  // namespace

std::int64_t add_replan_run(db::Session& session, const ReplanRun& run) {
  session.run("INSERT INTO replan_run (version, scope, state, actor_id, started_at, last_case_id, planned, cases, moved, overdue) VALUES (?1,?2,'running',?3,?4,0,?5,0,0,0)",
              run.version, static_cast<std::int64_t>(run.scope), run.actor_id, run.started_at, run.planned);
  ReplanRun begun = run;
  begun.id = session.last_insert_id();
  journal(session, begun, "replan_started", run.actor_id, run.started_at);
  return begun.id;
}

std::optional<ReplanRun> find_replan_run(db::Session& session, std::int64_t id) {
  static const std::string sql = std::string(run_columns) + " WHERE id = ?1";
  auto query = session.query(sql);
  query.bind(1, id);
  return query.step() ? std::optional(run_of(query)) : std::nullopt;
}

std::optional<ReplanRun> running_replan(db::Session& session) {
  static const std::string sql = std::string(run_columns) + " WHERE state = 'running'";
  auto query = session.query(sql);
  return query.step() ? std::optional(run_of(query)) : std::nullopt;
}

std::vector<ReplanRun> list_replan_runs(db::Session& session, std::int64_t limit) {
  static const std::string sql = std::string(run_columns) + " ORDER BY id DESC LIMIT ?1";
  auto query = session.query(sql);
  query.bind(1, limit);
  std::vector<ReplanRun> runs;
  while (query.step()) runs.push_back(run_of(query));
  return runs;
}

void keep_replan_progress(db::Session& session, const ReplanRun& run) {
  session.run("UPDATE replan_run SET last_case_id = ?2, cases = ?3, moved = ?4, overdue = ?5 WHERE id = ?1", run.id, run.last_case_id, run.cases, run.moved, run.overdue);
}

void end_replan_run(db::Session& session, const ReplanRun& run, const std::string& state, OfficerId actor, Instant now) {
  session.run("UPDATE replan_run SET state = ?2, ended_at = ?3 WHERE id = ?1", run.id, state, now);
  journal(session, run, "replan_" + state, actor, now);
}

std::vector<CaseId> live_cases_after(db::Session& session, CaseId after, std::int64_t limit) {
  auto query = session.query("SELECT id FROM service_case WHERE id > ?1 AND stage < 2 ORDER BY id LIMIT ?2");
  query.bind(1, after.value).bind(2, limit);
  std::vector<CaseId> ids;
  while (query.step()) ids.push_back(CaseId{query.integer(0)});
  return ids;
}

std::int64_t count_live_cases(db::Session& session) {
  auto query = session.query("SELECT count(*) FROM service_case WHERE stage < 2");
  query.step();
  return query.integer(0);
}

void save_wake(db::Session& session, CaseId id, std::optional<Instant> wake_at) {
  session.run("UPDATE service_case SET wake_at = ?2 WHERE id = ?1 AND wake_at IS NOT ?2", id, wake_at);
}

}  // namespace shouwen
