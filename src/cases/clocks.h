// What each event does to the clocks of a case: one function for every verb, for replays and for what-if. Art. 10(7), 10(8).
#pragma once

#include "cases/situation.h"

namespace shouwen {

/// The duty changes an event causes on the state before it. Pure, and a function of the event alone: the same events under
/// other limits or calendars give what would have been. ClockStruck carries its own and gets none here.
std::vector<DutyChange> clock_changes(const ServiceCase& before, const EventBody& body, const Situation& situation);

}  // namespace shouwen
