// What a day can be at all, and how it is packed.
#include "usage/interval_day.h"

#include <fmt/format.h>

#include <algorithm>

#include "usage/check_use.h"

namespace shouwen {

namespace {

constexpr int oldest_year = 1990;
constexpr std::int32_t finest_minutes = 5, quarter_minutes = 15;
constexpr unsigned payload_bits = 7, most_shift = 56;

bool is_allowed(std::int32_t minutes) { return minutes == 15 || minutes == 30 || minutes == 60; }

void append_number(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= payload_bits) out += static_cast<char>((value & 0x7f) | 0x80);
  out += static_cast<char>(value);
}

std::optional<std::uint64_t> take_number(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; !bytes.empty() && shift <= most_shift; shift += payload_bits) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return value;
  }
  return std::nullopt;
}

}  // namespace

std::int64_t IntervalDay::total_wh() const {
  std::int64_t sum = 0;
  for (const IntervalReading& reading : readings) sum += reading.wh.value_or(0);
  return sum;
}
std::int64_t IntervalDay::missing() const {
  return std::count_if(readings.begin(), readings.end(), [](const IntervalReading& one) { return !one.wh; });
}
std::int64_t IntervalDay::estimated() const {
  return std::count_if(readings.begin(), readings.end(), [](const IntervalReading& one) { return one.estimated; });
}

Verdict check_day(const IntervalDay& day, Date latest) {
  const std::string name = to_iso(day.day);
  if (!is_allowed(day.minutes)) return Refusal{"interval.length_impossible", "", "/minutes", {{"minutes", std::to_string(day.minutes)}}};
  if (day.day > latest || day.day < Date::of(oldest_year, 1, 1)) return Refusal{"interval.day_impossible", "", "/day", {{"value", name}}};
  const auto expected = static_cast<std::size_t>(minutes_per_day / day.minutes);
  if (day.readings.size() != expected)
    return Refusal{"interval.wrong_count", "", "/readings", {{"day", name}, {"expected", std::to_string(expected)}, {"found", std::to_string(day.readings.size())}}};
  for (std::size_t i = 0; i < expected; ++i) {
    const auto& wh = day.readings[i].wh;
    if (!wh || (*wh >= 0 && *wh <= largest_wh)) continue;
    const std::string field = time_text(static_cast<std::int32_t>(i) * day.minutes);
    return Refusal{*wh < 0 ? "usage.negative" : "usage.too_large", "", "/readings/" + std::to_string(i), {{"field", field}, {"value", std::to_string(*wh) + " Wh"}}};
  }
  if (day.missing() == static_cast<std::int64_t>(expected)) return Refusal{"interval.nothing_read", "", "/readings", {{"day", name}}};
  return Done{};
}

std::optional<IntervalDay> filled(const IntervalDay& before, const IntervalDay& later) {
  if (before.day != later.day || before.minutes != later.minutes) return std::nullopt;
  IntervalDay out = before;
  for (std::size_t i = 0; i < out.readings.size(); ++i) {
    if (!out.readings[i].wh) out.readings[i] = later.readings[i];
    // What is known and not sent again contradicts nothing.
    else if (later.readings[i].wh && out.readings[i] != later.readings[i]) return std::nullopt;
  }
  return out;
}

IntervalDay in_allowed_length(IntervalDay day) {
  constexpr std::size_t parts = quarter_minutes / finest_minutes;
  if (day.minutes != finest_minutes || day.readings.size() % parts != 0) return day;
  IntervalDay out{day.day, quarter_minutes, std::vector<IntervalReading>(day.readings.size() / parts)};
  for (std::size_t i = 0; i < out.readings.size(); ++i) {
    IntervalReading& sum = out.readings[i];
    sum.wh = 0;
    for (std::size_t j = i * parts; j < (i + 1) * parts; ++j) {
      const IntervalReading& part = day.readings[j];
      sum.wh = sum.wh && part.wh ? std::optional(*sum.wh + *part.wh) : std::nullopt;
      sum.estimated = sum.estimated || part.estimated;
    }
    if (!sum.wh) sum.estimated = false;
  }
  return out;
}

std::string time_text(std::int32_t minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

std::string packed_readings(const IntervalDay& day) {
  std::string out;
  out.reserve(day.readings.size() * 3);
  for (const IntervalReading& reading : day.readings) append_number(out, reading.wh ? static_cast<std::uint64_t>(*reading.wh) + 1 : 0);
  return out;
}

std::string packed_estimated(const IntervalDay& day) {
  if (day.estimated() == 0) return {};
  std::string out((day.readings.size() + 7) / 8, '\0');
  for (std::size_t i = 0; i < day.readings.size(); ++i)
    if (day.readings[i].estimated) out[i / 8] = static_cast<char>(out[i / 8] | 1 << i % 8);
  return out;
}

std::optional<IntervalDay> unpacked_day(Date day, std::int32_t minutes, std::string_view readings, std::string_view estimated) {
  if (!is_allowed(minutes)) return std::nullopt;
  IntervalDay out{day, minutes, std::vector<IntervalReading>(static_cast<std::size_t>(minutes_per_day / minutes))};
  if (!estimated.empty() && estimated.size() != (out.readings.size() + 7) / 8) return std::nullopt;
  for (std::size_t i = 0; i < out.readings.size(); ++i) {
    const auto number = take_number(readings);
    if (!number || *number > static_cast<std::uint64_t>(largest_wh) + 1) return std::nullopt;
    if (*number > 0) out.readings[i].wh = static_cast<std::int64_t>(*number - 1);
    out.readings[i].estimated = !estimated.empty() && (static_cast<unsigned char>(estimated[i / 8]) >> i % 8 & 1) != 0;
  }
  return readings.empty() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace shouwen
