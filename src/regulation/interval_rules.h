// Judging use by 15, 30 or 60 minutes (art. 11(6)(2)): numbers of rulebook/usage.toml.
#pragma once

#include <cstdint>

namespace shouwen {

struct IntervalRules {
  std::int64_t history_days = 0, least_days = 0;  ///< days of the same sort a day is judged by: at most, at least
  std::int64_t distance_tenths = 0;       ///< robust deviations
  std::int64_t change_percent = 0, least_noise_percent = 0;
  std::int32_t night_from_minute = 0, night_to_minute = 0;  ///< when the base load is read; from > to runs over midnight
  std::int64_t difference_percent = 0;    ///< from when intervals and the month's value are said to differ
};

}  // namespace shouwen
