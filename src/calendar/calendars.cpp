// Finding a calendar by code or unit, and looking at all of them as of an earlier day.
#include "calendar/calendars.h"

#include <algorithm>

namespace shouwen {

namespace {

void forget_later_decrees(WorkCalendar& calendar, const DecreeTable& decrees, Date day) {
  if (calendar.every_day) return;
  DayExceptions own;
  for (const DayException& exception : calendar.exceptions)
    if (exception.local) own.set(exception);
  calendar.exceptions = std::move(own);
  calendar.decreed_years.clear();
  apply_decrees(calendar, decrees, day);
}

}  // namespace

const WorkCalendar& Calendars::named(const std::string& code) const {
  if (code.empty()) return bureau;
  const auto found = std::find_if(others.begin(), others.end(), [&code](const NamedCalendar& other) { return other.code == code; });
  return found == others.end() ? bureau : found->calendar;
}

const WorkCalendar* Calendars::find(const std::string& code_or_name) const {
  if (code_or_name.empty() || code_or_name == bureau_calendar_code || code_or_name == bureau.name) return &bureau;
  for (const NamedCalendar& other : others)
    if (other.code == code_or_name) return &other.calendar;
  for (const NamedCalendar& other : others)
    if (other.calendar.name == code_or_name) return &other.calendar;
  return nullptr;
}

const WorkCalendar& Calendars::of_unit(const std::string& unit_code) const {
  const auto found = std::find_if(others.begin(), others.end(), [&unit_code](const NamedCalendar& other) {
    return std::find(other.units.begin(), other.units.end(), unit_code) != other.units.end();
  });
  return found == others.end() ? bureau : found->calendar;
}

Calendars known_on(const Calendars& calendars, Date day) {
  Calendars earlier = calendars;
  forget_later_decrees(earlier.bureau, earlier.decrees, day);
  for (NamedCalendar& other : earlier.others) forget_later_decrees(other.calendar, earlier.decrees, day);
  return earlier;
}

}  // namespace shouwen
