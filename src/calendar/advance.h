// Moving forward by an amount of working time, used when a paused clock goes on.
#pragma once

#include "calendar/calendar.h"

namespace shouwen {

/// The earliest instant t >= from with working_seconds_between(calendar, from, t) == working_seconds.
Instant advance_working_time(const WorkCalendar& calendar, Instant from, std::int64_t working_seconds);

}  // namespace shouwen
