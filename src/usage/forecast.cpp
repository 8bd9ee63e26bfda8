// Choosing a model by asking each at past origins, and the interval out of how far the chosen one missed.
#include "usage/forecast.h"

#include <algorithm>
#include <cmath>

#include "usage/indicators.h"
#include "usage/robust.h"

namespace shouwen {

namespace {

constexpr std::size_t year = 12;

std::int64_t rounded(double value) { return static_cast<std::int64_t>(std::llround(value)); }

/// Three years leave a whole year of origins after the two that models with a trend need; less leaves what there is.
std::size_t first_origin(std::size_t months) { return months >= 3 * year ? 2 * year : std::max(year, months - year); }

/// Gaps filled by the shape of the year at the level before them; what came later must not leak into what is tested.
std::vector<double> filled(const MonthGrid& grid) {
  std::vector<double> wh(grid.size());
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (grid.wh[i]) {
      wh[i] = *grid.wh[i];
      continue;
    }
    const auto shape = month_shape(grid, i);
    const auto part = [&](std::size_t j) { return std::max(shape[static_cast<std::size_t>(grid.month(j).number() - 1)], 0.01); };
    std::vector<double> before;
    for (std::size_t j = i < year ? 0 : i - year; j < i; ++j)
      if (grid.wh[j]) before.push_back(*grid.wh[j] / part(j));
    wh[i] = median(std::move(before)) * part(i);
  }
  return wh;
}

/// How a miss is measured: against its forecast, but never against next to nothing.
double yardstick(double forecast, double level) { return std::max(forecast, level / 4); }

double level_at(const std::vector<double>& wh, std::size_t known) {
  double level = 0;
  for (std::size_t i = known - year; i < known; ++i) level += wh[i] / static_cast<double>(year);
  return level;
}

struct Test {
  BackTest figures;
  std::vector<double> misses;  ///< relative: found less said, by the yardstick
  double mean_error = 0;
};

/// Nothing if the model could not answer at every origin: two models are compared over the same questions.
std::optional<Test> ask(const MonthGrid& grid, const std::vector<double>& wh, ForecastModel model) {
  Test test;
  test.figures.model = model;
  double error = 0, relative = 0;
  for (std::size_t origin = first_origin(grid.size()); origin < grid.size(); ++origin) {
    const std::vector<double> said = carry_on(wh, origin, model);
    if (said.empty()) return std::nullopt;
    const double level = level_at(wh, origin);
    ++test.figures.origins;
    for (std::size_t h = 0; h < year && origin + h < grid.size(); ++h) {
      if (!grid.wh[origin + h]) continue;
      const double found = *grid.wh[origin + h], missed = std::abs(found - said[h]), by = yardstick(said[h], level);
      test.misses.push_back(by > 0 ? (found - said[h]) / by : 0);
      error += missed;
      relative += missed > 0 ? 2 * missed / (found + said[h]) : 0;
    }
  }
  const auto count = static_cast<double>(test.misses.size());
  if (test.misses.empty()) return test;
  test.mean_error = error / count;
  test.figures.forecasts = static_cast<std::int64_t>(test.misses.size());
  test.figures.mean_error_wh = rounded(test.mean_error);
  test.figures.smape_permille = rounded(relative / count * 1000);
  return test;
}

double mean_year_step(const MonthGrid& grid) {
  double sum = 0, pairs = 0;
  for (std::size_t i = year; i < grid.size(); ++i)
    if (grid.wh[i] && grid.wh[i - year]) sum += std::abs(*grid.wh[i] - *grid.wh[i - year]), ++pairs;
  return pairs > 0 ? sum / pairs : 0;
}

/// As far to both sides as the percentage of the back-test missed by, one position outwards because the misses are few. The origins
/// share most of their months: on which side they missed says little of the next year, how far they missed says more.
void add_intervals(std::vector<ForecastMonth>& months, const Test& test, double level, const ForecastRules& rules) {
  if (test.figures.forecasts < rules.interval_errors_least || level <= 0) return;
  std::vector<double> far;
  for (const double miss : test.misses) far.push_back(std::abs(miss));
  std::sort(far.begin(), far.end());
  const auto inside = static_cast<std::size_t>(std::ceil(static_cast<double>(rules.interval_percent) / 100 * static_cast<double>(far.size() + 1)));
  const double share = far[std::min(inside, far.size() - 1)];
  for (ForecastMonth& month : months) {
    const auto wh = static_cast<double>(month.wh);
    const double by = share * yardstick(wh, level);
    month.low_wh = rounded(std::max(0.0, wh - by));
    month.high_wh = rounded(wh + by);
  }
}

}  // namespace

Forecast forecast_use(const MonthlySeries& series, const ForecastRules& rules) {
  Forecast out;
  const MonthGrid grid = grid_of(series);
  if (series.size() < year || grid.size() < year) return out;
  const std::vector<double> wh = filled(grid);
  const double step = mean_year_step(grid);

  Test baseline = *ask(grid, wh, ForecastModel::seasonal_naive), best = baseline;
  const double beaten = baseline.mean_error * (1 - static_cast<double>(rules.gain_percent) / 100);
  out.reason = baseline.figures.forecasts < rules.choice_errors_least ? ForecastReason::too_short_to_test : ForecastReason::baseline_not_beaten;
  for (const ForecastModel model : forecast_models) {
    std::optional<Test> test = ask(grid, wh, model);
    if (!test || test->misses.empty()) continue;
    if (step > 0) test->figures.mase_permille = rounded(test->mean_error / step * 1000);
    out.tried.push_back(test->figures);
    if (model == ForecastModel::seasonal_naive) out.baseline = out.chosen = test->figures;
    if (out.reason == ForecastReason::too_short_to_test || test->mean_error >= best.mean_error || test->mean_error > beaten) continue;
    out.reason = ForecastReason::best_in_back_test;
    out.chosen = test->figures;
    best = std::move(*test);
  }
  out.model = best.figures.model;
  out.bias_permille = rounded(median(best.misses) * 1000);
  const std::vector<double> said = carry_on(wh, wh.size(), out.model);
  for (std::size_t h = 0; h < year; ++h) out.months.push_back({grid.month(grid.size() + h), rounded(said[h])});
  add_intervals(out.months, best, level_at(wh, wh.size()), rules);
  return out;
}

}  // namespace shouwen
