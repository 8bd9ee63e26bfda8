// Pressure from outside the desk, and time given only by somebody else.
#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

Story told(const RegisterInput& input = Story::complaint()) {
  Story story;
  EXPECT_EQ(story.registers(clerk, input), "");
  return story;
}

TEST(Remind, Art_10_7_is_counted_and_moves_no_clock) {
  Story story = told();
  const std::string due = story.due(DutyKind::reply);
  ASSERT_EQ(story.customer_reminds(), "");
  ASSERT_EQ(story.reminds(hall_head), "");
  EXPECT_EQ(story.state.reminders, 2);
  EXPECT_EQ(story.state.reminders_unanswered, 2);
  EXPECT_EQ(story.due(DutyKind::reply), due);
  ASSERT_EQ(story.reports(clerk), "");
  EXPECT_EQ(story.state.reminders_unanswered, 0);
  EXPECT_EQ(story.state.reminders, 2);
  ASSERT_EQ(story.replies(clerk), "");
  EXPECT_EQ(story.customer_reminds(), "case.already_answered");
}

TEST(Supervise, Art_6_an_order_has_a_reply_duty_of_its_own) {
  Story story = told();
  EXPECT_EQ(story.supervises(clerk), "supervise.own_case");
  ASSERT_EQ(story.supervises(auditor), "");
  EXPECT_EQ(story.due(DutyKind::supervision_reply), "2025-10-22T17:30");
  EXPECT_EQ(story.supervises(director), "supervise.reply_pending");
  EXPECT_EQ(story.answers_supervision(hall_head), "case.not_holder");
  ASSERT_EQ(story.answers_supervision(clerk), "");
  EXPECT_EQ(story.duty(DutyKind::supervision_reply), "met");
  EXPECT_EQ(story.answers_supervision(clerk), "answer_supervision.none_pending");
  EXPECT_EQ(story.supervises(director), "");
  EXPECT_EQ(story.state.supervisions, 2);
}

TEST(Extension, Art_10_7_is_asked_before_the_deadline_and_bounded) {
  struct Row { const char* now; OfficerId who; const char* until; const char* code; };
  const Row rows[] = {
      {"2025-10-21T10:00", clerk, "2025-10-30T17:30", ""},
      {"2025-10-21T10:00", clerk, "2025-11-03T17:30", ""},
      {"2025-10-21T10:00", clerk, "2025-11-03T17:31", "request_extension.too_long"},
      {"2025-10-21T10:00", clerk, "2025-10-27T17:30", "request_extension.not_later"},
      {"2025-10-27T17:31", clerk, "2025-10-30T17:30", "request_extension.overdue_already"},
      {"2025-10-21T10:00", hall_head, "2025-10-30T17:30", "case.not_holder"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string("art.10(7): ") + row.now + ' ' + row.until);
    Story story = told();
    story.now = at(row.now);
    EXPECT_EQ(story.asks_for_time(row.who, row.until), row.code);
  }
}

TEST(Extension, Art_10_7_is_decided_by_somebody_else) {
  Story story = told();
  EXPECT_EQ(story.decides_on_time(hall_head, true), "decide_extension.none_asked");
  ASSERT_EQ(story.asks_for_time(clerk, "2025-10-30T17:30"), "");
  EXPECT_EQ(story.asks_for_time(clerk, "2025-10-30T17:30"), "request_extension.asked_already");
  EXPECT_EQ(story.decides_on_time(clerk, true), "decide_extension.own_request");
  ASSERT_EQ(story.decides_on_time(hall_head, true), "");
  EXPECT_EQ(story.due(DutyKind::reply), "2025-10-30T17:30");
  EXPECT_EQ(story.asks_for_time(clerk, "2025-11-03T17:30"), "request_extension.used_up");
}

TEST(Extension, Art_10_7_a_refused_one_moves_nothing_and_uses_nothing_up) {
  Story story = told();
  ASSERT_EQ(story.asks_for_time(clerk, "2025-10-30T17:30"), "");
  ASSERT_EQ(story.decides_on_time(hall_head, false), "");
  EXPECT_EQ(story.due(DutyKind::reply), "2025-10-27T17:30");
  EXPECT_EQ(story.asks_for_time(clerk, "2025-10-30T17:30"), "");
}

TEST(Extension, Art_10_7_granted_too_late_it_would_rewrite_a_breach) {
  Story story = told();
  ASSERT_EQ(story.asks_for_time(clerk, "2025-10-30T17:30"), "");
  story.now = at("2025-10-27T17:31");
  EXPECT_EQ(story.decides_on_time(hall_head, true), "decide_extension.too_late");
  EXPECT_EQ(story.decides_on_time(hall_head, false), "");
}

TEST(Extension, Art_10_7_never_shortens_what_a_pause_has_lengthened) {
  Story story = told();
  ASSERT_EQ(story.asks_for_time(clerk, "2025-10-28T12:00"), "");
  ASSERT_EQ(story.suspends(clerk), "");
  story.now = at("2025-10-31T10:00");
  Story paused = story;
  EXPECT_EQ(paused.decides_on_time(hall_head, true), "") << "a stopped clock is not overdue";
  ASSERT_EQ(story.resumes(clerk), "");
  const std::string due = story.due(DutyKind::reply);
  EXPECT_GT(due, "2025-10-28T12:00");
  ASSERT_EQ(story.decides_on_time(hall_head, true), "");
  EXPECT_EQ(story.due(DutyKind::reply), due);
}

TEST(Lift, Art_10_7_a_duty_falls_away_only_for_a_reason_and_by_another) {
  struct Row { OfficerId who; DutyKind kind; const char* reason; const char* code; };
  const Row rows[] = {
      {hall_head, DutyKind::arrival, "not_needed", ""},
      {hall_head, DutyKind::arrival, "no_time", "lift_duty.unknown_reason"},
      {clerk, DutyKind::arrival, "not_needed", "lift_duty.own_duty"},
      {hall_head, DutyKind::reply, "not_needed", "lift_duty.reply_is_never_lifted"},
      {hall_head, DutyKind::ruling, "not_needed", "lift_duty.none_owed"},
  };
  for (const Row& row : rows) {
    Story story = told(Story::fault());
    EXPECT_EQ(story.lifts(row.who, row.kind, row.reason), row.code) << row.reason;
  }
}

TEST(Lift, Art_10_7_what_was_late_stays_late) {
  Story story = told(Story::fault());
  story.now = at("2025-10-20T11:00");
  ASSERT_EQ(story.lifts(hall_head, DutyKind::arrival), "");
  EXPECT_EQ(story.duty(DutyKind::arrival), "breached");
  EXPECT_EQ(story.lifts(hall_head, DutyKind::arrival), "lift_duty.none_owed");
}

TEST(Oversight, Art_9_4_the_line_of_the_accused_presses_nobody) {
  RegisterInput input = Story::complaint();
  input.about_officer_id = station_head;
  Story story = told(input);
  ASSERT_EQ(story.asks_for_time(clerk, "2025-10-30T17:30"), "");
  EXPECT_EQ(story.supervises(station_head), "case.about_this_officer");
  EXPECT_EQ(story.decides_on_time(station_officer, false), "case.in_line_of_accused");
  EXPECT_EQ(story.lifts(station_head, DutyKind::contact), "case.about_this_officer");
}

}  // namespace
}  // namespace shouwen
