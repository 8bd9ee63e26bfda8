// Counting the open deadlines of a case anew after a calendar or limits changed. Art. 10(7).
#pragma once

#include "cases/situation.h"

namespace shouwen {

/// What is asked for: days only (the case keeps the limits it is pinned to), or the limits of a later rulebook too.
enum class ReplanScope { calendars, limits };

/// `situation.rulebook` holds the limits to count by: the case's own, or the later ones for ReplanScope::limits. No event if no
/// deadline moves and nothing is to be pinned. A verdict already given stays, and so does a clock that stands still.
std::vector<CaseEvent> replan(const ServiceCase& service_case, ReplanScope scope, const Situation& situation);

}  // namespace shouwen
