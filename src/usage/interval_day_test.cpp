// Days by intervals: what they can be, packing, filling gaps, corrections.
#include "usage/interval_day.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "usage/check_use.h"
#include "usage/correct_day.h"

namespace shouwen {
namespace {

const Date monday = Date::of(2026, 9, 14), today = Date::of(2026, 10, 14);

IntervalDay hours(std::int64_t wh) { return {monday, 60, std::vector<IntervalReading>(24, {wh, false})}; }
std::string refusal_of(const IntervalDay& day) {
  const Verdict done = check_day(day, today);
  return done ? "" : done.refusal().code + done.refusal().field;
}

TEST(IntervalDay, Art_11_6_3_what_a_day_can_be) {
  EXPECT_EQ(refusal_of(hours(0)), "") << "a day of nothing is a day";
  EXPECT_EQ(refusal_of({monday, 20, {}}), "interval.length_impossible/minutes");
  EXPECT_EQ(refusal_of({today.plus_days(1), 60, hours(1).readings}), "interval.day_impossible/day");
  EXPECT_EQ(refusal_of({Date::of(1989, 12, 31), 60, hours(1).readings}), "interval.day_impossible/day");
  EXPECT_EQ(refusal_of({monday, 30, hours(1).readings}), "interval.wrong_count/readings");
  IntervalDay day = hours(5);
  day.readings[3].wh = -1;
  EXPECT_EQ(refusal_of(day), "usage.negative/readings/3");
  day.readings[3].wh = largest_wh + 1;
  EXPECT_EQ(refusal_of(day), "usage.too_large/readings/3");
  day.readings[3].wh = {};
  EXPECT_EQ(refusal_of(day), "") << "a gap is marked, not refused";
  EXPECT_EQ(day.missing(), 1);
  EXPECT_EQ(day.total_wh(), 23 * 5);
  EXPECT_EQ(refusal_of({monday, 60, std::vector<IntervalReading>(24)}), "interval.nothing_read/readings");
}

RC_GTEST_PROP(IntervalDay, Art_11_6_3_packed_and_unpacked_is_the_same, ()) {
  const auto minutes = *rc::gen::element(15, 30, 60);
  IntervalDay day{monday, minutes, {}};
  for (int i = 0; i < minutes_per_day / minutes; ++i) {
    IntervalReading reading;
    if (*rc::gen::inRange(0, 5) > 0) reading = {*rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 200'000), rc::gen::just(largest_wh), rc::gen::just<std::int64_t>(0)), *rc::gen::arbitrary<bool>()};
    day.readings.push_back(reading);
  }
  RC_ASSERT(unpacked_day(monday, minutes, packed_readings(day), packed_estimated(day)) == day);
}

RC_GTEST_PROP(IntervalDay, foreign_bytes_are_no_day_or_one, ()) {
  const auto readings = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  const auto estimated = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  const auto day = unpacked_day(monday, 60, readings, estimated);
  if (day) RC_ASSERT(day->readings.size() == 24U);
}

TEST(IntervalDay, Art_11_6_3_later_files_fill_gaps_and_change_nothing) {
  IntervalDay before = hours(5), later = hours(5);
  before.readings[7] = {};
  EXPECT_EQ(filled(before, later), hours(5));
  later.readings[2] = {};
  EXPECT_EQ(filled(before, later), hours(5)) << "what is not sent again contradicts nothing";
  later.readings[3].wh = 6;
  EXPECT_FALSE(filled(before, later));
  later = hours(5);
  later.readings[3].estimated = true;
  EXPECT_FALSE(filled(before, later)) << "read and put in are not the same";
}

TEST(IntervalDay, five_minutes_become_quarters) {
  IntervalDay day{monday, 5, std::vector<IntervalReading>(288, {10, false})};
  day.readings[4] = {};
  day.readings[6].estimated = true;
  const IntervalDay quarters = in_allowed_length(day);
  ASSERT_EQ(quarters.readings.size(), 96U);
  EXPECT_EQ(quarters.readings[0], (IntervalReading{30, false}));
  EXPECT_EQ(quarters.readings[1], IntervalReading{}) << "two thirds are no value";
  EXPECT_EQ(quarters.readings[2], (IntervalReading{30, true}));
}

TEST(CorrectDay, Art_11_6_3_intervals_named_once_and_on_the_grid) {
  const auto code = [](const std::optional<IntervalDay>& before, std::int32_t minutes, std::vector<ReadingCorrection> changes) {
    const auto done = correct_day(before, monday, minutes, changes, today);
    return done ? std::string() : done.refusal().code + done.refusal().field;
  };
  EXPECT_EQ(code(hours(5), 60, {{8 * 60, {7, false}}}), "");
  EXPECT_EQ(code(hours(5), 60, {{8 * 60, {5, false}}}), "usage.unchanged");
  EXPECT_EQ(code(hours(5), 60, {{8 * 60, {7, false}}, {8 * 60, {8, false}}}), "interval.time_twice/readings/1/minute");
  EXPECT_EQ(code(hours(5), 60, {{15, {7, false}}}), "interval.off_grid/readings/0/minute");
  EXPECT_EQ(code(hours(5), 60, {{1440, {7, false}}}), "interval.off_grid/readings/0/minute");
  EXPECT_EQ(code(hours(5), 60, {{-1, {7, false}}}), "interval.off_grid/readings/0/minute");
  EXPECT_EQ(code(hours(5), 15, {{15, {7, false}}}), "interval.lengths_differ/minutes");
  EXPECT_EQ(code({}, 7, {}), "interval.length_impossible/minutes");
  EXPECT_EQ(code({}, 60, {{60, {-7, false}}}), "usage.negative/readings/1");
  EXPECT_EQ(code({}, 60, {}), "interval.nothing_read/readings");
  const auto made = correct_day({}, monday, 30, {{30, {9, true}}}, today);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->missing(), 47);
  EXPECT_EQ(made->readings[1], (IntervalReading{9, true}));
}

}  // namespace
}  // namespace shouwen
