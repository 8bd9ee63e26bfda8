// What many key customers will use together: their forecasts added up, and how wrong such sums were in the past. Pure.
#pragma once

#include "usage/forecast.h"

namespace shouwen {

/// One month of a forecast made in the past, beside the same month a year before and what came.
struct PastForecast {
  std::int64_t month = 0, forecast_wh = 0, baseline_wh = 0, found_wh = 0;
};
struct PastOrigin {
  std::int64_t origin = 0;                ///< yyyymm: the last month known then
  std::vector<PastForecast> months;
};
struct CustomerForecast {
  std::int64_t base_month = 0;            ///< yyyymm: the last month known; 0 = no forecast
  std::vector<std::int64_t> wh;           ///< of the twelve months after it
  std::vector<PastOrigin> past;
};
/// At `base` and at earlier months, each time with what was known then only, the choice of the method included. No forecast if
/// the month itself or a year before it is not known.
CustomerForecast forecast_at(const MonthlySeries& series, Month base, const ForecastRules& rules);

struct PortfolioMonth {
  std::int64_t month = 0, wh = 0;
  std::optional<std::int64_t> low_wh, high_wh;
};
struct Portfolio {
  std::int64_t customers = 0, forecast_customers = 0;  ///< the others are in no sum
  std::vector<PortfolioMonth> months;     ///< empty without a forecast
  std::int64_t wh = 0;                    ///< of the twelve
  std::int64_t interval_percent = 0;
  std::int64_t origins = 0, forecasts = 0;  ///< past sums: each over those customers that were known then
  std::int64_t error_wh = 0, error_permille = 0;                    ///< mean absolute error of a month's sum, and through the mean sum
  std::int64_t baseline_error_wh = 0, baseline_error_permille = 0;  ///< the same month a year before instead
};
/// Forecasts are added; the interval is what past sums missed by, never a sum of the customers' own intervals: those would be
/// too wide if customers err independently, and too narrow if taken as independent when they do not. Customers whose last month
/// is not the most common one are left out.
Portfolio add_up(const std::vector<CustomerForecast>& customers, const ForecastRules& rules);

}  // namespace shouwen
