// Working time: which days and hours are worked, and when a period ends. Pure; every table is passed in.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace shouwen {

/// A stretch of work inside one day, seconds since local midnight, [from, to).
struct WorkInterval {
  std::int32_t from_second = 0;
  std::int32_t to_second = 0;
  auto operator<=>(const WorkInterval&) const = default;
};

/// What a decree or a local order says of one day.
struct DayException {
  Date date;
  bool worked = false;
  std::string name;    ///< 国庆节
  std::string source;  ///< the notice: number or address
  bool local = false;  ///< the bureau's own (a typhoon day), not the State Council's
  bool operator==(const DayException&) const = default;
};

/// [0] = Monday … [6] = Sunday; sorted, not overlapping. A make-up day uses Monday's intervals.
using WeeklyHours = std::vector<std::vector<WorkInterval>>;

/// A day of any year.
struct MonthDay {
  int month = 1, day = 1;
  auto operator<=>(const MonthDay&) const = default;
};

/// Other hours for a part of every year (夏令作息), both days included; from > to runs over the turn of the year.
struct SeasonHours {
  std::string name;
  MonthDay from, to;
  WeeklyHours weekly;
};

/// A working calendar. Days not named follow the weekday rule; years not decreed are provisional.
struct WorkCalendar {
  std::string name;
  WeeklyHours weekly;                ///< outside every season
  std::map<Date, DayException> exceptions;
  std::vector<int> decreed_years;
  std::vector<SeasonHours> seasons;  ///< the first that holds a day gives its hours
};

/// min and h are clock time and run day and night; wh are working hours; d calendar days; wd working days; mo months.
enum class TimeUnit { min, h, wh, d, wd, mo };

struct Limit {
  std::int64_t amount = 0;
  TimeUnit unit = TimeUnit::wd;
  bool operator==(const Limit&) const = default;
};

/// "5wd", "30min", "24h", "4wh", "7d", "1mo". Refusals: limit.malformed, limit.zero, limit.too_long.
Result<Limit> parse_limit(std::string_view text);
std::string to_text(Limit limit);

/// One counted or skipped stretch, for "why this time?".
struct DerivationStep {
  Date date;
  Instant from;
  Instant to;
  std::int64_t counted_seconds = 0;  ///< for h, min, wh
  std::int64_t counted_days = 0;     ///< for d, wd
  /// start_day (not counted), working_day, make_up_day, holiday, weekend, calendar_day, clock_time, working_time, moved_to_working_day
  std::string reason;
  std::string name;    ///< name of the holiday or swap
  std::string source;  ///< its decree
  bool operator==(const DerivationStep&) const = default;
};

struct Due {
  Instant at;
  bool provisional = false;  ///< a year without decree was crossed
  bool operator==(const Due&) const = default;
};

/// When `limit` counted from `start` ends (Civil Code arts. 200-204: the day of the event does not count; hours
/// count from the event; a period of days ends at the close of business of its last day, or 24:00 if that day is not
/// worked). A wh limit that starts outside working time starts with the next working interval.
Due due_at(const WorkCalendar& calendar, Instant start, Limit limit);
/// The same with every step, for the screen, the slip and the file.
Due explain_due(const WorkCalendar& calendar, Instant start, Limit limit, std::vector<DerivationStep>& steps);

bool is_working_day(const WorkCalendar& calendar, Date date);
/// What is worked on a day; empty if it is free.
const std::vector<WorkInterval>& working_intervals(const WorkCalendar& calendar, Date date);
bool is_working_time(const WorkCalendar& calendar, Instant at);
/// The season a day lies in; nullptr outside all.
const SeasonHours* season_of(const WorkCalendar& calendar, Date date);
/// Whether the State Council's arrangement of the year is known.
bool is_decreed(const WorkCalendar& calendar, int year);
/// Working seconds in [from, to).
std::int64_t working_seconds_between(const WorkCalendar& calendar, Instant from, Instant to);
/// First working instant at or after `at`.
Instant next_working_instant(const WorkCalendar& calendar, Instant at);

/// Refusals name what is wrong: calendar.intervals_overlap, calendar.weekly_incomplete, calendar.no_such_day.
Verdict validate(const WorkCalendar& calendar);

}  // namespace shouwen
