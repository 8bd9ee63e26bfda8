// When a limit ends: the decreed holidays of real years, and what must hold in any calendar. Civil Code arts. 200-204.
#include "calendar/due.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <ctime>
#include <map>

#include "calendar/bureau_calendar_test.h"

namespace shouwen {
namespace {

TEST(Due, Art_10_7_deadlines_of_real_days) {
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

TEST(Due, Art_10_7_the_derivation_names_every_day) {
  std::vector<DerivationStep> steps;
  explain_due(bureau_calendar(), at("2025-09-30T10:00"), {5, TimeUnit::wd}, steps);
  std::map<StepReason, int> reasons;
  for (const DerivationStep& step : steps) ++reasons[step.reason];
  EXPECT_EQ(reasons, (std::map<StepReason, int>{{StepReason::start_day, 1}, {StepReason::holiday, 8}, {StepReason::working_day, 4}, {StepReason::make_up_day, 1}, {StepReason::weekend, 1}}));
  EXPECT_EQ(steps[1].name, "国庆节、中秋节");
  EXPECT_NE(steps[1].source.find("gov.cn"), std::string::npos);
}

// Days that every service desk gets wrong, by name.

void expect_due(const WorkCalendar& calendar, const char* start, const char* limit, const char* due, Counting counting = {}) {
  EXPECT_EQ(to_iso(due_at(calendar, at(start), *parse_limit(limit), counting).at), to_iso(at(due))) << start << " + " << limit;
}

TEST(Due, Art_10_7_the_re_decree_of_may_2019) {
  // Until 22 March 2019 only 1 May was free; then 1-4 May, with the Sundays 28 April and 5 May worked.
  const WorkCalendar before = bureau_calendar_known_on(Date::of(2019, 3, 21)), after = bureau_calendar_known_on(Date::of(2019, 3, 22));
  expect_due(before, "2019-04-26T10:00", "3wd", "2019-05-02T17:30");
  expect_due(after, "2019-04-26T10:00", "3wd", "2019-04-30T17:30");
  expect_due(before, "2019-04-30T10:00", "2wd", "2019-05-03T17:30");
  expect_due(after, "2019-04-30T10:00", "2wd", "2019-05-06T17:30");
  EXPECT_EQ(after.exceptions.find(Date::of(2019, 5, 2))->known_on, Date::of(2019, 3, 22));
  EXPECT_EQ(before.exceptions.find(Date::of(2019, 5, 2)), nullptr);
}

TEST(Due, Art_10_7_the_longer_spring_festival_of_2020) {
  // Saturday 1 February was to be worked; on 27 January the holiday was lengthened to 2 February.
  const WorkCalendar before = bureau_calendar_known_on(Date::of(2020, 1, 26)), after = bureau_calendar_known_on(Date::of(2020, 1, 27));
  expect_due(before, "2020-01-23T16:00", "1wd", "2020-01-31T17:30");
  expect_due(after, "2020-01-23T16:00", "1wd", "2020-02-03T17:30");
  EXPECT_TRUE(is_working_day(before, Date::of(2020, 2, 1)));
  EXPECT_FALSE(is_working_day(after, Date::of(2020, 2, 1)));
}

TEST(Due, Art_10_7_a_year_not_decreed_yet_is_provisional_until_its_decree_comes) {
  const WorkCalendar before = bureau_calendar_known_on(Date::of(2025, 11, 3)), after = bureau_calendar_known_on(Date::of(2025, 11, 4));
  const Due plain = due_at(before, at("2025-12-31T10:00"), {1, TimeUnit::wd}), decreed = due_at(after, at("2025-12-31T10:00"), {1, TimeUnit::wd});
  EXPECT_EQ(to_iso(plain.at), "2026-01-01T17:30:00+08:00");
  EXPECT_TRUE(plain.provisional);
  EXPECT_EQ(to_iso(decreed.at), "2026-01-04T17:30:00+08:00");
  EXPECT_FALSE(decreed.provisional);
}

TEST(Due, Art_10_7_new_year) {
  expect_due(bureau_calendar(), "2025-12-31T17:29", "1wd", "2026-01-04T17:30");
  expect_due(bureau_calendar(), "2025-12-31T17:29", "1wh", "2026-01-04T09:29");
  expect_due(bureau_calendar(), "2025-12-31T23:50", "30min", "2026-01-01T00:20");
}

TEST(Due, Art_10_7_spring_festival) {
  expect_due(bureau_calendar(), "2026-02-13T16:00", "1wd", "2026-02-14T17:30");  // Saturday 14 February is worked
  expect_due(bureau_calendar(), "2026-02-14T16:00", "1wd", "2026-02-24T17:30");
  expect_due(bureau_calendar(), "2026-02-14T16:30", "2wh", "2026-02-24T09:30");
}

TEST(Due, Art_10_7_leap_day) {
  expect_due(bureau_calendar(), "2024-02-28T10:00", "1d", "2024-02-29T17:30");
  expect_due(bureau_calendar(), "2024-02-29T10:00", "1month", "2024-03-29T17:30");
  expect_due(bureau_calendar(), "2024-02-29T10:00", "12month", "2025-02-28T17:30");
  expect_due(bureau_calendar(), "2023-02-28T10:00", "12month", "2024-02-28T17:30");
}

TEST(Due, Art_10_7_the_last_working_minute) {
  expect_due(bureau_calendar(), "2025-10-20T17:29:59", "1wh", "2025-10-21T09:29:59");
  expect_due(bureau_calendar(), "2025-10-20T17:30:00", "1wh", "2025-10-21T09:30");
  expect_due(bureau_calendar(), "2025-10-20T17:29:59", "1wd", "2025-10-21T17:30");
  expect_due(bureau_calendar(), "2025-10-20T23:59:59", "1wd", "2025-10-21T17:30");
  expect_due(bureau_calendar(), "2025-10-21T00:00:00", "1wd", "2025-10-22T17:30");
}

TEST(Due, Art_10_7_a_saturday_that_works_and_a_monday_that_does_not) {
  expect_due(bureau_calendar(), "2025-10-10T10:00", "1wd", "2025-10-11T17:30");  // Saturday 11 October
  expect_due(bureau_calendar(), "2025-10-11T09:00", "1wh", "2025-10-11T10:00");
  expect_due(bureau_calendar(), "2025-10-03T10:00", "1wd", "2025-10-09T17:30");  // over Monday 6 October
  EXPECT_FALSE(is_working_day(bureau_calendar(), Date::of(2025, 10, 6)));
}

TEST(Due, Art_10_7_a_hotline_works_day_and_night) {
  WorkCalendar hotline{"95598", WeeklyHours(7, {{0, 86400}}), {}, {}, {}, true};
  expect_due(hotline, "2025-10-01T23:00", "2wh", "2025-10-02T01:00");
  expect_due(hotline, "2025-10-01T23:00", "1wd", "2025-10-03T00:00");
  EXPECT_FALSE(due_at(hotline, at("2030-10-01T23:00"), {1, TimeUnit::wd}).provisional);
}

TEST(Due, Art_10_7_how_a_period_is_counted_is_the_rules_choice) {
  const WorkCalendar& calendar = bureau_calendar();
  const Counting to_next{.free_last_day = FreeLastDay::next_working_day};
  expect_due(calendar, "2025-09-30T10:00", "7d", "2025-10-08T00:00");           // the last day is free: 24:00
  expect_due(calendar, "2025-09-30T10:00", "7d", "2025-10-09T17:30", to_next);  // … or the next working day
  expect_due(calendar, "2025-11-15T10:00", "3month", "2026-02-24T17:30", to_next);
  const Counting midnight{.end = PeriodEnd::midnight};
  expect_due(calendar, "2025-10-20T10:00", "1wd", "2025-10-22T00:00", midnight);
  expect_due(calendar, "2025-10-20T10:00", "1d", "2025-10-22T00:00", midnight);
  const Counting same_day{.from = CountFrom::same_day};
  expect_due(calendar, "2025-10-20T10:00", "1wd", "2025-10-20T17:30", same_day);
  expect_due(calendar, "2025-10-20T18:00", "1wd", "2025-10-21T17:30", same_day);  // business was over
  expect_due(calendar, "2025-10-18T10:00", "1wd", "2025-10-20T17:30", same_day);
  expect_due(calendar, "2025-10-31T10:00", "1month", "2025-11-30T24:00", same_day);
}

TEST(Due, Art_10_7_told_so_long_before) {
  // A planned outage of 20 October, 08:00, is announced seven days before: the period must be over when it begins.
  EXPECT_EQ(to_iso(latest_start_over_by(bureau_calendar(), {7, TimeUnit::d}, at("2025-10-20T08:00"), {.end = PeriodEnd::midnight})), "2025-10-12T23:59:59+08:00");
  EXPECT_EQ(to_iso(latest_start_over_by(bureau_calendar(), {24, TimeUnit::h}, at("2025-10-20T08:00"))), "2025-10-19T08:00:00+08:00");
}

TEST(Due, limits_are_read_and_written) {
  for (const char* text : {"1min", "24h", "4wh", "7d", "5wd", "1month", "3660wd", "5270400min"}) EXPECT_EQ(to_text(*parse_limit(text)), text);
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

TEST(Due, months_of_earlier_rulebooks_are_read) { EXPECT_EQ(to_text(*parse_limit("3mo")), "3month"); }

// A slow reference, obviously right: every minute of the years, worked or not, counted one by one.

class MinuteByMinute {
 public:
  static constexpr int first_year = 2009, last_year = 2029;
  MinuteByMinute() : first_(Date::of(first_year, 1, 1)), worked_(static_cast<std::size_t>(Date::of(last_year + 1, 1, 1).days - first_.days) * 1440) {
    for (std::size_t i = 0; i < worked_.size(); ++i) worked_[i] = is_worked(first_.plus_days(static_cast<std::int32_t>(i / 1440)), static_cast<int>(i % 1440));
  }
  Instant after_working_minutes(Instant start, std::int64_t minutes) const {
    std::size_t minute = index_of(start);
    for (;; ++minute)
      if (worked_[minute] && --minutes == 0) return instant_of(minute + 1);
  }
  Instant after_working_days(Instant start, std::int64_t days) const {
    for (Date date = local_date(start).plus_days(1);; date = date.plus_days(1))
      if (last_worked_minute(date) && --days == 0) return close(date);
  }
  Instant after_days(Instant start, std::int64_t days) const {
    Date date = local_date(start);
    while (days-- > 0) date = date.plus_days(1);
    return close(date);
  }

 private:
  static bool is_worked(Date date, int minute) {
    const bool office = (minute >= 8 * 60 + 30 && minute < 12 * 60) || (minute >= 14 * 60 && minute < 17 * 60 + 30);
    bool day = date.weekday() <= 5;
    for (const Decree& decree : decrees_of(date)) day = decree.verdict == DayVerdict::worked;
    return office && day;
  }
  /// In order of the day they were known.
  static std::vector<Decree> decrees_of(Date date) {
    static const auto by_date = [] {
      std::map<Date, std::vector<Decree>> all;
      for (const Decree& decree : shipped_decrees()) all[decree.date].push_back(decree);
      return all;
    }();
    const auto found = by_date.find(date);
    return found == by_date.end() ? std::vector<Decree>() : found->second;
  }
  std::optional<int> last_worked_minute(Date date) const {
    for (int minute = 1439; minute >= 0; --minute)
      if (worked_[static_cast<std::size_t>(date.days - first_.days) * 1440 + static_cast<std::size_t>(minute)]) return minute;
    return std::nullopt;
  }
  Instant close(Date date) const { return at_local(date, (last_worked_minute(date).value_or(1439) + 1) * 60); }
  std::size_t index_of(Instant at) const { return static_cast<std::size_t>((at.seconds - at_local(first_, 0).seconds) / 60); }
  Instant instant_of(std::size_t minute) const { return at_local(first_, 0).plus_seconds(static_cast<std::int64_t>(minute) * 60); }

  Date first_;
  std::vector<bool> worked_;
};

TEST(Due, Art_10_7_agrees_with_counting_every_minute_of_2010_to_2027) {
  const MinuteByMinute reference;
  const WorkCalendar& calendar = bureau_calendar();
  for (Date date = Date::of(2010, 1, 1); date.year() <= 2027; date = date.plus_days(1)) {
    // Another minute every day, so that over the years all minutes of a day are met.
    const Instant start = at_local(date, (date.days * 397) % 1440 * 60);
    for (const std::int64_t amount : {1, 2, 5, 10}) {
      ASSERT_EQ(due_at(calendar, start, {amount, TimeUnit::wd}).at, reference.after_working_days(start, amount)) << to_iso(start) << ' ' << amount << "wd";
      ASSERT_EQ(due_at(calendar, start, {amount, TimeUnit::d}).at, reference.after_days(start, amount)) << to_iso(start) << ' ' << amount << "d";
    }
    for (const std::int64_t amount : {1, 4, 9})
      ASSERT_EQ(due_at(calendar, start, {amount, TimeUnit::wh}).at, reference.after_working_minutes(start, amount * 60)) << to_iso(start) << ' ' << amount << "wh";
  }
}

TEST(Due, Art_10_7_the_machines_time_zone_and_language_do_not_matter) {
  const Instant before = due_at(bureau_calendar(), at("2025-09-30T10:00"), {5, TimeUnit::wd}).at;
  const char* zone = std::getenv("TZ");
  const std::string kept = zone == nullptr ? "" : zone;
  for (const char* other : {"America/New_York", "Pacific/Kiritimati", "UTC"}) {
    ::setenv("TZ", other, 1);
    ::tzset();
    EXPECT_EQ(due_at(bureau_calendar(), at("2025-09-30T10:00"), {5, TimeUnit::wd}).at, before);
    EXPECT_EQ(to_iso(before), "2025-10-14T17:30:00+08:00");
  }
  zone == nullptr ? ::unsetenv("TZ") : ::setenv("TZ", kept.c_str(), 1);
  ::tzset();
}

// What must hold in every calendar: some weekdays worked, any days excepted.

rc::Gen<WorkCalendar> any_calendar() {
  return rc::gen::exec([] {
    WorkCalendar calendar{"any", std::vector<std::vector<WorkInterval>>(7), {}, {2024, 2025}, {}, false};
    for (auto& day : calendar.weekly) {
      const int shape = *rc::gen::inRange(0, 4);
      if (shape == 1) day = {{9 * 3600, 17 * 3600}};
      if (shape == 2) day = {{8 * 3600, 12 * 3600}, {13 * 3600, 18 * 3600}};
      if (shape == 3) day = {{0, 86400}};
    }
    if (calendar.weekly[0].empty()) calendar.weekly[0] = {{8 * 3600, 12 * 3600}};
    for (const int offset : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 400))) {
      const Date date = Date::of(2024, 6, 1).plus_days(offset);
      calendar.exceptions.set({date, *rc::gen::arbitrary<bool>(), "x", "y"});
    }
    return calendar;
  });
}

Counting any_counting() {
  return {*rc::gen::element(CountFrom::next_day, CountFrom::same_day), *rc::gen::element(PeriodEnd::close_of_business, PeriodEnd::midnight),
          *rc::gen::element(FreeLastDay::stays, FreeLastDay::next_working_day)};
}

Instant any_instant() { return at_local(Date::of(2024, 6, 1), 0).plus_seconds(*rc::gen::inRange<std::int64_t>(0, 400 * 86400)); }
Limit any_limit() {
  const auto unit = *rc::gen::element(TimeUnit::min, TimeUnit::h, TimeUnit::wh, TimeUnit::d, TimeUnit::wd, TimeUnit::month);
  return {*rc::gen::inRange<std::int64_t>(1, unit == TimeUnit::month ? 6 : 40), unit};
}

RC_GTEST_PROP(Due, Art_10_7_who_asks_later_is_never_owed_earlier, ()) {
  const WorkCalendar calendar = *any_calendar();
  const Limit limit = any_limit();
  const Instant one = any_instant(), other = any_instant();
  const Counting counting = any_counting();
  const Due first = due_at(calendar, std::min(one, other), limit, counting), second = due_at(calendar, std::max(one, other), limit, counting);
  RC_ASSERT(first.at <= second.at);
  RC_ASSERT(first.at > std::min(one, other));
  RC_ASSERT(due_at(calendar, one, {limit.amount + 1, limit.unit}, counting).at >= due_at(calendar, one, limit, counting).at);
}

RC_GTEST_PROP(Due, Art_10_7_working_days_end_inside_a_working_interval_or_at_its_end, ()) {
  const WorkCalendar calendar = *any_calendar();
  const Due due = due_at(calendar, any_instant(), {*rc::gen::inRange<std::int64_t>(1, 40), *rc::gen::element(TimeUnit::wd, TimeUnit::wh)});
  const Instant last = due.at.plus_seconds(-1);
  RC_ASSERT(is_working_time(calendar, last));
}

RC_GTEST_PROP(Due, Art_10_7_days_and_hours_add_up, ()) {
  const WorkCalendar calendar = *any_calendar();
  const Instant start = any_instant();
  const std::int64_t one = *rc::gen::inRange<std::int64_t>(1, 20), more = *rc::gen::inRange<std::int64_t>(1, 20);
  // From where a period ended on, the next one goes on: working hours, clock hours and working days leave nothing out.
  for (const TimeUnit unit : {TimeUnit::wh, TimeUnit::h, TimeUnit::wd}) {
    const Instant there = due_at(calendar, start, {one, unit}).at;
    // A day that ends at 24:00 ends with its last second; counting goes on from that day, not from the next.
    const Instant from = unit == TimeUnit::wd ? there.plus_seconds(-1) : there;
    RC_ASSERT(due_at(calendar, from, {more, unit}).at == due_at(calendar, start, {one + more, unit}).at);
  }
}

RC_GTEST_PROP(Due, Art_10_7_the_derivation_adds_up_to_the_deadline, ()) {
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

RC_GTEST_PROP(Due, Art_10_7_a_paused_clock_keeps_the_working_time_it_had_left, ()) {
  const WorkCalendar calendar = *any_calendar();
  const Instant from = any_instant();
  const std::int64_t left = *rc::gen::inRange<std::int64_t>(1, 20 * 3600);
  const Instant to = advance_working_time(calendar, from, left);
  RC_ASSERT(working_seconds_between(calendar, from, to) == left);
  RC_ASSERT(working_seconds_between(calendar, from, to.plus_seconds(-1)) == left - 1);
}

RC_GTEST_PROP(Due, Art_10_7_what_began_by_the_latest_start_has_had_its_time_and_nothing_later, ()) {
  const WorkCalendar calendar = *any_calendar();
  const Instant now = any_instant();
  const Limit limit{*rc::gen::inRange<std::int64_t>(1, 20), *rc::gen::element(TimeUnit::h, TimeUnit::wh, TimeUnit::d, TimeUnit::wd)};
  const Counting counting = any_counting();
  const Instant start = latest_start_over_by(calendar, limit, now, counting);
  RC_ASSERT(due_at(calendar, start, limit, counting).at <= now);
  RC_ASSERT(due_at(calendar, start.plus_seconds(1), limit, counting).at > now);
}

RC_GTEST_PROP(Due, working_time_adds_up_over_a_cut, ()) {
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
