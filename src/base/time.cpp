// Civil-date arithmetic (proleptic Gregorian, days since 1970-01-01) and ISO 8601 in and out, without tz database.
#include "base/time.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace shouwen {

namespace {

struct Civil {
  int year, month, day;
};

// Eras of 400 years, years counted from March: leap days fall at the end and every month length is a linear formula.
std::int32_t days_from_civil(int year, int month, int day) {
  year -= month <= 2;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Civil civil_from_days(std::int32_t days) {
  days += 719468;
  const int era = (days >= 0 ? days : days - 146096) / 146097;
  const int day_of_era = days - era * 146097;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted_month = (5 * day_of_year + 2) / 153;
  const int month = shifted_month + (shifted_month < 10 ? 3 : -9);
  return {year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

/// Takes exactly `count` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> take_date(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || *month < 1 || *month > 12 || *day < 1) return std::nullopt;
  const Date date = Date::of(*year, *month, *day);
  if (date.month() != *month || date.day() != *day) return std::nullopt;
  return date;
}

/// "Z", "+08:00", "-0530"; an empty rest means China.
std::optional<std::int64_t> offset_of(std::string_view text) {
  if (text.empty()) return china_offset_seconds;
  if (text == "Z" || text == "z") return 0;
  const int sign = text.front() == '+' ? 1 : text.front() == '-' ? -1 : 0;
  if (sign == 0) return std::nullopt;
  text.remove_prefix(1);
  const auto hours = take_digits(text, 2);
  if (!hours || *hours > 14) return std::nullopt;
  take(text, ':');
  const auto minutes = take_digits(text, 2);
  if (!minutes || *minutes > 59 || !text.empty()) return std::nullopt;
  return sign * (*hours * 3600 + *minutes * 60);
}

}  // namespace

Date Date::of(int year, int month, int day) { return {days_from_civil(year, month, day)}; }
int Date::year() const { return civil_from_days(days).year; }
int Date::month() const { return civil_from_days(days).month; }
int Date::day() const { return civil_from_days(days).day; }
int Date::weekday() const { return static_cast<int>(((days + 3) % 7 + 7) % 7) + 1; }

Date local_date(Instant at) {
  return {static_cast<std::int32_t>(floor_divide(at.seconds + china_offset_seconds, seconds_per_day))};
}

std::int32_t local_second_of_day(Instant at) {
  const std::int64_t local = at.seconds + china_offset_seconds;
  return static_cast<std::int32_t>(local - floor_divide(local, seconds_per_day) * seconds_per_day);
}

Instant at_local(Date date, std::int32_t second_of_day) {
  return {static_cast<std::int64_t>(date.days) * seconds_per_day + second_of_day - china_offset_seconds};
}

std::string to_iso(Date date) {
  const Civil civil = civil_from_days(date.days);
  std::array<char, 32> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", civil.year, civil.month, civil.day);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

std::string to_iso(Instant at) {
  const Civil civil = civil_from_days(local_date(at).days);
  const std::int32_t second = local_second_of_day(at);
  std::array<char, 48> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02dT%02d:%02d:%02d+08:00", civil.year,
                                   civil.month, civil.day, second / 3600, second / 60 % 60, second % 60);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

std::optional<Date> parse_date(std::string_view text) {
  const auto date = take_date(text);
  return date && text.empty() ? date : std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view text) {
  const auto date = take_date(text);
  if (!date) return std::nullopt;
  if (text.empty()) return at_local(*date, 0);
  if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 24 || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (take(text, ':')) {
    const auto parsed = take_digits(text, 2);
    if (!parsed || *parsed > 59) return std::nullopt;
    second = *parsed;
    // Fractions are dropped: the house counts whole seconds.
    if (take(text, '.'))
      while (take_digits(text, 1)) {
      }
  }
  if (*hour == 24 && (*minute != 0 || second != 0)) return std::nullopt;
  const auto offset = offset_of(text);
  if (!offset) return std::nullopt;
  return Instant{at_local(*date, *hour * 3600 + *minute * 60 + second).seconds + china_offset_seconds - *offset};
}

}  // namespace shouwen
