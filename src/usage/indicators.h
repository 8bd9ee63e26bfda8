// What a customer's months say about how he uses electricity.
#pragma once

#include "prices/power_factor.h"
#include "usage/monthly_use.h"

namespace shouwen {

/// Figures of the last twelve months unless named otherwise; absent where the months do not suffice. Shares in thousandths.
struct UseIndicators {
  std::int64_t months = 0;                             ///< known ones
  Month last_month;
  std::optional<std::int64_t> year_wh;                 ///< all twelve known
  std::optional<std::int64_t> year_on_year_permille;   ///< against the twelve before; +50 = 5 % more
  std::optional<std::int64_t> trend_wh_per_year;       ///< median change from a month to the same month a year later
  std::optional<std::int64_t> trend_permille_per_year; ///< the same against the median month
  std::vector<std::int64_t> month_shape_permille;      ///< January to December, 1000 = the mean month; empty before a year is known
  std::optional<std::int64_t> load_factor_permille;    ///< mean power through highest demand
  std::optional<std::int64_t> highest_demand_w;
  std::optional<std::int64_t> super_peak_permille, peak_permille, flat_permille, valley_permille;
  std::optional<std::int64_t> power_factor_hundredths;
};

/// Months before the twelve that end with the last known one count for trend, shape and the year before only.
UseIndicators describe_use(const MonthlySeries& series);

/// The share of a period in a month, of the periods' own sum; nothing if a month is not metered by periods.
std::optional<std::int64_t> share_permille(const MonthlyUse& use, TariffPeriod period);
/// January to December, 1 = the mean month, each the median over the years of the month through the twelve months around it;
/// all 1 before a year is known.
std::array<double, 12> month_shape(const MonthGrid& grid, std::size_t until);

}  // namespace shouwen
