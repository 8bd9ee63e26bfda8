// Instants (UTC seconds), dates and wall-clock times of China (fixed +08:00, no tz database, no locale).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shouwen {

/// A point in time: whole seconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t seconds = 0;
  auto operator<=>(const Instant&) const = default;
  Instant plus_seconds(std::int64_t s) const { return {seconds + s}; }
};

/// A day of the Gregorian calendar: days since 1970-01-01.
struct Date {
  std::int32_t days = 0;
  auto operator<=>(const Date&) const = default;
  Date plus_days(std::int32_t n) const { return {days + n}; }
  static Date of(int year, int month, int day);
  int year() const;
  int month() const;
  int day() const;
  /// 1 = Monday … 7 = Sunday.
  int weekday() const;
};

inline constexpr std::int64_t seconds_per_day = 86400;
inline constexpr std::int64_t china_offset_seconds = 8 * 3600;

/// The Chinese calendar day of an instant.
Date local_date(Instant at);
/// Seconds since local midnight, 0 … 86399.
std::int32_t local_second_of_day(Instant at);
/// The instant of a local wall-clock moment; second_of_day may be 86400 (= next midnight).
Instant at_local(Date date, std::int32_t second_of_day);

/// "2025-10-14T17:30:00+08:00".
std::string to_iso(Instant at);
/// "2025-10-14".
std::string to_iso(Date date);
/// ISO 8601 with offset or Z; without offset it is read as +08:00; "T" may be a space, seconds may be
/// missing, a date alone means its midnight. Full-width digits are not accepted here (see base/text.h).
std::optional<Instant> parse_instant(std::string_view text);
std::optional<Date> parse_date(std::string_view text);

}  // namespace shouwen
