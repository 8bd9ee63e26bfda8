// Load curves: typical days, highest demand, shares by hours, base load, months beside their intervals, unusual days.
#include "usage/load_curve.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <fstream>
#include <numeric>

#include "calendar/bureau_calendar_test.h"
#include "usage/interval_file.h"
#include "usage/months_test.h"

namespace shouwen {
namespace {

const Date monday = Date::of(2026, 9, 14);
const IntervalRules rules{20, 6, 50, 30, 5, 0, 300, 2};

DayKind kind_of(Date day) { return day_kind(bureau_calendar(), day); }

/// 100 kW at work from 8 to 18, 20 kW else and on days off; repeatable chance.
IntervalDay factory(Date date, double noise = 0, std::int32_t minutes = 15) {
  IntervalDay day{date, minutes, {}};
  for (std::int32_t minute = 0; minute < minutes_per_day; minute += minutes) {
    const bool at_work = kind_of(date) == DayKind::working_day && minute >= 8 * 60 && minute < 18 * 60;
    const double w = (at_work ? 100'000 : 20'000) * (1 + noise * chance(date.days * 100 + minute / minutes, 3));
    day.readings.push_back({std::llround(w * minutes / 60), false});
  }
  return day;
}
std::vector<IntervalDay> weeks(int count, double noise = 0) {
  std::vector<IntervalDay> days;
  for (int i = 0; i < count * 7; ++i) days.push_back(factory(monday.plus_days(i - count * 7), noise));
  return days;
}

TEST(LoadCurve, Art_11_6_2_days_by_our_calendar) {
  EXPECT_EQ(kind_of(Date::of(2026, 10, 1)), DayKind::holiday);
  EXPECT_EQ(kind_of(Date::of(2026, 9, 14)), DayKind::working_day);
  EXPECT_EQ(kind_of(Date::of(2026, 9, 13)), DayKind::weekend);
  EXPECT_EQ(kind_of(Date::of(2026, 10, 10)), DayKind::working_day) << "a Saturday worked for the holiday";
}

TEST(LoadCurve, Art_11_6_2_typical_days) {
  const auto typical = typical_days(weeks(4), &kind_of);
  ASSERT_EQ(typical.size(), 2U);
  EXPECT_TRUE(typical[0].working);
  EXPECT_EQ(typical[0].days + typical[1].days, 28);
  EXPECT_EQ(typical[0].middle_w[40], 100'000);
  EXPECT_EQ(typical[0].middle_w[0], 20'000);
  EXPECT_EQ(typical[1].middle_w[40], 20'000);
  auto days = weeks(1);
  days[0].readings[0] = {};
  days[1] = in_minutes(days[1], 60);
  const auto mixed = typical_days(days, &kind_of);
  EXPECT_EQ(mixed[0].days, 4) << "a day with a gap is not typical";
  EXPECT_EQ(mixed[0].minutes, 60) << "by the longest interval of the days";
  EXPECT_EQ(mixed[0].middle_w[10], 100'000);
  EXPECT_TRUE(typical_days({}, &kind_of).empty());
}

TEST(LoadCurve, Art_11_6_2_highest_demand_load_factor_base_and_shares) {
  auto days = weeks(2);
  days[3].readings[50] = {60'000, true};
  TimeOfUse hours;
  hours.windows = {{TariffPeriod::peak, 8 * 60, 12 * 60, {}, {}, false}, {TariffPeriod::valley, 0, 8 * 60, {}, {DayKind::working_day}, false}};
  const LoadFigures found = describe_load(days, &hours, &kind_of, &rules);
  ASSERT_TRUE(found.highest);
  EXPECT_EQ(found.highest->w, 240'000);
  EXPECT_EQ(found.highest->at, at_local(days[3].day, 12 * 3600 + 1800));
  EXPECT_TRUE(found.highest->estimated);
  EXPECT_EQ(found.base_w, 20'000);
  EXPECT_EQ(found.estimated, 1);
  const double mean = static_cast<double>(found.total_wh) / (14 * 24);
  EXPECT_EQ(found.load_factor_permille, std::llround(mean / 240'000 * 1000));
  ASSERT_TRUE(found.period_wh);
  EXPECT_EQ(std::accumulate(found.period_wh->begin(), found.period_wh->end(), std::int64_t{0}), found.total_wh);
  EXPECT_EQ((*found.period_wh)[static_cast<std::size_t>(TariffPeriod::valley)], 10 * 8 * 20'000) << "on working days only";
  EXPECT_FALSE(describe_load(days, nullptr, &kind_of, nullptr).period_wh);
  EXPECT_FALSE(describe_load({}, &hours, &kind_of, &rules).highest);
}

TEST(LoadCurve, Art_11_6_2_the_night_may_run_over_midnight) {
  IntervalRules late = rules;
  late.night_from_minute = 22 * 60;
  late.night_to_minute = 4 * 60;
  auto days = weeks(1);
  for (IntervalDay& day : days) day.readings[95].wh = 1'000;
  EXPECT_EQ(describe_load(days, nullptr, &kind_of, &late).base_w, 4'000);
  EXPECT_EQ(describe_load(days, nullptr, &kind_of, &rules).base_w, 20'000);
}

TEST(LoadCurve, Art_11_6_2_months_beside_the_sum_of_their_intervals) {
  std::vector<IntervalDay> august;
  for (int i = 0; i < 31; ++i) august.push_back(factory(Date::of(2026, 8, 1).plus_days(i)));
  std::int64_t sum = 0;
  for (const IntervalDay& day : august) sum += day.total_wh();
  const auto compared = [&](std::int64_t month_wh) { return month_differences(august, {{Month{202608}, month_wh}}, 2).at(0); };
  EXPECT_EQ(compared(sum).difference_permille, 0);
  EXPECT_FALSE(compared(sum).differs);
  EXPECT_TRUE(compared(sum * 100 / 97).differs);
  EXPECT_EQ(compared(sum * 100 / 97).difference_permille, -30);
  august[4].readings[7] = {};
  EXPECT_FALSE(compared(sum).difference_permille) << "a gap is no difference";
  EXPECT_EQ(compared(sum).missing, 1);
  august.erase(august.begin());
  EXPECT_EQ(compared(sum).missing, 97) << "a day not on file is missing too";
  EXPECT_FALSE(month_differences(august, {}, 2).at(0).month_wh);
}

TEST(LoadCurve, Art_11_6_2_unusual_days_are_judged_by_days_of_the_same_sort) {
  auto days = weeks(8, 0.05);
  EXPECT_TRUE(unusual_days(days, days[0].day, &kind_of, rules).empty()) << "weekends are no drop";
  const std::size_t wednesday = 7 * 7 + 2;
  for (IntervalReading& reading : days[wednesday].readings) reading.wh = *reading.wh / 3;
  const auto found = unusual_days(days, days[0].day, &kind_of, rules);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].day, days[wednesday].day);
  EXPECT_EQ(found[0].kind, UnusualKind::drop);
  EXPECT_EQ(found[0].days_before, 20);
  EXPECT_NEAR(static_cast<double>(found[0].change_permille), -667, 30);
  for (IntervalReading& reading : days[wednesday].readings) reading.wh = 0;
  EXPECT_EQ(unusual_days(days, days[0].day, &kind_of, rules).at(0).kind, UnusualKind::zero);
  EXPECT_TRUE(unusual_days(days, days[wednesday].day.plus_days(1), &kind_of, rules).empty()) << "from that day on";
  days[wednesday].readings[0] = {};
  EXPECT_TRUE(unusual_days(days, days[0].day, &kind_of, rules).empty()) << "with a gap nothing is said";
  EXPECT_TRUE(unusual_days(weeks(1), days[0].day, &kind_of, rules).empty()) << "too few days before";
}

RC_GTEST_PROP(LoadCurve, Art_11_6_2_a_later_day_changes_no_earlier_verdict, ()) {
  auto days = weeks(6, 0.1);
  for (IntervalDay& day : days)
    if (*rc::gen::inRange(0, 10) == 0)
      for (IntervalReading& reading : day.readings) reading.wh = *reading.wh * *rc::gen::inRange(0, 4);
  const auto whole = unusual_days(days, days[0].day, &kind_of, rules);
  const auto until = static_cast<std::size_t>(*rc::gen::inRange(0, 42));
  const auto part = unusual_days({days.begin(), days.begin() + static_cast<std::ptrdiff_t>(until)}, days[0].day, &kind_of, rules);
  RC_ASSERT(part.size() <= whole.size());
  for (std::size_t i = 0; i < part.size(); ++i) RC_ASSERT(part[i].day == whole[i].day && part[i].distance_tenths == whole[i].distance_tenths);
}

RC_GTEST_PROP(LoadCurve, Art_11_6_2_longer_intervals_keep_the_energy, ()) {
  IntervalDay day{monday, 15, {}};
  for (int i = 0; i < 96; ++i) day.readings.push_back({*rc::gen::inRange<std::int64_t>(0, 1'000'000), false});
  RC_ASSERT(in_minutes(day, 60).total_wh() == day.total_wh());
  RC_ASSERT(in_minutes(day, 30).total_wh() == day.total_wh());
}

TEST(LoadCurve, Art_11_6_2_real_quarter_hours_agree_with_their_sum) {
  // One home's March, see test/data/usage/README.md.
  std::ifstream in(std::string(SOURCE_ROOT) + "/test/data/usage/nem12_quarter_hours_202303.csv");
  std::vector<IntervalDay> days;
  double kwh = 0;
  std::int64_t sum = 0;
  for (int i = 0; in >> kwh; ++i) {
    if (i % 96 == 0) days.push_back({Date::of(2023, 3, 1).plus_days(i / 96), 15, {}});
    days.back().readings.push_back({std::llround(kwh * 1000), false});
    sum += *days.back().readings.back().wh;
  }
  ASSERT_EQ(days.size(), 31U);
  const MonthDifference march = month_differences(days, {{Month{202303}, sum}}, 2).at(0);
  EXPECT_EQ(march.missing, 0);
  EXPECT_EQ(march.difference_permille, 0);
  const LoadFigures found = describe_load(days, nullptr, &kind_of, &rules);
  EXPECT_EQ(found.total_wh, sum);
  EXPECT_GT(found.highest->w, *found.base_w * 5) << "a home sleeps";
  EXPECT_LT(*found.load_factor_permille, 300);
}

}  // namespace
}  // namespace shouwen
