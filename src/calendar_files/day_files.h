// Holidays and make-up days as files: iCalendar, JSON (of holiday-cn and chinese-days), the rulebook's CSV.
#pragma once

#include <string_view>

#include "base/result.h"
#include "calendar/decree.h"

namespace shouwen {

/// By its content. A day that stands twice with the same verdict in a JSON file is one day; entries of an iCalendar file must
/// not overlap. `name`s come without commas and line ends: the table has no quotes.
/// Refusals name the line: day_file.unknown_shape, day_file.bad_json, day_file.bad_day, day_file.no_verdict,
/// day_file.not_whole_days, day_file.too_long, day_file.day_twice, day_file.overlap, day_file.empty, ical.*, calendar.*.
Result<DecreeTable> read_day_file(std::string_view bytes);

/// The days of a calendar that differ from their weekday, of a year or of all (0).
DecreeTable named_days(const WorkCalendar& calendar, int year);
std::string days_as_ical(const DecreeTable& days, const std::string& calendar_name);
/// The shape of holiday-cn, with source and day of decree beside.
std::string days_as_json(const DecreeTable& days);

}  // namespace shouwen
