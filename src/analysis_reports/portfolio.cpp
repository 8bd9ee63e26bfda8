// Art. 11(6)(2): sums, and misses of sums.
#include "analysis_reports/portfolio.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace shouwen {

namespace {

/// A year back by quarters: each later month is asked of several origins.
constexpr std::array<std::int32_t, 4> origins_back{12, 9, 6, 3};

MonthlySeries until(const MonthlySeries& series, Month last) {
  MonthlySeries known;
  std::copy_if(series.begin(), series.end(), std::back_inserter(known), [last](const MonthlyUse& use) { return use.month <= last; });
  return known;
}

std::optional<PastOrigin> ask(const MonthlySeries& series, Month origin, const ForecastRules& rules) {
  const MonthlySeries known = until(series, origin);
  if (known.empty() || known.back().month != origin) return std::nullopt;
  const Forecast forecast = forecast_use(known, rules);
  if (forecast.months.empty()) return std::nullopt;
  std::map<Month, std::int64_t> wh;
  for (const MonthlyUse& use : series) wh.emplace(use.month, use.total_wh);
  PastOrigin past{origin.value, {}};
  for (const ForecastMonth& month : forecast.months) {
    const auto found = wh.find(month.month), before = wh.find(month.month.plus(-months_per_year));
    if (found != wh.end() && before != wh.end()) past.months.push_back({month.month.value, month.wh, before->second, found->second});
  }
  return past;
}

std::int64_t most_common_base(const std::vector<CustomerForecast>& customers) {
  std::map<std::int64_t, std::int64_t> counts;
  for (const CustomerForecast& one : customers)
    if (!one.wh.empty()) ++counts[one.base_month];
  std::int64_t base = 0, most = 0;
  for (const auto& [month, count] : counts)
    if (count >= most) base = month, most = count;
  return base;
}

using PastSums = std::map<std::pair<std::int64_t, std::int64_t>, PastForecast>;  ///< by origin and month

void test_sums(const PastSums& sums, Portfolio& out) {
  double error = 0, baseline_error = 0, found = 0;
  std::int64_t origin = 0;
  for (const auto& [key, sum] : sums) {
    if (key.first != origin) ++out.origins, origin = key.first;
    ++out.forecasts;
    error += std::abs(static_cast<double>(sum.found_wh - sum.forecast_wh));
    baseline_error += std::abs(static_cast<double>(sum.found_wh - sum.baseline_wh));
    found += static_cast<double>(sum.found_wh);
  }
  if (out.forecasts == 0) return;
  const auto count = static_cast<double>(out.forecasts);
  out.error_wh = std::llround(error / count);
  out.baseline_error_wh = std::llround(baseline_error / count);
  if (found <= 0) return;
  out.error_permille = std::llround(error / found * 1000);
  out.baseline_error_permille = std::llround(baseline_error / found * 1000);
}

/// As far to both sides as the percentage of the past sums missed by: four origins that share their months, each asked with fewer
/// months than are known now, cannot tell on which side the next sum will lie.
void bound(const PastSums& sums, const ForecastRules& rules, Portfolio& out) {
  std::vector<double> misses;
  for (const auto& [key, sum] : sums)
    if (sum.forecast_wh > 0) misses.push_back(std::abs(static_cast<double>(sum.found_wh - sum.forecast_wh)) / static_cast<double>(sum.forecast_wh));
  if (static_cast<std::int64_t>(misses.size()) < rules.interval_errors_least) return;
  std::sort(misses.begin(), misses.end());
  // One position outwards because they are few.
  const auto inside = static_cast<std::size_t>(std::ceil(static_cast<double>(rules.interval_percent) / 100 * static_cast<double>(misses.size() + 1)));
  const double by = misses[std::min(inside, misses.size() - 1)];
  for (PortfolioMonth& month : out.months) {
    const auto wh = static_cast<double>(month.wh);
    month.low_wh = std::llround(std::max(0.0, wh * (1 - by)));
    month.high_wh = std::llround(wh * (1 + by));
  }
}

}  // namespace

CustomerForecast forecast_at(const MonthlySeries& series, Month base, const ForecastRules& rules) {
  CustomerForecast out;
  const MonthlySeries known = until(series, base);
  if (known.empty() || known.back().month != base) return out;
  const Forecast forecast = forecast_use(known, rules);
  if (forecast.months.empty()) return out;
  out.base_month = base.value;
  for (const ForecastMonth& month : forecast.months) out.wh.push_back(month.wh);
  for (const std::int32_t back : origins_back)
    if (auto past = ask(known, base.plus(-back), rules)) out.past.push_back(*std::move(past));
  return out;
}

Portfolio add_up(const std::vector<CustomerForecast>& customers, const ForecastRules& rules) {
  Portfolio out;
  out.customers = static_cast<std::int64_t>(customers.size());
  out.interval_percent = rules.interval_percent;
  const Month base{static_cast<std::int32_t>(most_common_base(customers))};
  if (base.value == 0) return out;
  for (std::int32_t h = 1; h <= months_per_year; ++h) out.months.push_back({base.plus(h).value, 0, {}, {}});
  PastSums sums;
  for (const CustomerForecast& one : customers) {
    if (one.base_month != base.value || one.wh.size() != out.months.size()) continue;
    ++out.forecast_customers;
    for (std::size_t h = 0; h < one.wh.size(); ++h) out.months[h].wh += one.wh[h], out.wh += one.wh[h];
    for (const PastOrigin& origin : one.past)
      for (const PastForecast& month : origin.months) {
        PastForecast& sum = sums[{origin.origin, month.month}];
        sum.forecast_wh += month.forecast_wh;
        sum.baseline_wh += month.baseline_wh;
        sum.found_wh += month.found_wh;
      }
  }
  test_sums(sums, out);
  bound(sums, rules, out);
  return out;
}

}  // namespace shouwen
