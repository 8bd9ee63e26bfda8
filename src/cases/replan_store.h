// Runs of counting anew in the database, and their steps in the journal of the version they follow. Art. 10(7).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cases/replan.h"
#include "db/session.h"

namespace shouwen {

struct ReplanRun {
  std::int64_t id = 0, version = 0;
  ReplanScope scope{};
  std::string state;            ///< running, done, cancelled; superseded: another version came into force on the way
  OfficerId actor_id;
  Instant started_at;
  std::optional<Instant> ended_at;
  CaseId last_case_id;          ///< the run goes on after it
  std::int64_t planned = 0;     ///< live cases when it began
  std::int64_t cases = 0, moved = 0, overdue = 0;
};

/// What a run is begun with; a fresh one stands before the first case.
std::int64_t add_replan_run(db::Session& session, const ReplanRun& run);
std::optional<ReplanRun> find_replan_run(db::Session& session, std::int64_t id);
std::optional<ReplanRun> running_replan(db::Session& session);
/// Newest first.
std::vector<ReplanRun> list_replan_runs(db::Session& session, std::int64_t limit);
/// Where it stands and what it counted.
void keep_replan_progress(db::Session& session, const ReplanRun& run);
void end_replan_run(db::Session& session, const ReplanRun& run, const std::string& state, OfficerId actor, Instant now);

std::vector<CaseId> live_cases_after(db::Session& session, CaseId after, std::int64_t limit);
std::int64_t count_live_cases(db::Session& session);
/// When the case's clock has something to do next, counted anew without an event: later days move that too.
void save_wake(db::Session& session, CaseId id, std::optional<Instant> wake_at);

}  // namespace shouwen
