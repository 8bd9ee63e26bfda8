// A later decree, a typhoon day, a changed limit: open deadlines follow, verdicts do not.
#include "cases/replan.h"

#include <algorithm>

#include "cases/clocks.h"
#include "regulation/clauses.h"

namespace shouwen {

std::vector<CaseEvent> replan(const ServiceCase& service_case, ReplanScope scope, const Situation& situation) {
  if (!service_case.lives()) return {};
  Replanned body;
  body.from_version = service_case.rulebook_version;
  body.migrated = scope == ReplanScope::limits && service_case.rulebook_version != situation.rulebook.version;
  body.to_version = scope == ReplanScope::limits ? situation.rulebook.version : situation.calendars.version;
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_7, body);
  const bool moves = writer.state().duties != service_case.duties;
  if (!moves && !body.migrated) return {};
  return *std::move(writer).take();
}

std::vector<DeadlineMove> deadline_moves(const ServiceCase& before, const std::vector<CaseEvent>& events) {
  std::vector<DeadlineMove> moves;
  for (const CaseEvent& event : events)
    for (const DutyChange& change : event.duties) {
      const auto duty = std::find_if(before.duties.begin(), before.duties.end(), [&change](const Duty& row) { return row.number == change.number; });
      if (duty == before.duties.end()) continue;
      moves.push_back({duty->kind, duty->stop, duty->due_at, change.due_at, duty->provisional, change.provisional});
    }
  return moves;
}

}  // namespace shouwen
