// Limits, and when a period ends (Civil Code arts. 200-204). Pure.
#pragma once

#include "calendar/calendar.h"

namespace shouwen {

/// min and h are clock time and run day and night; wh are working hours; d calendar days; wd working days; month months.
enum class TimeUnit { min, h, wh, d, wd, month };

struct Limit {
  std::int64_t amount = 0;
  TimeUnit unit = TimeUnit::wd;
  bool operator==(const Limit&) const = default;
};

/// "5wd", "30min", "24h", "4wh", "7d", "1month" ("1mo" of earlier rulebooks is read too). Refusals: limit.malformed,
/// limit.zero, limit.too_long.
Result<Limit> parse_limit(std::string_view text);
std::string to_text(Limit limit);

/// How a period is counted: fields of the rule, not of the code. The defaults are the Civil Code's, but that a promise may end
/// on a free day unless its rule says otherwise.
enum class CountFrom { next_day, same_day };              ///< d, wd, month: the day of the event does not count (art. 201)
enum class PeriodEnd { close_of_business, midnight };     ///< d, wd, month: of the last day (art. 203)
enum class FreeLastDay { stays, next_working_day };       ///< d, month: the last day is a holiday (art. 203)
struct Counting {
  CountFrom from = CountFrom::next_day;
  PeriodEnd end = PeriodEnd::close_of_business;
  FreeLastDay free_last_day = FreeLastDay::stays;
  bool operator==(const Counting&) const = default;
};

/// Why a stretch of a derivation is there.
enum class StepReason { start_day, working_day, make_up_day, holiday, weekend, calendar_day, clock_time, working_time, moved_to_working_day };

/// One counted or skipped stretch, for "why this time?".
struct DerivationStep {
  Date date;
  Instant from;
  Instant to;
  std::int64_t counted_seconds = 0;  ///< for h, min, wh
  std::int64_t counted_days = 0;     ///< for d, wd
  StepReason reason{};
  std::string name;    ///< name of the holiday or swap
  std::string source;  ///< its decree
  bool operator==(const DerivationStep&) const = default;
};

struct Due {
  Instant at;
  bool provisional = false;  ///< a year without decree was crossed
  bool operator==(const Due&) const = default;
};

/// When `limit` counted from `start` ends. Hours count from the event; a wh limit that starts outside working time starts
/// with the next working interval.
Due due_at(const WorkCalendar& calendar, Instant start, Limit limit, Counting counting = {});
/// The same with every step, for the screen, the slip and the file.
Due explain_due(const WorkCalendar& calendar, Instant start, Limit limit, std::vector<DerivationStep>& steps, Counting counting = {});

/// The latest start whose period is over by `now`: what began then or earlier has had its time. Also the last moment at which
/// somebody must be told who has to be told so long before `now`.
Instant latest_start_over_by(const WorkCalendar& calendar, Limit limit, Instant now, Counting counting = {});

/// The earliest instant t >= from with working_seconds_between(calendar, from, t) == working_seconds: how a stopped clock goes on.
Instant advance_working_time(const WorkCalendar& calendar, Instant from, std::int64_t working_seconds);

/// A stretch in which a clock stands still, [from, to).
struct StandStill {
  Instant from, to;
  bool operator==(const StandStill&) const = default;
};
/// A due time whose clock stood still keeps the time it had left: clock time for min and h, working time for all others.
/// What was due before stays.
Instant shift_due(const WorkCalendar& calendar, Instant due_at, Limit limit, StandStill pause);
/// Whether a year without decree lies between two instants: what was counted over it may still move.
bool crosses_undecreed(const WorkCalendar& calendar, Instant from, Instant to);

}  // namespace shouwen
