// Every calendar of a bureau: its own hours, those of single units, the hotline's. Pure.
#pragma once

#include <string>
#include <vector>

#include "calendar/decree.h"

namespace shouwen {

/// How the bureau's own hours are asked for beside the named ones.
inline constexpr const char* bureau_calendar_code = "bureau";

/// Hours of some units, or of a service that is always there.
struct NamedCalendar {
  std::string code;                ///< "hotline"
  WorkCalendar calendar;
  std::vector<std::string> units;  ///< codes of the units that keep these hours
};

struct Calendars {
  std::int64_t version = 0;        ///< the rulebook version they stand in: a derivation names it
  WorkCalendar bureau;
  std::vector<NamedCalendar> others;
  DecreeTable decrees;

  /// The bureau's own for "" and for a code that is not there (any more).
  const WorkCalendar& named(const std::string& code) const;
  /// By code, or by name as people say it; "" and "bureau" are the bureau's own. nullptr if there is none.
  const WorkCalendar* find(const std::string& code_or_name) const;
  /// Whose hours a unit keeps; the bureau's own if none names it.
  const WorkCalendar& of_unit(const std::string& unit_code) const;
};

/// The same calendars with only what was decreed by the end of that day.
Calendars known_on(const Calendars& calendars, Date day);

}  // namespace shouwen
