// What a month of use can be at all.
#pragma once

#include "base/result.h"
#include "usage/monthly_use.h"

namespace shouwen {

/// A thousand TWh a month is more than any country uses.
inline constexpr std::int64_t largest_wh = 1'000'000'000'000'000;

/// Refusals: usage.month_impossible (no month, or after `latest`), usage.negative, usage.too_large, usage.periods_exceed_total.
Verdict check_use(const MonthlyUse& use, Month latest);

}  // namespace shouwen
