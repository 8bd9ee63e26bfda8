// Forecasts: chosen by back-test, never worse than the baseline there, honest where the months do not suffice.
#include "usage/forecast.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "usage/months_test.h"

namespace shouwen {
namespace {

const ForecastRules rules = example_rules().forecast;

TEST(Forecast, Art_11_6_2_growth_beats_the_same_month_last_year) {
  const Forecast found = forecast_use(made_up(48, 0.03, 3, 0.15), rules);
  ASSERT_EQ(found.months.size(), 12U);
  EXPECT_EQ(found.months[0].month, Month{202701});
  EXPECT_EQ(found.reason, ForecastReason::best_in_back_test);
  EXPECT_NE(found.model, ForecastModel::seasonal_naive);
  EXPECT_LT(found.chosen.mean_error_wh, found.baseline.mean_error_wh);
  EXPECT_EQ(found.chosen.forecasts, found.baseline.forecasts) << "the same questions";
  for (const ForecastMonth& month : found.months) {
    EXPECT_LE(month.low_wh, month.wh);
    EXPECT_GE(month.high_wh, month.wh);
  }
  const MonthlySeries truth = made_up(60, 0, 3, 0.15);
  for (std::size_t h = 0; h < 12; ++h) EXPECT_NEAR(static_cast<double>(found.months[h].wh), static_cast<double>(truth[48 + h].total_wh), 0.2 * static_cast<double>(truth[48 + h].total_wh));
}

TEST(Forecast, Art_11_6_2_who_repeats_himself_is_forecast_by_the_baseline) {
  const Forecast found = forecast_use(made_up(36), rules);
  EXPECT_EQ(found.model, ForecastModel::seasonal_naive);
  EXPECT_EQ(found.reason, ForecastReason::baseline_not_beaten);
  EXPECT_EQ(found.months[6].wh, made_up(36)[30].total_wh);
}

TEST(Forecast, says_when_the_months_do_not_suffice) {
  EXPECT_TRUE(forecast_use({}, rules).months.empty());
  EXPECT_EQ(forecast_use(made_up(11), rules).reason, ForecastReason::too_short);
  const Forecast year = forecast_use(made_up(12), rules);
  EXPECT_EQ(year.reason, ForecastReason::too_short_to_test);
  EXPECT_EQ(year.months.size(), 12U);
  EXPECT_FALSE(year.months[0].low_wh) << "no interval without misses";
  EXPECT_EQ(year.chosen.forecasts, 0);
}

TEST(Forecast, zeros_and_gaps_are_forecast_too) {
  MonthlySeries zeros = made_up(36);
  for (MonthlyUse& use : zeros) use.total_wh = 0;
  for (const ForecastMonth& month : forecast_use(zeros, rules).months) EXPECT_EQ(month.wh, 0);
  MonthlySeries gap = made_up(40, 0.02);
  gap.erase(gap.begin() + 28, gap.begin() + 31);
  const Forecast found = forecast_use(gap, rules);
  EXPECT_NEAR(static_cast<double>(found.months[4].wh), static_cast<double>(made_up(41)[32].total_wh), 30.0 * mwh);
  EXPECT_EQ(found.chosen.forecasts, 126 - (5 + 6 + 7)) << "months without a value are not asked for";
}

TEST(Forecast, Art_11_6_2_intervals_hold_about_what_they_promise) {
  std::int64_t inside = 0, all = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const MonthlySeries whole = made_up(48, 0.15, seed, 0.03);
    const Forecast found = forecast_use({whole.begin(), whole.begin() + 36}, rules);
    for (std::size_t h = 0; h < 12; ++h, ++all) inside += whole[36 + h].total_wh >= *found.months[h].low_wh && whole[36 + h].total_wh <= *found.months[h].high_wh;
  }
  EXPECT_GT(inside * 100, all * 70);
  EXPECT_LT(inside * 100, all * 92);
}

/// Where what is said lies in its interval: 0 at the lower edge, 1 at the upper.
double place_within(const ForecastMonth& month) {
  const double low = static_cast<double>(*month.low_wh), high = static_cast<double>(*month.high_wh);
  return high > low ? (static_cast<double>(month.wh) - low) / (high - low) : 0.5;
}

TEST(Forecast, Art_11_6_2_what_is_said_lies_in_the_middle_of_its_interval_and_the_bias_is_told) {
  std::int64_t falling_said_too_much = 0;
  for (const double growth : {-0.08, -0.035, 0.0, 0.035, 0.08})
    for (const double noise : {0.03, 0.06, 0.12})
      for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Forecast found = forecast_use(made_up(36, noise, seed, growth), rules);
        for (const ForecastMonth& month : found.months) {
          ASSERT_TRUE(month.low_wh);
          const double place = place_within(month);
          EXPECT_TRUE(place > 0.45 && place < 0.55) << place;
        }
        falling_said_too_much += growth == -0.035 && noise == 0.03 && found.bias_permille < 0;
      }
  EXPECT_GE(falling_said_too_much, 18) << "who uses less every year was mostly forecast too high: that is said in words";
}

/// Months with growth, chance, and for some a lasting step somewhere in the third year.
MonthlySeries lived_in(int kind, std::uint64_t seed) {
  const double growth[] = {0, 0.08, -0.1, 0.03}, noise[] = {0.1, 0.06, 0.08, 0.2};
  MonthlySeries series = made_up(48, noise[kind], seed, growth[kind]);
  if (kind == 3)
    for (std::size_t i = 24 + seed % 12; i < series.size(); ++i) series[i].total_wh = series[i].total_wh * 7 / 10;
  return series;
}

TEST(Forecast, Art_11_6_2_over_many_customers_the_choice_pays_in_months_nobody_had_seen) {
  for (int kind = 0; kind < 4; ++kind) {
    double error = 0, naive = 0;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
      const MonthlySeries whole = lived_in(kind, seed);
      const Forecast said = forecast_use({whole.begin(), whole.begin() + 36}, rules);
      for (std::size_t h = 0; h < 12; ++h) {
        const auto found = static_cast<double>(whole[36 + h].total_wh);
        error += std::abs(found - static_cast<double>(said.months[h].wh));
        naive += std::abs(found - static_cast<double>(whole[24 + h].total_wh));
      }
    }
    // 0.88, 0.69, 0.62, 0.93 when this was written: docs/forecast.md says so.
    const double no_more[] = {0.91, 0.72, 0.66, 0.95};
    EXPECT_LT(error, no_more[kind] * naive) << "kind " << kind << ": " << error / naive;
  }
}

RC_GTEST_PROP(Forecast, never_chooses_worse_than_the_baseline_and_never_says_less_than_nothing, ()) {
  MonthlySeries series;
  Month month{202001};
  for (int i = *rc::gen::inRange(0, 60); i > 0; --i) {
    month = month.plus(*rc::gen::element(1, 1, 1, 1, 3));
    series.push_back({month, *rc::gen::inRange<std::int64_t>(0, 1'000'000'000)});
  }
  const Forecast found = forecast_use(series, rules);
  RC_ASSERT(found.chosen.mean_error_wh <= found.baseline.mean_error_wh);
  for (const ForecastMonth& said : found.months) {
    RC_ASSERT(said.wh >= 0);
    RC_ASSERT(!said.low_wh || (*said.low_wh <= said.wh && said.wh <= *said.high_wh));
  }
}

}  // namespace
}  // namespace shouwen
