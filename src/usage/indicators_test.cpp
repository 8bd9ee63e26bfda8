// Months read, indicators, peers, intervals.
#include "usage/indicators.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "usage/months_test.h"
#include "usage/peers.h"
#include "usage/robust.h"

namespace shouwen {
namespace {

TEST(MonthText, every_usual_way_to_write_a_month) {
  for (const char* text : {"202610", "2026-10", "2026/10", "2026.10", "2026年10月", "2026-10-01", "2026/10/31", "2026年10月1日"}) EXPECT_EQ(parse_month(text), Month{202610}) << text;
  EXPECT_EQ(parse_month("2026-7"), Month{202607});
  for (const char* text : {"", "2026", "202613", "202600", "2026-13", "189901", "2026-1x", "20261x", "October", "2026-10-32", "2026101", "20261"}) {
    if (std::string_view(text) == "20261") continue;  // January without a zero
    EXPECT_FALSE(parse_month(text)) << text;
  }
  EXPECT_EQ(Month{202611}.plus(3), Month{202702});
  EXPECT_EQ(Month{202402}.hours(), 29 * 24);
}

RC_GTEST_PROP(MonthText, index_and_month_are_each_others_inverse, ()) {
  const int index = *rc::gen::inRange(1990 * 12, 2100 * 12);
  RC_ASSERT(Month::of_index(index).index() == index);
  RC_ASSERT(parse_month(std::to_string(Month::of_index(index).value)) == Month::of_index(index));
}

TEST(Indicators, Art_11_6_2_a_known_customer) {
  MonthlySeries series = made_up(36, 0, 1, 0.10);
  for (MonthlyUse& use : series) {
    use.peak_wh = use.total_wh / 2, use.flat_wh = use.total_wh / 4, use.valley_wh = use.total_wh / 4;
    use.max_demand_w = use.total_wh / use.month.hours() * 2;
    use.reactive_varh = use.total_wh * 3 / 4;  // cos φ = 0.8
  }
  const UseIndicators found = describe_use(series);
  EXPECT_EQ(found.months, 36);
  EXPECT_NEAR(static_cast<double>(*found.year_on_year_permille), 100, 2);
  EXPECT_NEAR(static_cast<double>(*found.trend_permille_per_year), 100, 20);
  ASSERT_EQ(found.month_shape_permille.size(), 12U);
  EXPECT_NEAR(static_cast<double>(found.month_shape_permille[6]), 1400, 40) << "July";
  EXPECT_NEAR(static_cast<double>(found.month_shape_permille[0]), 600, 40) << "January";
  EXPECT_EQ(found.peak_permille, 500);
  EXPECT_EQ(found.valley_permille, 250);
  EXPECT_EQ(found.super_peak_permille, 0);
  EXPECT_EQ(found.power_factor_hundredths, 80);
  EXPECT_GT(*found.load_factor_permille, 300);
  EXPECT_LT(*found.load_factor_permille, 500);
}

TEST(Indicators, what_is_not_known_is_absent) {
  const UseIndicators nothing = describe_use({});
  EXPECT_EQ(nothing.months, 0);
  const UseIndicators new_customer = describe_use(made_up(3));
  EXPECT_FALSE(new_customer.year_wh);
  EXPECT_FALSE(new_customer.trend_wh_per_year);
  EXPECT_TRUE(new_customer.month_shape_permille.empty());
  EXPECT_FALSE(new_customer.load_factor_permille);
  EXPECT_FALSE(new_customer.power_factor_hundredths);
  MonthlySeries gap = made_up(36);
  gap.erase(gap.begin() + 30);
  EXPECT_FALSE(describe_use(gap).year_wh) << "eleven months are no year";
  EXPECT_TRUE(describe_use(gap).trend_wh_per_year);
}

TEST(Indicators, one_wild_month_does_not_move_the_trend) {
  MonthlySeries series = made_up(36, 0, 1, 0.06);
  const auto calm = *describe_use(series).trend_permille_per_year;
  series[20].total_wh *= 20;
  EXPECT_NEAR(static_cast<double>(*describe_use(series).trend_permille_per_year), static_cast<double>(calm), 15);
}

TEST(PowerFactor, two_decimals_half_up_and_exactly) {
  EXPECT_EQ(power_factor_hundredths(100, 0), 100);
  EXPECT_EQ(power_factor_hundredths(4, 3), 80);
  EXPECT_EQ(power_factor_hundredths(3, 4), 60);
  EXPECT_EQ(power_factor_hundredths(3, -4), 60);
  EXPECT_EQ(power_factor_hundredths(1, 1), 71);
  EXPECT_EQ(power_factor_hundredths(1, 1000), 0);
  EXPECT_FALSE(power_factor_hundredths(0, 5));
  EXPECT_EQ(power_factor_hundredths(4'000'000'000'000'000'000, 3'000'000'000'000'000'000), 80);
}

RC_GTEST_PROP(PowerFactor, is_what_floating_point_says_away_from_the_halves, ()) {
  const auto p = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000), q = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
  const double exact = 100.0 * static_cast<double>(p) / std::hypot(static_cast<double>(p), static_cast<double>(q));
  RC_PRE(std::abs(exact - std::floor(exact) - 0.5) > 1e-6);
  RC_ASSERT(*power_factor_hundredths(p, q) == std::llround(exact));
}

TEST(Peers, a_customer_among_his_trade) {
  std::vector<PeerFigures> peers;
  for (std::int64_t i = 1; i <= 20; ++i) peers.push_back({i * 10, i * 1000, {}});
  const PeerComparison found = compare_with_peers({105, 500, 300}, peers, 10);
  ASSERT_TRUE(found.load_factor);
  EXPECT_EQ(found.load_factor->middle, 105);
  EXPECT_EQ(found.load_factor->below_permille, 500);
  EXPECT_EQ(found.wh_per_kva->below_permille, 0);
  EXPECT_FALSE(found.valley) << "no peer's valley share is known";
  EXPECT_FALSE(compare_with_peers({105, 500, 300}, {peers.begin(), peers.begin() + 9}, 10).load_factor) << "too few: one could be recognised";
  UseIndicators year;
  year.year_wh = 5000;
  EXPECT_EQ(figures_of(year, 10).wh_per_kva, 500);
  EXPECT_FALSE(figures_of(year, 0).wh_per_kva);
}

TEST(Robust, medians_and_quantiles) {
  EXPECT_EQ(median({}), 0);
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 3, 2}), 2.5);
  EXPECT_EQ(quantile({1, 2, 3, 4, 5}, 0.25), 2);
  EXPECT_NEAR(scaled_mad({1, 2, 3, 4, 100}), 1.4826, 1e-9);
}

TEST(Intervals, whole_months_by_period_with_the_highest_demand) {
  IntervalSeries intervals{at_local(Date::of(2026, 1, 31), 0), 60, {}};
  for (int i = 0; i < 24 * (1 + 28 + 1); ++i) intervals.wh.push_back(1000);
  intervals.wh[24 + 10] = 5000;
  const std::vector<PeriodOfDay> periods{{TariffPeriod::valley, 0, 480}, {TariffPeriod::peak, 600, 720}, {TariffPeriod::peak, 840, 1140}};
  const MonthlySeries months = months_of(intervals, periods);
  ASSERT_EQ(months.size(), 1U) << "January and March are not whole";
  EXPECT_EQ(months[0].month, Month{202602});
  EXPECT_EQ(months[0].total_wh, 28 * 24 * 1000 + 4000);
  EXPECT_EQ(months[0].valley_wh, 28 * 8 * 1000);
  EXPECT_EQ(months[0].peak_wh, 28 * 7 * 1000 + 4000);
  EXPECT_EQ(months[0].max_demand_w, 5000);
  EXPECT_EQ(mean_day_wh(intervals).size(), 24U);
  intervals.wh[24 + 50].reset();
  EXPECT_TRUE(months_of(intervals, periods).empty());
  EXPECT_TRUE(mean_day_wh({intervals.from, 60, {}}).empty());
}

}  // namespace
}  // namespace shouwen
