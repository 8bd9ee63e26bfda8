// The State Council's arrangements of holidays and make-up days, with two times: which day, and when it was decreed.
#pragma once

#include <string_view>

#include "calendar/calendar.h"

namespace shouwen {

/// off and worked stand against the weekday; as_weekday takes an earlier decree of the day back.
enum class DayVerdict { off, worked, as_weekday };

struct Decree {
  Date date;
  DayVerdict verdict{};
  std::string name;    ///< 国庆节
  std::string source;  ///< the notice's address
  std::optional<Date> known_on;  ///< the day it was decreed; absent (tables of earlier rulebooks): from the beginning
};

/// In order of the file. A day decreed again stands twice: the later one counts from the day it was known.
using DecreeTable = std::vector<Decree>;

/// CSV: date,worked,name,source,known_on; worked is 1, 0 or - (taken back). known_on may be missing as a whole column.
/// Refusals name the line: calendar.bad_row, calendar.bad_date, calendar.day_twice (twice on the same day of decree).
Result<DecreeTable> parse_decrees(std::string_view csv);
std::string to_csv(const DecreeTable& table);

/// Puts what was decreed by the end of `known_on` (absent: everything) into a calendar; its own local days stay above. A year
/// counts as decreed if its 1 January is: the table of a year always names New Year's Day.
void apply_decrees(WorkCalendar& calendar, const DecreeTable& table, std::optional<Date> known_on = {});

}  // namespace shouwen
