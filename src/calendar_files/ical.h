// iCalendar (RFC 5545) in and out, without any header of the library that does it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace shouwen {

/// An entry of a calendar: whole days [first_day, end_day), a stretch of time [from, to), or without `to` a moment.
struct IcalEvent {
  std::string uid;
  std::string summary, description, url, location, category;
  std::string special_day;  ///< X-APPLE-SPECIAL-DAY: WORK-HOLIDAY, ALTERNATE-WORKDAY
  Instant stamp;            ///< DTSTAMP: when what it says was last changed
  std::optional<Date> first_day, end_day;
  std::optional<Instant> from, to;
  std::int64_t sequence = 0;  ///< grows with every change of what it says
  std::int64_t line = 0;    ///< read: where it begins in the file
};

struct IcalCalendar {
  std::string name;
  std::vector<IcalEvent> events;
};

/// METHOD:PUBLISH, UTF-8, CRLF, lines folded at 75 bytes, times in UTC.
std::string write_ical(const IcalCalendar& calendar);
/// Only VEVENTs are read. Refusals name the line: ical.not_a_calendar, ical.bad_entry, ical.bad_date, ical.recurring.
Result<IcalCalendar> read_ical(std::string_view text);

}  // namespace shouwen
