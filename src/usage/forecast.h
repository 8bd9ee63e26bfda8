// The next twelve months of a customer, by the model that did best when it was asked in the past.
#pragma once

#include "regulation/rulebook.h"
#include "usage/monthly_use.h"

namespace shouwen {

/// The baseline is the same month a year ago. The others: that moved by the damped change since then; the mean of the same
/// month over the years at today's level; that mean as it is, with an eighth of each neighbouring month; half way between the
/// second and the mean month; exponential smoothing of level, damped trend and season (Holt-Winters); the seasonally adjusted
/// series carried on by smoothing with half its drift (Theta).
enum class ForecastModel { seasonal_naive, damped_year_change, season_average, smoothed_season, blend, holt_winters, theta };
inline constexpr std::array<ForecastModel, 7> forecast_models{ForecastModel::seasonal_naive,  ForecastModel::damped_year_change,
                                                              ForecastModel::season_average,  ForecastModel::smoothed_season,
                                                              ForecastModel::blend,           ForecastModel::holt_winters,
                                                              ForecastModel::theta};

/// How one model did at all origins: each forecast was made with the months before its origin only.
struct BackTest {
  ForecastModel model{};
  std::int64_t origins = 0, forecasts = 0;
  std::int64_t mean_error_wh = 0;   ///< mean absolute error
  std::int64_t smape_permille = 0;  ///< symmetric mean absolute percentage error, 0 to 2000
  std::int64_t mase_permille = 0;   ///< mean error through the mean change from year to year of all months; 0 if there is none
};

struct ForecastMonth {
  Month month;
  std::int64_t wh = 0;
  /// As far to both sides as the rulebook's percentage of the back-test missed by; absent with too few misses.
  std::optional<std::int64_t> low_wh = {}, high_wh = {};
};

/// Why this model. too_short: less than a year is known; too_short_to_test: too few past forecasts to choose by.
enum class ForecastReason { best_in_back_test, baseline_not_beaten, too_short_to_test, too_short };

struct Forecast {
  std::vector<ForecastMonth> months;  ///< twelve; empty if a year is not known
  ForecastModel model{};
  BackTest chosen, baseline;          ///< the same forecasts of both; without any, forecasts is 0
  std::vector<BackTest> tried;        ///< all models that could be tested
  ForecastReason reason = ForecastReason::too_short;
  /// The middle of what the model missed by in the back-test, of what it said: below 0 it mostly said too much. Told, not taken out:
  /// docs/forecast.md says why.
  std::int64_t bias_permille = 0;
};

/// Missing months are filled for the models by shape and level, but never count as something forecast rightly.
Forecast forecast_use(const MonthlySeries& series, const ForecastRules& rules);

/// Twelve months after the first `known` of the grid by one model; empty if it needs more. A year must be known.
std::vector<double> carry_on(const std::vector<double>& wh, std::size_t known, ForecastModel model);

}  // namespace shouwen
