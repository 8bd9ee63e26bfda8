// A day of a customer's use by 15, 30 or 60 minutes: what a meter read, what was estimated, what is missing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace shouwen {

inline constexpr std::int32_t minutes_per_day = 1440;

/// Energy of one interval. Missing is not zero; an estimated value was put in by whoever read the meter.
struct IntervalReading {
  std::optional<std::int64_t> wh = {};
  bool estimated = false;
  bool operator==(const IntervalReading&) const = default;
};

/// From local midnight to midnight; as many readings as intervals.
struct IntervalDay {
  Date day;
  std::int32_t minutes = 15;  ///< 15, 30 or 60
  std::vector<IntervalReading> readings;
  bool operator==(const IntervalDay&) const = default;

  std::int64_t total_wh() const;   ///< of the known ones
  std::int64_t missing() const;    ///< intervals without a value
  std::int64_t estimated() const;
};

/// Refusals: interval.length_impossible, interval.day_impossible (before 1990 or after `latest`), interval.wrong_count,
/// usage.negative, usage.too_large, interval.nothing_read.
Verdict check_day(const IntervalDay& day, Date latest);

/// The same day where `later` knows what `before` does not; nothing if they contradict each other.
std::optional<IntervalDay> filled(const IntervalDay& before, const IntervalDay& later);
/// Intervals of 5 minutes as quarters of an hour: a quarter is known if all three are. Others stay as they are.
IntervalDay in_allowed_length(IntervalDay day);

/// "08:15": when an interval begins.
std::string time_text(std::int32_t minute);

/// A day's readings in few bytes, as they are stored: each value plus one as a variable-length number, 0 = missing.
std::string packed_readings(const IntervalDay& day);
/// Which are estimated, a bit each from the lowest on; "" = none.
std::string packed_estimated(const IntervalDay& day);
/// The opposite; nothing if the bytes are no day of this length.
std::optional<IntervalDay> unpacked_day(Date day, std::int32_t minutes, std::string_view readings, std::string_view estimated);

}  // namespace shouwen
