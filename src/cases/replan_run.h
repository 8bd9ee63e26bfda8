// One run over all live cases after a calendar or limits changed: looked at first, done in pieces, never forgotten. Art. 10(7).
#pragma once

#include "cases/cases.h"
#include "cases/replan_store.h"

namespace shouwen {

struct ReplanOrder {
  std::int64_t version = 0;
  ReplanScope scope{};
  OfficerId actor_id;
};
/// Begins a run; the ticker does it. Refusals: rulebook.unknown_version; replan.not_in_force; replan.own_version: limits of
/// running cases are not changed by who wrote them; replan.running_already.
Result<std::int64_t> start_replan(db::Session& session, const ReplanOrder& order, Instant now);
/// What was counted anew stays. Refusals: replan.unknown, replan.over_already.
Verdict cancel_replan(db::Session& session, std::int64_t run_id, OfficerId actor, Instant now);

/// The next piece of the running run, with where it stands in the same transaction: at most `limit` live cases. A run whose
/// version is in force no longer ends as superseded. `more`: there is something left to do at once.
struct ReplanPiece {
  std::vector<Performed> performed;
  bool more = false;
};
ReplanPiece go_on_with_replan(const CaseDesk& desk, std::int64_t limit);

/// Begins a run by itself if days changed since the last one (calendar.toml, holidays.csv), in the name of who put the
/// version in force. False if it must be asked again: another run is under way.
bool replan_new_calendar(db::Session& session, Instant now);

/// What a run would do now, with nothing saved.
struct ReplanQuestion {
  const Rulebook& version;  ///< may be a draft
  ReplanScope scope{};
  const Organisation& organisation;
  std::function<std::shared_ptr<const Rulebook>(std::int64_t version)> pinned;  ///< thread-safe
  Instant now;
};
struct ReplanReach {
  std::int64_t cases = 0, clocks = 0;  ///< live cases; clocks of theirs that run
};
/// `each` is told every deadline that moves or becomes firm, case by case.
ReplanReach rehearse_replan(db::Session& session, const ReplanQuestion& question,
                            const std::function<void(const ServiceCase&, const DeadlineMove&)>& each);

}  // namespace shouwen
