// Working time: which days and hours are worked. Pure; every table is passed in. When a period ends: due.h.
#pragma once

#include <cstdint>
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
  std::optional<Date> known_on = {};  ///< the day it was decreed; absent: known from the beginning
  bool operator==(const DayException&) const = default;
};

/// The named days of a calendar in order of date. Found by the day's own place: a deadline asks for every day it passes.
class DayExceptions {
 public:
  /// Replaces what was said of the day.
  void set(DayException day);
  void erase(Date date);
  /// nullptr: the day follows its weekday.
  const DayException* find(Date date) const {
    const std::size_t offset = static_cast<std::size_t>(static_cast<std::int64_t>(date.days) - first_.days);
    return offset < slots_.size() && slots_[offset] != 0 ? &days_[slots_[offset] - 1] : nullptr;
  }
  std::vector<DayException>::const_iterator begin() const { return days_.begin(); }
  std::vector<DayException>::const_iterator end() const { return days_.end(); }
  bool empty() const { return days_.empty(); }

 private:
  void lay_out();

  std::vector<DayException> days_;
  Date first_;
  std::vector<std::uint32_t> slots_;  ///< by days since first_: 0, or 1 + index into days_
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
  DayExceptions exceptions;
  std::vector<int> decreed_years;
  std::vector<SeasonHours> seasons;  ///< the first that holds a day gives its hours
  bool every_day = false;            ///< holidays mean nothing to it (a hotline): no year of it is provisional
};

bool is_working_day(const WorkCalendar& calendar, Date date);
/// What is worked on a day; empty if it is free.
const std::vector<WorkInterval>& working_intervals(const WorkCalendar& calendar, Date date);
/// Close of business of a worked day, midnight of another (Civil Code art. 203).
Instant close_of_business(const WorkCalendar& calendar, Date date);
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
