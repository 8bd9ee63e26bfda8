// Due times as they are asked for: texts, pauses, other calendars, what is refused.
#include "regulation/due_question.h"

#include <gtest/gtest.h>

#include "calendar/bureau_calendar_test.h"

namespace shouwen {
namespace {

Calendars calendars() {
  Calendars all;
  all.bureau = bureau_calendar();
  all.decrees = shipped_decrees();
  WorkCalendar hotline;
  hotline.name = "热线";
  hotline.weekly.assign(7, {{0, 86400}});
  hotline.every_day = true;
  all.others.push_back({"hotline", hotline, {}});
  return all;
}

std::string due(const DueQuestion& question) {
  const auto answer = answer_due(calendars(), question);
  return answer ? to_iso(answer->due_at) + (answer->provisional ? " provisional" : "") : answer.refusal().code;
}

DueQuestion asked(const char* start, const char* limit) { return {start, limit, {}, {}, {}, {}, {}, {}}; }
DueQuestion paused(const char* start, const char* limit, std::vector<std::string> pauses) { return {start, limit, {}, {}, {}, {}, {}, std::move(pauses)}; }

TEST(DueQuestion, Art_10_7_the_usual_question) {
  EXPECT_EQ(due(asked("2025-09-30T10:00", "5wd")), "2025-10-14T17:30:00+08:00");
  EXPECT_EQ(due(asked("2026-12-31", "1wd")), "2027-01-01T17:30:00+08:00 provisional");
  EXPECT_EQ(due(asked("2026-12-31", "24h")), "2027-01-01T00:00:00+08:00");
}

TEST(DueQuestion, Art_10_7_a_pause_keeps_the_time_left) {
  // Saturday 11 October is worked: two working days stood still.
  EXPECT_EQ(due(paused("2025-09-30T10:00", "5wd", {"2025-10-10T16:00/2025-10-13T16:00"})), "2025-10-16T17:30:00+08:00");
  EXPECT_EQ(due(paused("2025-10-20T09:00", "24h", {"2025-10-20T10:00/2025-10-20T11:30"})), "2025-10-21T10:30:00+08:00");
  // One after the due time changes nothing, one that only the first pause lets happen does.
  EXPECT_EQ(due(paused("2025-10-20T09:00", "24h", {"2025-10-21T09:30/2025-10-21T10:30"})), "2025-10-21T09:00:00+08:00");
  EXPECT_EQ(due(paused("2025-10-20T09:00", "24h", {"2025-10-21T09:30/2025-10-21T10:30", "2025-10-20T10:00/2025-10-20T11:00"})), "2025-10-21T11:00:00+08:00");
  // Side by side is no overlap; a pause of no time is none.
  EXPECT_EQ(due(paused("2025-10-20T09:00", "24h", {"2025-10-20T10:00/2025-10-20T11:00", "2025-10-20T11:00/2025-10-20T12:00", "2025-10-20T13:00/2025-10-20T13:00"})), "2025-10-21T11:00:00+08:00");
}

TEST(DueQuestion, Art_10_7_a_pause_into_a_year_not_decreed_makes_it_provisional) {
  EXPECT_EQ(due(paused("2026-12-28T09:00", "1wd", {"2026-12-28T16:30/2027-01-04T08:30"})), "2027-01-05T09:30:00+08:00 provisional");
}

TEST(DueQuestion, other_calendars_and_earlier_knowledge) {
  DueQuestion question = asked("2025-09-30T10:00", "5wd");
  for (const char* calendar : {"hotline", "热线"}) {
    question.calendar = calendar;
    EXPECT_EQ(due(question), "2025-10-06T00:00:00+08:00");
  }
  question.calendar = "bureau";
  question.known_on = "2024-11-01";
  EXPECT_EQ(due(question), "2025-10-07T17:30:00+08:00 provisional");
  question.calendar = "nobody";
  EXPECT_EQ(due(question), "due.no_such_calendar");
}

TEST(DueQuestion, other_ways_of_counting) {
  DueQuestion question = asked("2025-09-30T10:00", "1d");
  question.count_from = "same_day";
  question.ends_at = "midnight";
  EXPECT_EQ(due(question), "2025-10-01T00:00:00+08:00");
  question.count_from = "next_day";
  question.free_last_day = "next_working_day";
  EXPECT_EQ(due(question), "2025-10-10T00:00:00+08:00");
  question.free_last_day = "moves";
  EXPECT_EQ(due(question), "due.bad_counting");
}

TEST(DueQuestion, what_is_wrong_is_named) {
  EXPECT_EQ(due(asked("", "5wd")), "due.bad_start");
  EXPECT_EQ(due(asked("2025-02-30", "5wd")), "due.bad_start");
  EXPECT_EQ(due(asked("0000-01-01", "5wd")), "due.bad_start");
  EXPECT_EQ(due(asked("2025-09-30", "")), "limit.malformed");
  EXPECT_EQ(due(asked("2025-09-30", "0wd")), "limit.zero");
  EXPECT_EQ(due(asked("2025-09-30", "99999999999999999999wd")), "limit.too_long");
  EXPECT_EQ(due(asked("2025-09-30", "５wd")), "due.full_width");
  EXPECT_EQ(due(asked("２０２５-09-30", "5wd")), "due.full_width");
  EXPECT_EQ(due(asked("\xff", "5wd")), "body.bad_text");
  EXPECT_EQ(due(asked("9999-12-31T10:00", "1wd")), "due.beyond_years");
  EXPECT_EQ(due(asked("9999-12-30T10:00", "1wd")), "9999-12-31T17:30:00+08:00 provisional");
  EXPECT_EQ(due(asked("0001-01-01", "1h")), "0001-01-01T01:00:00+08:00");
  EXPECT_EQ(due(paused("2025-09-30T10:00", "5wd", {"2025-10-10"})), "due.bad_pause");
  EXPECT_EQ(due(paused("2025-09-30T10:00", "5wd", {"2025-10-10/"})), "due.bad_pause");
  EXPECT_EQ(due(paused("2025-09-30T10:00", "5wd", {"2025-10-11/2025-10-10"})), "due.pause_backwards");
  EXPECT_EQ(due(paused("2025-09-30T10:00", "5wd", {"2025-09-29/2025-10-10"})), "due.pause_before_start");
  EXPECT_EQ(due(paused("2025-09-30T10:00", "5wd", {"2025-10-12/2025-10-14", "2025-10-11/2025-10-13"})), "due.pauses_overlap");
  EXPECT_EQ(due(paused("2025-09-30T10:00", "5wd", {"2025-10-10/9999-12-31"})), "due.beyond_years");
}

}  // namespace
}  // namespace shouwen
