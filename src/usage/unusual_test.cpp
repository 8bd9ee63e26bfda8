// Unusual months: found with their reason, and quiet where nothing happened.
#include "usage/unusual.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "usage/months_test.h"

namespace shouwen {
namespace {

const UnusualRules rules = example_rules().unusual;

std::vector<UnusualUse> all_of(const MonthlySeries& series) { return find_unusual(series, {}, rules); }
void multiply(MonthlySeries& series, std::size_t i, double by) { series[i].total_wh = std::llround(static_cast<double>(series[i].total_wh) * by); }

TEST(Unusual, Art_11_6_3_each_kind_at_its_month) {
  struct Row { const char* what; int months; std::size_t at; double by; UnusualKind kind; };
  for (const Row& row : {Row{"drop", 36, 30, 0.4, UnusualKind::drop}, Row{"jump", 36, 30, 2, UnusualKind::jump}, Row{"zero", 36, 30, 0, UnusualKind::zero},
                         Row{"the last month", 60, 59, 0.5, UnusualKind::drop}, Row{"a short history", 16, 14, 0.3, UnusualKind::drop}, Row{"13 months", 13, 12, 0.2, UnusualKind::drop}}) {
    SCOPED_TRACE(row.what);
    MonthlySeries series = made_up(row.months, 0.05);
    const double usual = static_cast<double>(series[row.at].total_wh);
    multiply(series, row.at, row.by);
    const auto found = all_of(series);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].month, series[row.at].month);
    EXPECT_EQ(found[0].kind, row.kind);
    EXPECT_EQ(found[0].found, series[row.at].total_wh);
    EXPECT_NEAR(static_cast<double>(found[0].expected), usual, usual * 0.2);
    EXPECT_GE(found[0].distance_tenths, rules.distance_tenths);
  }
}

TEST(Unusual, nothing_where_nothing_happened) {
  for (int months = 0; months <= 60; ++months)
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const auto found = all_of(made_up(months, 0.08, seed, 0.05));
      EXPECT_TRUE(found.empty()) << months << " months, seed " << seed << ": " << found[0].month.value << ' ' << found[0].change_permille << ' ' << found[0].distance_tenths;
    }
}

TEST(Unusual, a_new_customer_is_never_unusual) {
  MonthlySeries series = made_up(12);
  series[5].total_wh = 0;
  series[11].total_wh *= 9;
  EXPECT_TRUE(all_of(series).empty());
}

TEST(Unusual, a_wild_month_does_not_make_the_same_month_next_year_look_wild) {
  MonthlySeries series = made_up(48, 0.04);
  multiply(series, 20, 3);
  const auto found = all_of(series);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].month, series[20].month);
}

TEST(Unusual, a_lasting_change_is_told_until_it_is_the_new_usual) {
  MonthlySeries series = made_up(48, 0.03);
  for (std::size_t i = 26; i < series.size(); ++i) multiply(series, i, 0.5);
  const auto found = all_of(series);
  ASSERT_GE(found.size(), 1U);
  EXPECT_EQ(found[0].month, series[26].month);
  EXPECT_LE(found.size(), 3U) << "not for ever";
}

TEST(Unusual, seasonal_zeros_are_usual) {
  MonthlySeries irrigation = made_up(48, 0.05);
  for (MonthlyUse& use : irrigation)
    if (use.month.number() < 4 || use.month.number() > 9) use.total_wh = 0;
  EXPECT_TRUE(all_of(irrigation).empty());
  irrigation[43].total_wh = 0;  // August
  const auto found = all_of(irrigation);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, UnusualKind::zero);
}

TEST(Unusual, gaps_are_not_zeros) {
  MonthlySeries series = made_up(48, 0.05);
  series.erase(series.begin() + 20, series.begin() + 25);
  EXPECT_TRUE(all_of(series).empty());
}

TEST(Unusual, Art_11_6_3_the_shape_of_the_month_and_the_power_factor) {
  MonthlySeries series = made_up(30, 0.02);
  for (MonthlyUse& use : series) {
    use.peak_wh = use.total_wh * 4 / 10, use.flat_wh = use.total_wh * 3 / 10, use.valley_wh = use.total_wh * 3 / 10;
    use.reactive_varh = use.total_wh * 4 / 10;
  }
  EXPECT_TRUE(all_of(series).empty());
  MonthlyUse& odd = series[27];
  odd.peak_wh = odd.total_wh * 7 / 10, odd.valley_wh = 0;
  series[28].reactive_varh = series[28].total_wh;
  const auto found = all_of(series);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].kind, UnusualKind::shape);
  EXPECT_EQ(std::abs(found[0].change_permille), 300);
  EXPECT_EQ(found[1].kind, UnusualKind::power_factor);
  EXPECT_EQ(found[1].expected, 93);
  EXPECT_EQ(found[1].found, 71);
}

RC_GTEST_PROP(Unusual, a_later_month_changes_no_earlier_verdict, ()) {
  MonthlySeries series = made_up(40, 0.3, *rc::gen::inRange<std::uint64_t>(1, 1000));
  const auto whole = all_of(series);
  const auto keep = *rc::gen::inRange<std::size_t>(0, 40);
  const Month last = series[keep].month;
  series.resize(keep + 1);
  auto expected = whole;
  std::erase_if(expected, [last](const UnusualUse& unusual) { return unusual.month > last; });
  RC_ASSERT(all_of(series) == expected);
}

RC_GTEST_PROP(Unusual, any_series_is_judged, ()) {
  MonthlySeries series;
  Month month{202001};
  for (int i = *rc::gen::inRange(0, 60); i > 0; --i) {
    month = month.plus(*rc::gen::inRange(1, 4));
    series.push_back({month, *rc::gen::element<std::int64_t>(0, 1, 1000, 1'000'000'000'000'000)});
  }
  for (const UnusualUse& unusual : all_of(series)) RC_ASSERT(unusual.distance_tenths <= 9999);
}

}  // namespace
}  // namespace shouwen
