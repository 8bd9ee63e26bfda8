// Moving forward by an amount of working time (when a paused clock goes on), and back by a limit.
#pragma once

#include "calendar/calendar.h"

namespace shouwen {

/// The earliest instant t >= from with working_seconds_between(calendar, from, t) == working_seconds.
Instant advance_working_time(const WorkCalendar& calendar, Instant from, std::int64_t working_seconds);

/// The latest start whose period is over by `now`: what began then or earlier has had its time.
Instant latest_start_over_by(const WorkCalendar& calendar, Limit limit, Instant now);

}  // namespace shouwen
