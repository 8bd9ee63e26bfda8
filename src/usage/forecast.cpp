// Choosing a model by asking each at past origins, and the interval out of what the chosen one missed by.
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

struct Miss {
  std::size_t month = 0;  ///< place in the grid of what was asked for
  double relative = 0;    ///< of what the model itself said
};

struct Test {
  BackTest figures;
  std::vector<Miss> misses;
  double mean_error = 0;
};

double middle_miss(const std::vector<Miss>& misses) {
  std::vector<double> relative;
  for (const Miss& miss : misses) relative.push_back(miss.relative);
  return median(std::move(relative));
}

/// The middle miss of the months that lay before the origin; 0 while they are few: nothing may leak from what is tested.
double shift_known(const std::vector<Miss>& misses, std::size_t origin, const ForecastRules& rules) {
  std::vector<Miss> before;
  std::copy_if(misses.begin(), misses.end(), std::back_inserter(before), [origin](const Miss& miss) { return miss.month < origin; });
  return static_cast<std::int64_t>(before.size()) < rules.interval_errors_least ? 0 : middle_miss(before);
}

double moved(double said, double shift, double level) { return std::max(0.0, said + shift * yardstick(said, level)); }

/// Nothing if the model could not answer at every origin: two models are compared over the same questions.
std::optional<Test> ask(const MonthGrid& grid, const std::vector<double>& wh, ForecastModel model, bool recentred, const ForecastRules& rules) {
  Test test;
  test.figures.model = model;
  test.figures.recentred = recentred;
  double error = 0, relative = 0;
  for (std::size_t origin = first_origin(grid.size()); origin < grid.size(); ++origin) {
    const std::vector<double> said = carry_on(wh, origin, model);
    if (said.empty()) return std::nullopt;
    const double level = level_at(wh, origin), shift = recentred ? shift_known(test.misses, origin, rules) : 0;
    ++test.figures.origins;
    for (std::size_t h = 0; h < year && origin + h < grid.size(); ++h) {
      if (!grid.wh[origin + h]) continue;
      const double found = *grid.wh[origin + h], here = moved(said[h], shift, level), missed = std::abs(found - here), by = yardstick(said[h], level);
      test.misses.push_back({origin + h, by > 0 ? (found - said[h]) / by : 0});
      error += missed;
      relative += missed > 0 ? 2 * missed / (found + here) : 0;
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

/// The highest and lowest relative misses the percentage leaves in, one position outwards because the misses are few; about the
/// middle miss where the forecast was moved by it. What is said always lies within.
void add_intervals(std::vector<ForecastMonth>& months, const Test& test, double shift, double level, const ForecastRules& rules) {
  if (test.figures.forecasts < rules.interval_errors_least || level <= 0) return;
  std::vector<double> misses;
  for (const Miss& miss : test.misses) misses.push_back(miss.relative - shift);
  std::sort(misses.begin(), misses.end());
  const auto n = static_cast<double>(misses.size());
  const double outside = (1 - static_cast<double>(rules.interval_percent) / 100) / 2;
  const double cut = std::max(0.0, std::floor(outside * (n + 1)) - 1);
  const auto low_at = static_cast<std::size_t>(cut), high_at = misses.size() - 1 - low_at;
  for (ForecastMonth& month : months) {
    const auto wh = static_cast<double>(month.wh);
    const double by = yardstick(wh, level);
    month.low_wh = rounded(std::max(0.0, wh + std::min(0.0, misses[low_at]) * by));
    month.high_wh = rounded(wh + std::max(0.0, misses[high_at]) * by);
  }
}

}  // namespace

Forecast forecast_use(const MonthlySeries& series, const ForecastRules& rules) {
  Forecast out;
  const MonthGrid grid = grid_of(series);
  if (series.size() < year || grid.size() < year) return out;
  const std::vector<double> wh = filled(grid);
  const double step = mean_year_step(grid);

  Test baseline = *ask(grid, wh, ForecastModel::seasonal_naive, false, rules), best = baseline;
  const double beaten = baseline.mean_error * (1 - static_cast<double>(rules.gain_percent) / 100);
  out.reason = baseline.figures.forecasts < rules.choice_errors_least ? ForecastReason::too_short_to_test : ForecastReason::baseline_not_beaten;
  for (const bool recentred : {false, true})
    for (const ForecastModel model : forecast_models) {
      std::optional<Test> test = ask(grid, wh, model, recentred, rules);
      if (!test || test->misses.empty()) continue;
      if (step > 0) test->figures.mase_permille = rounded(test->mean_error / step * 1000);
      if (!recentred) out.tried.push_back(test->figures);
      if (model == ForecastModel::seasonal_naive && !recentred) out.baseline = out.chosen = test->figures;
      if (out.reason == ForecastReason::too_short_to_test || test->mean_error >= best.mean_error || test->mean_error > beaten) continue;
      out.reason = ForecastReason::best_in_back_test;
      out.chosen = test->figures;
      best = std::move(*test);
    }
  out.model = best.figures.model;
  if (best.figures.recentred) out.tried.push_back(best.figures);
  const std::vector<double> said = carry_on(wh, wh.size(), out.model);
  const double level = level_at(wh, wh.size()), bias = middle_miss(best.misses), shift = best.figures.recentred ? bias : 0;
  out.bias_permille = rounded(bias * 1000);
  out.moved_permille = rounded(shift * 1000);
  for (std::size_t h = 0; h < year; ++h) out.months.push_back({grid.month(grid.size() + h), rounded(moved(said[h], shift, level))});
  add_intervals(out.months, best, shift, level, rules);
  return out;
}

}  // namespace shouwen
