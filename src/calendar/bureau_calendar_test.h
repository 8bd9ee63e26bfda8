// The bureau's calendar of the tests: office hours and the decrees the house ships.
#pragma once

#include <fstream>
#include <sstream>

#include "calendar/decree.h"
#include "calendar/due.h"

namespace shouwen {

inline WeeklyHours office_hours() {
  const std::vector<WorkInterval> day = {{8 * 3600 + 1800, 12 * 3600}, {14 * 3600, 17 * 3600 + 1800}};
  return {day, day, day, day, day, {}, {}};
}

inline const DecreeTable& shipped_decrees() {
  static const DecreeTable table = [] {
    std::ifstream in(std::string(SOURCE_ROOT) + "/rulebook/holidays.csv");
    std::ostringstream csv;
    csv << in.rdbuf();
    return *parse_decrees(csv.str());
  }();
  return table;
}

/// As it was known at the end of a day; absent: everything decreed so far.
inline WorkCalendar bureau_calendar_known_on(std::optional<Date> known_on) {
  WorkCalendar calendar;
  calendar.name = "bureau";
  calendar.weekly = office_hours();
  apply_decrees(calendar, shipped_decrees(), known_on);
  return calendar;
}

inline const WorkCalendar& bureau_calendar() {
  static const WorkCalendar calendar = bureau_calendar_known_on({});
  return calendar;
}

inline Instant at(const char* text) { return *parse_instant(text); }

}  // namespace shouwen
