// Trend, shape, load factor, shares, power factor.
#include "usage/indicators.h"

#include <algorithm>
#include <cmath>

#include "usage/robust.h"

namespace shouwen {

namespace {

constexpr std::size_t year = 12;
constexpr std::size_t pairs_least = 6;  // a median of fewer is one month's accident

std::int64_t rounded(double value) { return static_cast<std::int64_t>(std::llround(value)); }

std::optional<double> sum_of(const MonthGrid& grid, std::size_t from, std::size_t to) {
  double sum = 0;
  for (std::size_t i = from; i < to; ++i) {
    if (!grid.wh[i]) return std::nullopt;
    sum += *grid.wh[i];
  }
  return sum;
}

void describe_years(const MonthGrid& grid, UseIndicators& out) {
  const std::size_t n = grid.size();
  if (n < year) return;
  const auto last = sum_of(grid, n - year, n);
  if (last) out.year_wh = rounded(*last);
  const auto before = n < 2 * year ? std::nullopt : sum_of(grid, n - 2 * year, n - year);
  if (last && before && *before > 0) out.year_on_year_permille = rounded((*last / *before - 1) * 1000);
}

/// Theil-Sen over pairs of the same month, so that the seasons cancel.
void describe_trend(const MonthGrid& grid, UseIndicators& out) {
  std::vector<double> slopes, values;
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (!grid.wh[i]) continue;
    values.push_back(*grid.wh[i]);
    for (std::size_t j = i + year; j < grid.size(); j += year)
      if (grid.wh[j]) slopes.push_back((*grid.wh[j] - *grid.wh[i]) / static_cast<double>((j - i) / year));
  }
  if (slopes.size() < pairs_least) return;
  const double slope = median(std::move(slopes)), level = median(std::move(values));
  out.trend_wh_per_year = rounded(slope);
  if (level > 0) out.trend_permille_per_year = rounded(slope / level * 1000);
}

void describe_shape(const MonthGrid& grid, UseIndicators& out) {
  const auto known = std::count_if(grid.wh.begin(), grid.wh.end(), [](const auto& wh) { return wh.has_value(); });
  if (known < static_cast<std::ptrdiff_t>(year)) return;
  for (const double part : month_shape(grid, grid.size())) out.month_shape_permille.push_back(rounded(part * 1000));
}

void describe_demand(const MonthlySeries& last_year, UseIndicators& out) {
  std::int64_t highest = 0;
  double wh = 0, hours = 0;
  for (const MonthlyUse& use : last_year) {
    if (!use.max_demand_w) continue;
    highest = std::max(highest, *use.max_demand_w);
    wh += static_cast<double>(use.total_wh);
    hours += static_cast<double>(use.month.hours());
  }
  if (highest <= 0) return;
  out.highest_demand_w = highest;
  out.load_factor_permille = rounded(wh / (static_cast<double>(highest) * hours) * 1000);
}

void describe_shares(const MonthlySeries& last_year, UseIndicators& out) {
  MonthlyUse sum;
  std::array<std::int64_t, 4> wh{};
  bool metered = false;
  for (const MonthlyUse& use : last_year) {
    if (!share_permille(use, TariffPeriod::flat)) continue;
    metered = true;
    for (const TariffPeriod period : tariff_periods) wh[static_cast<std::size_t>(period)] += use.of(period).value_or(0);
  }
  if (!metered) return;
  sum.super_peak_wh = wh[0], sum.peak_wh = wh[1], sum.flat_wh = wh[2], sum.valley_wh = wh[3];
  out.super_peak_permille = share_permille(sum, TariffPeriod::super_peak);
  out.peak_permille = share_permille(sum, TariffPeriod::peak);
  out.flat_permille = share_permille(sum, TariffPeriod::flat);
  out.valley_permille = share_permille(sum, TariffPeriod::valley);
}

void describe_power_factor(const MonthlySeries& last_year, UseIndicators& out) {
  std::int64_t active = 0, reactive = 0;
  bool metered = false;
  for (const MonthlyUse& use : last_year) {
    if (!use.reactive_varh) continue;
    metered = true;
    active += use.total_wh;
    reactive += *use.reactive_varh;
  }
  if (metered) out.power_factor_hundredths = power_factor_hundredths(active, reactive);
}

}  // namespace

std::optional<std::int64_t> share_permille(const MonthlyUse& use, TariffPeriod period) {
  if (!use.peak_wh || !use.flat_wh || !use.valley_wh) return std::nullopt;
  const std::int64_t sum = use.super_peak_wh.value_or(0) + *use.peak_wh + *use.flat_wh + *use.valley_wh;
  if (sum <= 0) return std::nullopt;
  return rounded(static_cast<double>(use.of(period).value_or(0)) / static_cast<double>(sum) * 1000);
}

std::array<double, 12> month_shape(const MonthGrid& grid, std::size_t until) {
  std::array<double, 12> shape;
  shape.fill(1);
  if (until < year) return shape;
  std::array<std::vector<double>, 12> ratios;
  for (std::size_t i = 0; i < until; ++i) {
    if (!grid.wh[i]) continue;
    const std::size_t from = std::min(i < 6 ? 0 : i - 6, until - year);
    double sum = 0, known = 0;
    for (std::size_t j = from; j < from + year; ++j)
      if (grid.wh[j]) sum += *grid.wh[j], ++known;
    if (sum > 0) ratios[static_cast<std::size_t>(grid.month(i).number() - 1)].push_back(*grid.wh[i] / (sum / known));
  }
  for (std::size_t m = 0; m < year; ++m)
    if (!ratios[m].empty()) shape[m] = median(std::move(ratios[m]));
  return shape;
}

UseIndicators describe_use(const MonthlySeries& series) {
  UseIndicators out;
  out.months = static_cast<std::int64_t>(series.size());
  if (series.empty()) return out;
  out.last_month = series.back().month;
  const MonthGrid grid = grid_of(series);
  describe_years(grid, out);
  describe_trend(grid, out);
  describe_shape(grid, out);
  const Month year_from = out.last_month.plus(1 - months_per_year);
  MonthlySeries last_year;
  std::copy_if(series.begin(), series.end(), std::back_inserter(last_year), [&](const MonthlyUse& use) { return use.month >= year_from; });
  describe_demand(last_year, out);
  describe_shares(last_year, out);
  describe_power_factor(last_year, out);
  return out;
}

}  // namespace shouwen
