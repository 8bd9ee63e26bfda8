// When a limit ends: the decreed holidays of real years, and what must hold in any calendar. Civil Code arts. 200-204.
#include "calendar/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <sstream>

#include "calendar/advance.h"
#include "calendar/decree.h"

namespace shouwen {
namespace {

std::vector<std::vector<WorkInterval>> office_hours() {
  const std::vector<WorkInterval> day = {{8 * 3600 + 1800, 12 * 3600}, {14 * 3600, 17 * 3600 + 1800}};
  return {day, day, day, day, day, {}, {}};
}

/// Office hours and the decrees the house ships.
const WorkCalendar& bureau_calendar() {
  static const WorkCalendar calendar = [] {
    std::ifstream in(std::string(SOURCE_ROOT) + "/rulebook/holidays.csv");
    std::ostringstream csv;
    csv << in.rdbuf();
    DecreeTable decrees = *parse_decrees(csv.str());
    return WorkCalendar{"bureau", office_hours(), std::move(decrees.exceptions), std::move(decrees.decreed_years), {}};
  }();
  return calendar;
}

Instant at(const char* text) { return *parse_instant(text); }

TEST(Calendar, Art_10_7_deadlines_of_real_days) {
  struct Row { const char* start; const char* limit; const char* due; bool provisional; };
  const Row rows[] = {
      // National Day 2025: eight days off, Saturday 11 October worked.
      {"2025-09-30T10:00", "5wd", "2025-10-14T17:30", false},
      {"2025-10-01T09:00", "1wd", "2025-10-09T17:30", false},
      {"2025-10-10T18:00", "1wd", "2025-10-11T17:30", false},
      {"2025-10-11T23:59", "1wd", "2025-10-13T17:30", false},
      {"2025-09-30T10:00", "7d", "2025-10-08T00:00", false},
      {"2025-10-08T00:00", "7d", "2025-10-15T17:30", false},
      {"2025-09-30T16:00", "4wh", "2025-10-09T11:00", false},
      {"2025-09-30T16:00", "24h", "2025-10-01T16:00", false},
      {"2025-09-30T23:50", "30min", "2025-10-01T00:20", false},
      // Working hours begin with the next interval: before, between, after, at the weekend.
      {"2025-10-20T06:00", "1wh", "2025-10-20T09:30", false},
      {"2025-10-20T11:30", "1wh", "2025-10-20T14:30", false},
      {"2025-10-20T12:30", "1wh", "2025-10-20T15:00", false},
      {"2025-10-20T17:30", "1wh", "2025-10-21T09:30", false},
      {"2025-10-18T10:00", "4wh", "2025-10-20T14:30", false},
      {"2025-10-20T08:30", "7wh", "2025-10-20T17:30", false},
      // Year ends: 2026 begins with three days off and a worked Sunday; 2027 is not decreed yet.
      {"2025-12-31T10:00", "1wd", "2026-01-04T17:30", false},
      {"2026-12-30T10:00", "1wd", "2026-12-31T17:30", false},
      {"2026-12-31T10:00", "1wd", "2027-01-01T17:30", true},
      {"2026-12-31T10:00", "3d", "2027-01-04T00:00", true},
      {"2026-12-31T20:00", "24h", "2027-01-01T20:00", false},
      // Months end with their last day; leap years; the swapped Sunday of the spring festival.
      {"2025-01-31T10:00", "1mo", "2025-02-28T17:30", false},
      {"2024-01-31T10:00", "1mo", "2024-02-29T17:30", false},
      {"2025-11-15T10:00", "3mo", "2026-02-16T00:00", false},
      {"2025-01-24T10:00", "2wd", "2025-01-27T17:30", false},
      {"2025-01-27T18:00", "1wd", "2025-02-05T17:30", false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string("art.10(7): ") + row.start + " + " + row.limit);
    const Due due = due_at(bureau_calendar(), at(row.start), *parse_limit(row.limit));
    EXPECT_EQ(to_iso(due.at), to_iso(at(row.due)));
    EXPECT_EQ(due.provisional, row.provisional);
  }
}

TEST(Calendar, Art_10_7_the_derivation_names_every_day) {
  std::vector<DerivationStep> steps;
  explain_due(bureau_calendar(), at("2025-09-30T10:00"), {5, TimeUnit::wd}, steps);
  std::map<std::string, int> reasons;
  for (const DerivationStep& step : steps) ++reasons[step.reason];
  EXPECT_EQ(reasons, (std::map<std::string, int>{{"start_day", 1}, {"holiday", 8}, {"working_day", 4}, {"make_up_day", 1}, {"weekend", 1}}));
  EXPECT_EQ(steps[1].name, "国庆节、中秋节");
  EXPECT_NE(steps[1].source.find("gov.cn"), std::string::npos);
}

TEST(Calendar, Art_10_7_summer_hours_and_a_typhoon_day) {
  WorkCalendar calendar = bureau_calendar();
  const std::vector<WorkInterval> summer = {{8 * 3600, 12 * 3600}, {15 * 3600, 18 * 3600}};
  calendar.seasons = {{"夏令", {6, 1}, {9, 30}, {summer, summer, summer, summer, summer, {}, {}}}};
  calendar.exceptions[Date::of(2025, 7, 16)] = {Date::of(2025, 7, 16), false, "台风停工", "市防指通知", true};
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

TEST(Calendar, limits_are_read_and_written) {
  for (const char* text : {"1min", "24h", "4wh", "7d", "5wd", "1mo", "3660wd", "5270400min"}) EXPECT_EQ(to_text(*parse_limit(text)), text);
  const std::pair<const char*, const char*> wrong[] = {{"", "limit.malformed"},     {"wd", "limit.malformed"},    {"5", "limit.malformed"},
                                                       {"5 wd", "limit.malformed"}, {"5WD", "limit.malformed"},   {"5wdx", "limit.malformed"},
                                                       {"0d", "limit.zero"},        {"-1d", "limit.zero"},        {"3661d", "limit.too_long"},
                                                       {"99999999999999999999d", "limit.too_long"}, {"１d", "limit.malformed"}};
  for (const auto& [text, code] : wrong) {
    const auto parsed = parse_limit(text);
    ASSERT_TRUE(parsed.refused()) << text;
    EXPECT_EQ(parsed.refusal().code, code) << text;
  }
}

TEST(Calendar, broken_tables_are_refused) {
  WorkCalendar calendar{"c", office_hours(), {}, {}, {}};
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
  EXPECT_EQ(good->exceptions.size(), 2U);
  EXPECT_EQ(good->decreed_years, (std::vector<int>{2025, 2026}));
  struct Row { const char* line; const char* code; };
  for (const Row& row : {Row{"2025-01-01,0,元旦", "calendar.bad_row"}, Row{"2025-01-01,2,元旦,a", "calendar.bad_row"},
                         Row{"2025-02-30,0,元旦,a", "calendar.bad_date"}, Row{"2025-01-02,0,元旦,a", "calendar.day_twice"}}) {
    const auto read = parse_decrees(std::string("date,worked,name,source\n2025-01-02,0,a,b\n") + row.line + "\n");
    ASSERT_TRUE(read.refused()) << row.line;
    EXPECT_EQ(read.refusal().code, row.code);
    EXPECT_EQ(read.refusal().values.front().second, "3");
  }
}

TEST(Calendar, every_shipped_year_is_whole) {
  for (int year = 2008; year <= 2026; ++year) {
    int days = 0;
    for (Date date = Date::of(year, 1, 1); date.year() == year; date = date.plus_days(1)) days += is_working_day(bureau_calendar(), date);
    EXPECT_GE(days, 244) << year;
    EXPECT_LE(days, 254) << year;
  }
}

// What must hold in every calendar: some weekdays worked, any days excepted.

rc::Gen<WorkCalendar> any_calendar() {
  return rc::gen::exec([] {
    WorkCalendar calendar{"any", std::vector<std::vector<WorkInterval>>(7), {}, {2024, 2025}, {}};
    for (auto& day : calendar.weekly) {
      const int shape = *rc::gen::inRange(0, 4);
      if (shape == 1) day = {{9 * 3600, 17 * 3600}};
      if (shape == 2) day = {{8 * 3600, 12 * 3600}, {13 * 3600, 18 * 3600}};
      if (shape == 3) day = {{0, 86400}};
    }
    if (calendar.weekly[0].empty()) calendar.weekly[0] = {{8 * 3600, 12 * 3600}};
    for (const int offset : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 400))) {
      const Date date = Date::of(2024, 6, 1).plus_days(offset);
      calendar.exceptions[date] = {date, *rc::gen::arbitrary<bool>(), "x", "y"};
    }
    return calendar;
  });
}

Instant any_instant() { return at_local(Date::of(2024, 6, 1), 0).plus_seconds(*rc::gen::inRange<std::int64_t>(0, 400 * 86400)); }
Limit any_limit() {
  const auto unit = *rc::gen::element(TimeUnit::min, TimeUnit::h, TimeUnit::wh, TimeUnit::d, TimeUnit::wd, TimeUnit::mo);
  return {*rc::gen::inRange<std::int64_t>(1, unit == TimeUnit::mo ? 6 : 40), unit};
}

RC_GTEST_PROP(Calendar, Art_10_7_who_asks_later_is_never_owed_earlier, ()) {
  const WorkCalendar calendar = *any_calendar();
  const Limit limit = any_limit();
  const Instant one = any_instant(), other = any_instant();
  const Due first = due_at(calendar, std::min(one, other), limit), second = due_at(calendar, std::max(one, other), limit);
  RC_ASSERT(first.at <= second.at);
  RC_ASSERT(first.at > std::min(one, other));
  RC_ASSERT(due_at(calendar, one, {limit.amount + 1, limit.unit}).at >= due_at(calendar, one, limit).at);
}

RC_GTEST_PROP(Calendar, Art_10_7_the_derivation_adds_up_to_the_deadline, ()) {
  const WorkCalendar calendar = *any_calendar();
  const Limit limit = any_limit();
  const Instant start = any_instant();
  std::vector<DerivationStep> steps;
  const Due due = explain_due(calendar, start, limit, steps);
  RC_ASSERT(due == due_at(calendar, start, limit));
  std::int64_t days = 0, seconds = 0;
  for (const DerivationStep& step : steps) {
    days += step.counted_days;
    seconds += step.counted_seconds;
  }
  if (limit.unit == TimeUnit::d || limit.unit == TimeUnit::wd) RC_ASSERT(days == limit.amount);
  if (limit.unit == TimeUnit::h || limit.unit == TimeUnit::wh) RC_ASSERT(seconds == limit.amount * 3600);
  if (limit.unit == TimeUnit::wh) RC_ASSERT(working_seconds_between(calendar, start, due.at) == limit.amount * 3600);
}

RC_GTEST_PROP(Calendar, Art_10_7_a_paused_clock_keeps_the_working_time_it_had_left, ()) {
  const WorkCalendar calendar = *any_calendar();
  const Instant from = any_instant();
  const std::int64_t left = *rc::gen::inRange<std::int64_t>(1, 20 * 3600);
  const Instant to = advance_working_time(calendar, from, left);
  RC_ASSERT(working_seconds_between(calendar, from, to) == left);
  RC_ASSERT(working_seconds_between(calendar, from, to.plus_seconds(-1)) == left - 1);
}

RC_GTEST_PROP(Calendar, Art_10_7_what_began_by_the_latest_start_has_had_its_time_and_nothing_later, ()) {
  const WorkCalendar calendar = *any_calendar();
  const Instant now = any_instant();
  const Limit limit{*rc::gen::inRange<std::int64_t>(1, 20), *rc::gen::element(TimeUnit::h, TimeUnit::wh, TimeUnit::d, TimeUnit::wd)};
  const Instant start = latest_start_over_by(calendar, limit, now);
  RC_ASSERT(due_at(calendar, start, limit).at <= now);
  RC_ASSERT(due_at(calendar, start.plus_seconds(1), limit).at > now);
}

RC_GTEST_PROP(Calendar, working_time_adds_up_over_a_cut, ()) {
  const WorkCalendar calendar = *any_calendar();
  std::vector<Instant> cut = {any_instant(), any_instant(), any_instant()};
  std::sort(cut.begin(), cut.end());
  RC_ASSERT(working_seconds_between(calendar, cut[0], cut[1]) + working_seconds_between(calendar, cut[1], cut[2]) ==
            working_seconds_between(calendar, cut[0], cut[2]));
  const Instant next = next_working_instant(calendar, cut[0]);
  RC_ASSERT(working_seconds_between(calendar, cut[0], next) == 0);
  RC_ASSERT(working_seconds_between(calendar, next, next.plus_seconds(1)) == 1);
}

}  // namespace
}  // namespace shouwen
