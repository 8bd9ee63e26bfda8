// When a limit ends: the decreed holidays of real years, and what must hold in any calendar. Civil Code arts. 200-204.
#include "calendar/calendar.h"

#include <gtest/gtest.h>

#include "calendar/bureau_calendar_test.h"

namespace shouwen {
namespace {

TEST(Calendar, Art_10_7_summer_hours_and_a_typhoon_day) {
  WorkCalendar calendar = bureau_calendar();
  const std::vector<WorkInterval> summer = {{8 * 3600, 12 * 3600}, {15 * 3600, 18 * 3600}};
  calendar.seasons = {{"夏令", {6, 1}, {9, 30}, {summer, summer, summer, summer, summer, {}, {}}}};
  calendar.exceptions.set({Date::of(2025, 7, 16), false, "台风停工", "市防指通知", true});
  EXPECT_EQ(to_iso(due_at(calendar, at("2025-07-15T10:00"), {1, TimeUnit::wd}).at), "2025-07-17T18:00:00+08:00");
  EXPECT_EQ(to_iso(due_at(calendar, at("2025-05-30T17:00"), {1, TimeUnit::wh}).at), "2025-06-03T08:30:00+08:00") << "half an hour in spring, half in summer";
  EXPECT_FALSE(is_working_time(calendar, at("2025-07-15T14:30")));
  EXPECT_TRUE(is_working_time(calendar, at("2025-07-15T17:59")));
  EXPECT_FALSE(is_working_time(calendar, at("2025-07-16T10:00")));
  EXPECT_TRUE(is_working_time(calendar, at("2025-05-30T14:30")));
  calendar.seasons[0].from = {11, 1};
  calendar.seasons[0].to = {2, 29};
  EXPECT_EQ(season_of(calendar, Date::of(2025, 12, 31)), &calendar.seasons[0]) << "over the turn of the year";
  EXPECT_EQ(season_of(calendar, Date::of(2025, 3, 1)), nullptr);
  EXPECT_TRUE(validate(calendar));
  calendar.seasons[0].to = {2, 30};
  EXPECT_EQ(validate(calendar).refusal().code, "calendar.no_such_day");
}

TEST(Calendar, broken_tables_are_refused) {
  WorkCalendar calendar{"c", office_hours(), {}, {}, {}, false};
  EXPECT_TRUE(validate(calendar));
  calendar.weekly[2] = {{3600, 7200}, {7000, 9000}};
  EXPECT_EQ(validate(calendar).refusal().code, "calendar.intervals_overlap");
  calendar.weekly[2] = {{7200, 3600}};
  EXPECT_EQ(validate(calendar).refusal().code, "calendar.intervals_overlap");
  calendar.weekly[2] = {{0, 86401}};
  EXPECT_EQ(validate(calendar).refusal().code, "calendar.intervals_overlap");
  calendar.weekly = std::vector<std::vector<WorkInterval>>(7);
  EXPECT_EQ(validate(calendar).refusal().code, "calendar.weekly_incomplete");
  calendar.weekly.resize(6);
  EXPECT_EQ(validate(calendar).refusal().code, "calendar.weekly_incomplete");
}

TEST(Calendar, decrees_are_read_with_the_line_of_a_mistake) {
  const auto good = parse_decrees("date,worked,name,source\r\n2025-01-01,0,元旦,a\r\n\r\n2026-01-04,1,元旦,b");
  ASSERT_TRUE(good);
  EXPECT_EQ(good->size(), 2U);
  WorkCalendar calendar{"c", office_hours(), {}, {}, {}, false};
  apply_decrees(calendar, *good);
  EXPECT_EQ(calendar.decreed_years, std::vector<int>{2025}) << "a year is decreed with its New Year's Day";
  EXPECT_EQ(parse_decrees(to_csv(*good))->size(), 2U);
  struct Row { const char* line; const char* code; };
  for (const Row& row : {Row{"2025-01-01,0,元旦", "calendar.bad_row"}, Row{"2025-01-01,2,元旦,a", "calendar.bad_row"},
                         Row{"2025-02-30,0,元旦,a", "calendar.bad_date"}, Row{"2025-01-02,0,元旦,a", "calendar.day_twice"}}) {
    const auto read = parse_decrees(std::string("date,worked,name,source\n2025-01-02,0,a,b\n") + row.line + "\n");
    ASSERT_TRUE(read.refused()) << row.line;
    EXPECT_EQ(read.refusal().code, row.code);
    EXPECT_EQ(read.refusal().values.front().second, "3");
  }
}

TEST(Calendar, a_day_is_decreed_twice_only_on_different_days) {
  const std::string head = "date,worked,name,source,known_on\n2020-02-01,1,春节,a,2019-11-21\n";
  EXPECT_TRUE(parse_decrees(head + "2020-02-01,0,春节,b,2020-01-27\n"));
  EXPECT_EQ(parse_decrees(head + "2020-02-01,0,春节,b,2019-11-21\n").refusal().code, "calendar.day_twice");
  EXPECT_EQ(parse_decrees(head + "2020-02-02,0,春节,b,2020-01-32\n").refusal().code, "calendar.bad_date");
}

TEST(Calendar, a_decree_can_be_taken_back) {
  const DecreeTable table = *parse_decrees("date,worked,name,source,known_on\n2030-05-02,0,劳动节,a,2029-11-01\n2030-05-02,-,劳动节,b,2030-03-01\n");
  WorkCalendar before{"c", office_hours(), {}, {}, {}, false}, after = before;
  apply_decrees(before, table, Date::of(2030, 2, 28));
  apply_decrees(after, table, Date::of(2030, 3, 1));
  EXPECT_FALSE(is_working_day(before, Date::of(2030, 5, 2)));
  EXPECT_TRUE(is_working_day(after, Date::of(2030, 5, 2)));
}

TEST(Calendar, every_shipped_year_is_whole) {
  for (int year = 2008; year <= 2026; ++year) {
    int days = 0;
    for (Date date = Date::of(year, 1, 1); date.year() == year; date = date.plus_days(1)) days += is_working_day(bureau_calendar(), date);
    EXPECT_GE(days, 244) << year;
    EXPECT_LE(days, 254) << year;
  }
}

}  // namespace
}  // namespace shouwen
