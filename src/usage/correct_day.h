// Another value for some intervals of a day, with a reason (art. 11(6)(3)). Pure.
#pragma once

#include "usage/interval_day.h"

namespace shouwen {

struct ReadingCorrection {
  std::int32_t minute = 0;                 ///< the interval's beginning, minutes since midnight
  IntervalReading reading;
};
/// Without a day before, one of `minutes` with nothing known. Refusals: interval.length_impossible, interval.lengths_differ,
/// interval.off_grid, interval.time_twice, usage.unchanged, and those of check_day.
Result<IntervalDay> correct_day(const std::optional<IntervalDay>& before, Date day, std::int32_t minutes, const std::vector<ReadingCorrection>& corrections, Date latest);

}  // namespace shouwen
