// After the answer: who calls the customer, what may be closed, what comes back.
#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

Story answered(const RegisterInput& input = Story::complaint()) {
  Story story;
  EXPECT_EQ(story.registers(clerk, input), "");
  EXPECT_EQ(story.replies(clerk), "");
  return story;
}

TEST(FollowUp, Art_10_1_is_done_by_somebody_who_never_held_the_case) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  EXPECT_EQ(story.follows_up(follow_up_clerk, Satisfaction::satisfied), "follow_up.not_answered_yet");
  ASSERT_EQ(story.transfers(clerk, station), "");
  ASSERT_EQ(story.accepts(station_officer), "");
  ASSERT_EQ(story.replies(station_officer), "");
  EXPECT_EQ(story.follows_up(station_officer, Satisfaction::satisfied), "follow_up.own_work");
  EXPECT_EQ(story.follows_up(clerk, Satisfaction::satisfied), "follow_up.own_work");
  ASSERT_EQ(story.follows_up(follow_up_clerk, Satisfaction::satisfied), "");
  EXPECT_EQ(story.duty(DutyKind::follow_up), "met");
  EXPECT_EQ(story.follows_up(follow_up_clerk, Satisfaction::satisfied), "follow_up.done_already");
}

TEST(FollowUp, Art_10_2_nobody_is_called_at_night_or_at_once_again) {
  struct Row { const char* at; const char* code; };
  for (const Row& row : {Row{"2025-10-20T20:59", ""}, Row{"2025-10-20T21:00", "follow_up.quiet_hours"}, Row{"2025-10-21T00:00", "follow_up.quiet_hours"},
                         Row{"2025-10-21T07:59", "follow_up.quiet_hours"}, Row{"2025-10-21T08:00", ""}}) {
    Story story = answered();
    story.now = at(row.at);
    EXPECT_EQ(story.follows_up(follow_up_clerk, Satisfaction::satisfied), row.code) << row.at;
  }
  Story story = answered();
  ASSERT_EQ(story.follows_up(follow_up_clerk, Satisfaction::unreachable), "");
  story.now = at("2025-10-20T11:59");
  EXPECT_EQ(story.follows_up(follow_up_clerk, Satisfaction::unreachable), "follow_up.too_soon");
  story.now = at("2025-10-20T12:00");
  EXPECT_EQ(story.follows_up(follow_up_clerk, Satisfaction::unreachable), "");
}

TEST(Close, Art_10_1_a_complaint_needs_its_follow_up_or_the_recorded_tries) {
  Story story = answered();
  EXPECT_EQ(story.closes(clerk), "close_case.follow_up_missing");
  for (const char* when : {"2025-10-20T12:00", "2025-10-20T15:00"}) {
    story.now = at(when);
    ASSERT_EQ(story.follows_up(follow_up_clerk, Satisfaction::unreachable), "");
    EXPECT_EQ(story.duty(DutyKind::follow_up), "open");
    EXPECT_EQ(story.closes(follow_up_clerk), "close_case.follow_up_missing");
  }
  story.now = at("2025-10-20T18:00");
  ASSERT_EQ(story.follows_up(follow_up_clerk, Satisfaction::unreachable), "");
  EXPECT_EQ(story.duty(DutyKind::follow_up), "met");
  ASSERT_EQ(story.closes(follow_up_clerk), "");
  EXPECT_EQ(story.state.outcome, Outcome::answered);
  EXPECT_EQ(story.closes(follow_up_clerk), "case.already_closed");
}

TEST(Close, Art_10_1_nothing_closes_without_an_answer) {
  for (const RegisterInput& input : {Story::complaint(), Story::inquiry(), Story::fault(), Story::tip()}) {
    Story story;
    ASSERT_EQ(story.registers(clerk, input), "");
    EXPECT_EQ(story.closes(clerk, "算了"), "close_case.no_answer");
  }
}

TEST(Close, Art_10_1_kinds_without_follow_up_close_after_the_answer) {
  Story story = answered(Story::inquiry());
  EXPECT_EQ(story.due(DutyKind::follow_up), "none");
  EXPECT_EQ(story.closes(clerk), "");
}

TEST(Close, Art_10_4_a_dissatisfied_customer_is_worked_for_once_more) {
  Story story = answered();
  ASSERT_EQ(story.follows_up(follow_up_clerk, Satisfaction::not_satisfied), "");
  EXPECT_EQ(story.closes(follow_up_clerk, "客户无理"), "close_case.customer_not_satisfied");
  ASSERT_EQ(story.reopens(follow_up_clerk), "");
  EXPECT_EQ(story.state.responsible_officer_id, clerk);
  EXPECT_EQ(story.due(DutyKind::reply), "2025-10-27T17:30");
  EXPECT_EQ(story.due(DutyKind::progress), "2025-10-23T17:30");
  story.now = at("2025-10-20T11:00");
  ASSERT_EQ(story.replies(clerk), "");
  EXPECT_EQ(story.closes(follow_up_clerk), "close_case.follow_up_missing") << "the new answer is followed up anew";
  ASSERT_EQ(story.follows_up(follow_up_clerk, Satisfaction::not_satisfied), "");
  EXPECT_EQ(story.closes(follow_up_clerk), "close_case.grounds_missing");
  EXPECT_EQ(story.closes(follow_up_clerk, "已按规定解释两次"), "");
}

TEST(Close, Art_10_1_a_follow_up_of_the_old_answer_does_not_count_for_the_new_one) {
  Story story = answered();
  ASSERT_EQ(story.follows_up(follow_up_clerk, Satisfaction::satisfied), "");
  ASSERT_EQ(story.customer_reopens(), "");
  ASSERT_EQ(story.replies(clerk), "") << "within the same second";
  EXPECT_EQ(story.closes(clerk), "close_case.follow_up_missing");
  EXPECT_EQ(story.follows_up(follow_up_clerk, Satisfaction::satisfied), "");
  EXPECT_EQ(story.closes(clerk), "");
}

TEST(Reopen, Art_10_1_within_its_time_and_not_after_a_withdrawal) {
  Story story = answered(Story::inquiry());
  EXPECT_EQ(story.customer_reopens(), "") << "before it is closed";
  EXPECT_EQ(story.customer_reopens(), "reopen.still_open");
  ASSERT_EQ(story.replies(clerk), "");
  ASSERT_EQ(story.closes(clerk), "");
  story.now = at("2025-11-19T17:30");
  Story too_late = story;
  EXPECT_EQ(story.customer_reopens(), "");
  EXPECT_EQ(story.state.reopenings, 2);
  EXPECT_EQ(story.state.first_contact_id, clerk);
  too_late.now = at("2025-11-19T17:31");
  EXPECT_EQ(too_late.customer_reopens(), "reopen.too_late");
  Story withdrawn;
  ASSERT_EQ(withdrawn.registers(clerk, Story::inquiry()), "");
  ASSERT_EQ(withdrawn.customer_withdraws(), "");
  EXPECT_EQ(withdrawn.customer_reopens(), "reopen.withdrawn");
}

TEST(Reopen, Art_10_1_a_missed_follow_up_stays_missed_and_the_new_answer_gets_its_own) {
  Story story = answered();
  story.now = at("2025-10-24T09:00");  // the follow-up was due yesterday
  ASSERT_EQ(story.customer_reopens(), "");
  EXPECT_EQ(story.duty(DutyKind::follow_up), "breached and over");
  ASSERT_EQ(story.replies(clerk), "");
  EXPECT_EQ(story.due(DutyKind::follow_up), "2025-10-29T17:30");
}

TEST(Withdraw, Art_10_1_is_the_customers_or_noted_by_who_answers_for_it) {
  struct Row { OfficerId who; const char* code; };
  for (const Row& row : {Row{clerk, ""}, Row{station_officer, ""}, Row{agent, "case.not_holder"}, Row{hall_head, "case.not_holder"}}) {
    Story story;
    ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
    ASSERT_EQ(story.transfers(clerk, station), "");
    ASSERT_EQ(story.accepts(station_officer), "");
    EXPECT_EQ(story.withdraws(row.who), row.code) << row.who.value;
  }
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  ASSERT_EQ(story.customer_withdraws(), "");
  EXPECT_EQ(story.state.outcome, Outcome::withdrawn);
  EXPECT_EQ(story.duty(DutyKind::reply), "lifted");
  EXPECT_EQ(story.customer_withdraws(), "case.already_closed");
}

TEST(Withdraw, Art_10_1_is_no_way_around_the_follow_up) {
  Story story = answered();
  EXPECT_EQ(story.withdraws(clerk), "case.already_answered");
  EXPECT_EQ(story.customer_withdraws(), "");
}

TEST(Withdraw, Art_10_7_does_not_hide_a_breach) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  story.now = at("2025-10-28T09:00");
  ASSERT_EQ(story.withdraws(clerk), "");
  EXPECT_EQ(story.duty(DutyKind::reply), "breached and over");
}

TEST(Rate, Art_8_the_customer_rates_each_answer_once) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  EXPECT_EQ(story.customer_rates(5), "rate.not_answered_yet");
  ASSERT_EQ(story.replies(clerk), "");
  EXPECT_EQ(story.customer_rates(0), "rate.out_of_range");
  EXPECT_EQ(story.customer_rates(6), "rate.out_of_range");
  ASSERT_EQ(story.customer_rates(2), "");
  EXPECT_EQ(story.customer_rates(5), "rate.rated_already");
  ASSERT_EQ(story.customer_reopens(), "");
  ASSERT_EQ(story.replies(clerk), "");
  EXPECT_EQ(story.customer_rates(5), "");
  EXPECT_EQ(story.state.rating, 5);
  Story withdrawn;
  ASSERT_EQ(withdrawn.registers(clerk, Story::inquiry()), "");
  ASSERT_EQ(withdrawn.customer_withdraws(), "");
  EXPECT_EQ(withdrawn.customer_rates(1), "rate.not_answered_yet");
}

}  // namespace
}  // namespace shouwen
