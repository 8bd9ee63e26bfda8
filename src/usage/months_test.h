// Months made up for tests: a year's shape at a level, without chance unless asked for.
#pragma once

#include <gtest/gtest.h>

#include <cmath>

#include "regulation/rulebook.h"
#include "usage/monthly_use.h"

namespace shouwen {

inline constexpr std::int64_t mwh = 1'000'000;

/// Summer peaks: 1 = the mean month.
inline double summer(Month month) { return 1 + 0.4 * std::cos((month.number() - 7) * 3.14159265 / 6); }
/// Repeatable chance between -1 and 1.
inline double chance(std::int32_t index, std::uint64_t seed) {
  std::uint64_t x = static_cast<std::uint64_t>(index) * 0x9E3779B97F4A7C15ULL + seed * 0xD1B54A32D192ED03ULL;
  x ^= x >> 31, x *= 0xBF58476D1CE4E5B9ULL, x ^= x >> 29;
  return static_cast<double>(x % 20001) / 10000 - 1;
}
/// `months` months from January 2023 of about 100 MWh.
inline MonthlySeries made_up(int months, double noise = 0, std::uint64_t seed = 1, double yearly_growth = 0) {
  MonthlySeries series;
  for (int i = 0; i < months; ++i) {
    const Month month = Month{202301}.plus(i);
    const double wh = 100.0 * mwh * summer(month) * (1 + noise * chance(i, seed)) * std::pow(1 + yearly_growth, i / 12.0);
    series.push_back({month, std::llround(wh)});
  }
  return series;
}
inline UsageRules example_rules() {
  UsageRules rules;
  rules.unusual = {12, 35, 25, 15, 5, 15, 3};
  rules.forecast = {80, 3, 60, 12};
  rules.peers_least = 10;
  return rules;
}

}  // namespace shouwen
