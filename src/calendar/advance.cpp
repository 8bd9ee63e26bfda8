// Moving forward by working time, by bisection over the monotone count of working seconds: rare, so short beats fast.
#include "calendar/advance.h"

namespace shouwen {

Instant advance_working_time(const WorkCalendar& calendar, Instant from, std::int64_t working_seconds) {
  if (working_seconds <= 0) return from;
  std::int64_t step = seconds_per_day;
  while (working_seconds_between(calendar, from, from.plus_seconds(step)) < working_seconds) step *= 2;
  std::int64_t low = 0, high = step;
  while (low + 1 < high) {
    const std::int64_t middle = low + (high - low) / 2;
    (working_seconds_between(calendar, from, from.plus_seconds(middle)) < working_seconds ? low : high) = middle;
  }
  return from.plus_seconds(high);
}

Instant latest_start_over_by(const WorkCalendar& calendar, Limit limit, Instant now) {
  const auto is_over = [&](std::int64_t ago) { return due_at(calendar, now.plus_seconds(-ago), limit).at <= now; };
  std::int64_t high = seconds_per_day;
  while (!is_over(high)) high *= 2;
  std::int64_t low = -1;
  while (low + 1 < high) {
    const std::int64_t middle = low + (high - low) / 2;
    (is_over(middle) ? high : low) = middle;
  }
  return now.plus_seconds(-high);
}

}  // namespace shouwen
