// The table of holidays and make-up days (State Council decrees) as text: date,worked,name,source.
#pragma once

#include <string_view>

#include "calendar/calendar.h"

namespace shouwen {

struct DecreeTable {
  std::map<Date, DayException> exceptions;
  std::vector<int> decreed_years;  ///< every year that has a row of its own
};

/// Refusals name the line: calendar.bad_row, calendar.bad_date, calendar.day_twice.
Result<DecreeTable> parse_decrees(std::string_view csv);

}  // namespace shouwen
