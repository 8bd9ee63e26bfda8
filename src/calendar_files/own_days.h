// A bureau's own days (a typhoon day) written into the text of calendar.toml. Pure.
#pragma once

#include <string>

#include "base/result.h"
#include "calendar/calendar.h"
#include "calendar/decree.h"

namespace shouwen {

struct OwnDays {
  std::string text;       ///< of calendar.toml with the new days
  DecreeTable added;
  std::int64_t there_already = 0;
};

/// Refusals: day_file.own_day_stands (an own day says otherwise: it is corrected by hand), day_file.no_own_verdict.
Result<OwnDays> add_own_days(const std::string& calendar_toml, const WorkCalendar& bureau, const DecreeTable& days, Date known_on);

}  // namespace shouwen
