// Answers: what they end, what they begin, and what they need.
#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

Story told(const RegisterInput& input) {
  Story story;
  EXPECT_EQ(story.registers(clerk, input), "");
  return story;
}

TEST(Reply, Art_10_7_the_answer_ends_what_was_owed_and_the_follow_up_begins) {
  Story story = told(Story::complaint());
  story.now = at("2025-10-20T16:00");
  ASSERT_EQ(story.replies(clerk), "");
  EXPECT_EQ(story.state.stage, Stage::resolved);
  EXPECT_EQ(story.state.outcome, Outcome::answered);
  for (const DutyKind kind : {DutyKind::contact, DutyKind::progress, DutyKind::reply}) EXPECT_EQ(story.duty(kind), "met");
  EXPECT_EQ(story.due(DutyKind::follow_up), "2025-10-23T17:30");
  EXPECT_EQ(story.state.open_duty(DutyKind::follow_up)->owner_unit_id, follow_up_team);
  EXPECT_EQ(story.replies(clerk), "case.already_answered");
}

TEST(Reply, Art_10_7_a_late_answer_is_a_breach_of_who_held_it) {
  Story story = told(Story::inquiry());
  ASSERT_EQ(story.transfers(clerk, station), "");
  ASSERT_EQ(story.accepts(station_officer), "");
  story.now = at("2025-10-27T17:30:01");
  ASSERT_EQ(story.replies(station_officer), "");
  EXPECT_EQ(story.duty(DutyKind::reply), "late");
  const Duty* reply_duty = nullptr;
  for (const Duty& duty : story.state.duties)
    if (duty.kind == DutyKind::reply) reply_duty = &duty;
  ASSERT_NE(reply_duty, nullptr);
  EXPECT_EQ(reply_duty->state, DutyState::breached);
  EXPECT_EQ(reply_duty->owner_officer_id, station_officer);
  EXPECT_EQ(reply_duty->owner_unit_id, station);
  Story in_time = told(Story::inquiry());
  in_time.now = at("2025-10-27T17:30");
  ASSERT_EQ(in_time.replies(clerk), "");
  EXPECT_EQ(in_time.duty(DutyKind::reply), "met") << "the last second counts";
}

TEST(Reply, Art_10_8_channels_without_a_face_need_a_proof) {
  struct Row { Channel channel; const char* proof; const char* code; };
  for (const Row& row : {Row{Channel::hall, "", ""}, Row{Channel::phone, "", ""}, Row{Channel::visit, "", ""}, Row{Channel::letter, "", "reply.proof_missing"},
                         Row{Channel::web, "", "reply.proof_missing"}, Row{Channel::app, "", "reply.proof_missing"}, Row{Channel::media, "", "reply.proof_missing"},
                         Row{Channel::transfer_12345, "", "reply.proof_missing"}, Row{Channel::transfer_12398, "", "reply.proof_missing"},
                         Row{Channel::letter, "XA123", ""}, Row{Channel::transfer_12345, "GD-9", ""}}) {
    Story story = told(Story::inquiry());
    EXPECT_EQ(story.replies(clerk, row.channel, row.proof), row.code) << static_cast<int>(row.channel);
  }
}

TEST(Reply, Art_10_7_a_crew_arrives_before_it_answers) {
  Story story = told(Story::fault());
  EXPECT_EQ(story.replies(clerk), "reply.arrival_missing");
  ASSERT_EQ(story.arrives(clerk), "");
  EXPECT_EQ(story.replies(clerk), "");
}

TEST(Reply, Art_10_1_only_the_holder_answers) {
  Story story = told(Story::inquiry());
  EXPECT_EQ(story.replies(other_clerk), "case.not_holder");
  EXPECT_EQ(story.replies(hall_head), "case.not_holder");
  ASSERT_EQ(story.transfers(clerk, station), "");
  EXPECT_EQ(story.replies(station_officer), "case.not_holder") << "an offer is not a hand-over";
  ASSERT_EQ(story.accepts(station_officer), "");
  EXPECT_EQ(story.replies(clerk), "case.not_holder");
}

TEST(Reply, Art_4_the_deputy_answers_for_an_absent_holder_in_his_name) {
  Story story;
  story.organisation = organisation({{clerk, {at("2025-10-21"), at("2025-10-25")}}});
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  EXPECT_EQ(story.replies(other_clerk), "case.not_holder") << "he is there today";
  story.now = at("2025-10-21T09:00");
  ASSERT_EQ(story.replies(other_clerk), "");
  EXPECT_EQ(story.last[0].actor_id, other_clerk);
  EXPECT_EQ(story.last[0].on_behalf_of_id, clerk);
}

TEST(Reply, Art_10_7_an_answer_takes_back_what_was_offered_or_asked) {
  Story offered = told(Story::inquiry());
  ASSERT_EQ(offered.transfers(clerk, station), "");
  ASSERT_EQ(offered.replies(clerk), "");
  EXPECT_FALSE(offered.state.offer);
  EXPECT_EQ(offered.duty(DutyKind::acceptance), "lifted");
  EXPECT_EQ(offered.accepts(station_officer), "case.already_answered");
  Story asked = told(Story::inquiry());
  ASSERT_EQ(asked.asks_office(clerk), "");
  ASSERT_EQ(asked.replies(clerk), "");
  EXPECT_EQ(asked.duty(DutyKind::ruling), "lifted");
}

TEST(Reply, Art_10_7_an_overdue_offer_does_not_swallow_the_next_ones_clock) {
  Story story = told(Story::inquiry());
  ASSERT_EQ(story.transfers(clerk, station), "");
  story.now = at("2025-10-21T09:00");  // the acceptance was due yesterday; the clock has not struck yet
  ASSERT_EQ(story.replies(clerk), "");
  EXPECT_EQ(story.duty(DutyKind::acceptance), "breached and over");
  ASSERT_EQ(story.customer_reopens(), "");
  ASSERT_EQ(story.transfers(clerk, marketing), "");
  EXPECT_EQ(story.due(DutyKind::acceptance), "2025-10-21T15:00");
}

TEST(Reply, Art_10_4_an_overdue_question_does_not_swallow_the_next_ones_clock) {
  Story story = told(Story::inquiry());
  ASSERT_EQ(story.asks_office(clerk), "");
  ASSERT_GT(story.strikes("2025-10-21T09:00"), 0U);
  EXPECT_EQ(story.duty(DutyKind::ruling), "breached");
  ASSERT_EQ(story.replies(clerk), "");
  EXPECT_EQ(story.duty(DutyKind::ruling), "breached and over");
  ASSERT_EQ(story.customer_reopens(), "");
  ASSERT_EQ(story.asks_office(clerk), "");
  EXPECT_EQ(story.duty(DutyKind::ruling), "open");
}

TEST(AnswerOnTheSpot, Art_10_3_own_business_is_done_and_over) {
  Story story = told(Story::inquiry());
  ASSERT_EQ(story.answers_on_the_spot(clerk), "");
  EXPECT_EQ(story.last_kinds(), "replied closed");
  EXPECT_FALSE(story.state.lives());
}

TEST(AnswerOnTheSpot, Art_10_1_a_complaint_answered_at_once_is_still_followed_up) {
  Story story = told(Story::complaint());
  ASSERT_EQ(story.answers_on_the_spot(clerk), "");
  EXPECT_EQ(story.state.stage, Stage::resolved);
  EXPECT_EQ(story.due(DutyKind::follow_up), "2025-10-23T17:30");
}

TEST(AnswerOnTheSpot, Art_10_3_what_was_moved_is_no_longer_on_the_spot) {
  Story offered = told(Story::inquiry());
  ASSERT_EQ(offered.transfers(clerk, station), "");
  EXPECT_EQ(offered.answers_on_the_spot(clerk), "answer_on_the_spot.already_moved");
  Story asked = told(Story::inquiry());
  ASSERT_EQ(asked.asks_office(clerk), "");
  EXPECT_EQ(asked.answers_on_the_spot(clerk), "answer_on_the_spot.already_moved");
  Story assigned = told(Story::inquiry());
  ASSERT_EQ(assigned.assigns(clerk, other_clerk), "");
  EXPECT_EQ(assigned.answers_on_the_spot(other_clerk), "answer_on_the_spot.already_moved");
}

TEST(AnswerOnTheSpot, Art_10_3_ends_the_waiting_for_the_customer) {
  Story story = told(Story::complaint());
  ASSERT_EQ(story.suspends(clerk), "");
  ASSERT_EQ(story.answers_on_the_spot(clerk), "");
  EXPECT_FALSE(story.state.suspension);
  EXPECT_EQ(story.duty(DutyKind::reply), "met");
}

TEST(OutOfScope, Art_10_5_is_explained_with_whom_to_turn_to) {
  Story story = told(Story::inquiry());
  EXPECT_EQ(story.explains(clerk, "nobody"), "explain_out_of_scope.unknown_body");
  EXPECT_EQ(story.explains(agent), "case.not_holder");
  ASSERT_EQ(story.explains(clerk, "12345"), "");
  EXPECT_EQ(story.state.outcome, Outcome::out_of_scope);
  EXPECT_FALSE(story.state.lives());
  EXPECT_EQ(story.last[0].clause, "art.10(5)");
  EXPECT_EQ(story.duty(DutyKind::reply), "met");
  EXPECT_EQ(story.reopens(clerk), "") << "the customer may disagree";
}

}  // namespace
}  // namespace shouwen
