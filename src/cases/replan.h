// Counting the open deadlines of a case anew after a calendar or limits changed. Art. 10(7).
#pragma once

#include "cases/situation.h"

namespace shouwen {

/// What is asked for: days only (the case keeps the limits it is pinned to), or the limits of a later rulebook too.
enum class ReplanScope { calendars, limits };

/// `situation.rulebook` holds the limits to count by: the case's own, or the later ones for ReplanScope::limits. No event if no
/// deadline moves and nothing is to be pinned. A verdict already given stays, and so does a clock that stands still.
std::vector<CaseEvent> replan(const ServiceCase& service_case, ReplanScope scope, const Situation& situation);

/// A deadline before and after counting anew; the same instant when only what is known of it changed.
struct DeadlineMove {
  DutyKind kind{};
  std::string stop;             ///< of a step
  Instant was_due_at, due_at;
  bool was_provisional = false, provisional = false;
  bool moves() const { return was_due_at != due_at; }
  /// It was in time, and by the new count is not any more.
  bool is_overdue(Instant now) const { return now > due_at && now <= was_due_at; }
};
/// What the events of `replan` did to open deadlines.
std::vector<DeadlineMove> deadline_moves(const ServiceCase& before, const std::vector<CaseEvent>& events);

}  // namespace shouwen
