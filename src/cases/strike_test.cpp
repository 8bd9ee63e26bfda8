// What the clock does by itself: warn, breach, tell the head, tell supervision, take back offers, end pauses.
#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

Story told(const RegisterInput& input) {
  Story story;
  EXPECT_EQ(story.registers(clerk, input), "");
  return story;
}

OfficerId told_by(const CaseEvent& event) { return std::get<ClockStruck>(event.body).told_id; }

std::vector<OfficerId> all_told_by(const CaseEvent& event) {
  const ClockStruck& struck = std::get<ClockStruck>(event.body);
  std::vector<OfficerId> told = {struck.told_id};
  told.insert(told.end(), struck.also_told_ids.begin(), struck.also_told_ids.end());
  return told;
}

TEST(Strike, Art_10_7_warns_at_each_fraction_once) {
  Story story = told(Story::inquiry());
  for (const int percent : {50, 80}) {
    const Instant warning = *next_strike(story.state, story.rulebook, story.rulebook.calendars);
    const Duty& reply_duty = *story.state.open_duty(DutyKind::reply);
    EXPECT_EQ(warning.seconds, reply_duty.armed_at.seconds + (reply_duty.due_at.seconds - reply_duty.armed_at.seconds) * percent / 100);
    EXPECT_EQ(story.strikes(warning.plus_seconds(-1)), 0U);
    ASSERT_EQ(story.strikes(warning), 1U);
    EXPECT_EQ(told_by(story.last[0]), clerk);
    EXPECT_EQ(story.last[0].actor_id, OfficerId{0});
    EXPECT_EQ(story.strikes(warning.plus_seconds(1)), 0U);
  }
  EXPECT_EQ(next_strike(story.state, story.rulebook, story.rulebook.calendars), at("2025-10-27T17:30:01"));
  EXPECT_EQ(story.strikes("2025-10-27T17:30"), 0U) << "the last second is still in time";
}

TEST(Strike, Art_10_7_a_clock_that_slept_over_both_warnings_gives_one) {
  Story story = told(Story::inquiry());
  EXPECT_EQ(story.strikes("2025-10-27T17:00"), 1U);
  EXPECT_EQ(story.strikes("2025-10-27T17:01"), 0U);
}

TEST(Strike, Art_10_7_a_breach_goes_up_the_posts_and_sideways_to_supervision) {
  Story story = told(Story::inquiry());
  EXPECT_EQ(story.strikes("2025-10-27T17:30"), 1U) << "in time to the last second: only the warning";
  ASSERT_EQ(story.strikes("2025-10-27T17:30:01"), 1U);
  EXPECT_EQ(all_told_by(story.last[0]), std::vector<OfficerId>{hall_head});
  EXPECT_EQ(story.duty(DutyKind::reply), "breached");
  EXPECT_EQ(next_strike(story.state, story.rulebook, story.rulebook.calendars), at("2025-10-28T17:30"));
  ASSERT_EQ(story.strikes("2025-10-28T17:30"), 1U);
  EXPECT_EQ(all_told_by(story.last[0]), (std::vector<OfficerId>{center_head, audit_head}));
  EXPECT_EQ(story.last[0].clause, "art.6");
  ASSERT_EQ(story.strikes("2025-10-30T17:30"), 1U);
  EXPECT_EQ(all_told_by(story.last[0]), std::vector<OfficerId>{director});
  EXPECT_EQ(next_strike(story.state, story.rulebook, story.rulebook.calendars), std::nullopt);
  EXPECT_EQ(story.strikes("2025-12-01T09:00"), 0U);
}

TEST(Strike, Art_6_a_clock_that_slept_tells_everybody_at_once) {
  Story story = told(Story::inquiry());
  ASSERT_EQ(story.strikes("2025-11-03T09:00"), 3U);
  EXPECT_EQ(told_by(story.last[0]), hall_head);
  EXPECT_EQ(all_told_by(story.last[1]), (std::vector<OfficerId>{center_head, audit_head}));
  EXPECT_EQ(told_by(story.last[2]), director);
}

TEST(Strike, Art_10_7_a_warning_reaches_somebody_who_is_there) {
  const Absence away{at("2025-10-20T00:00"), at("2025-11-20T00:00")};
  struct Row { std::vector<OfficerId> absent; std::vector<OfficerId> told; };
  for (const Row& row : {Row{{clerk}, {clerk}},                                    // the deputy is there and gets the same notice
                         Row{{clerk, other_clerk}, {clerk, hall_head}}, Row{{clerk, other_clerk, hall_head}, {clerk, center_head}}}) {
    Story story = told(Story::inquiry());
    std::vector<std::pair<OfficerId, Absence>> absences;
    for (const OfficerId who : row.absent) absences.emplace_back(who, away);
    story.organisation = small_bureau::organisation(absences);
    ASSERT_EQ(story.strikes(*next_strike(story.state, story.rulebook, story.rulebook.calendars)), 1U);
    EXPECT_EQ(all_told_by(story.last[0]), row.told);
  }
}

TEST(Strike, Art_10_7_a_warning_nobody_read_goes_to_the_next_head) {
  Story story = told(Story::inquiry());
  ASSERT_EQ(story.strikes(*next_strike(story.state, story.rulebook, story.rulebook.calendars)), 1U);
  ASSERT_EQ(story.take(escalate_unread(story.state, clerk, story.as_clock())), "");
  EXPECT_EQ(told_by(story.last.at(0)), hall_head);
  EXPECT_EQ(std::get<ClockStruck>(story.last[0].body).unread_by_id, clerk);
  EXPECT_EQ(story.duty(DutyKind::reply), "open") << "telling is no verdict";
}

TEST(Strike, Art_9_4_the_accused_and_his_line_are_told_nothing) {
  RegisterInput about_the_hall = Story::complaint();
  about_the_hall.about_officer_id = hall_head;
  Story story = told(about_the_hall);
  ASSERT_GT(story.strikes("2025-12-01T09:00"), 0U);
  for (const CaseEvent& event : story.events) {
    if (!std::holds_alternative<ClockStruck>(event.body)) continue;
    for (const OfficerId who : all_told_by(event)) EXPECT_NE(who, hall_head);
  }
}

TEST(Strike, Art_10_7_an_offer_nobody_takes_comes_back) {
  Story story = told(Story::inquiry());
  ASSERT_EQ(story.transfers(clerk, station), "");
  EXPECT_EQ(story.strikes("2025-10-20T16:00"), 1U);
  EXPECT_TRUE(story.state.offer);
  ASSERT_EQ(story.strikes("2025-10-20T16:00:01"), 1U);
  EXPECT_EQ(story.last_kinds(), "offer_lapsed");
  EXPECT_EQ(std::get<OfferLapsed>(story.last[0].body).head_told_id, station_head);
  EXPECT_FALSE(story.state.offer);
  EXPECT_EQ(story.state.responsible_officer_id, clerk);
  EXPECT_EQ(story.state.returns, 1);
  EXPECT_EQ(story.duty(DutyKind::acceptance), "late") << "the receiver's breach, not the sender's";
  EXPECT_EQ(story.state.duties.back().owner_unit_id, station);
}

TEST(Strike, Art_10_4_the_last_offer_of_the_budget_lapses_to_the_office) {
  Story story = told(Story::inquiry());
  ASSERT_EQ(story.transfers(clerk, station), "");
  ASSERT_EQ(story.returns(station_officer), "");
  ASSERT_EQ(story.transfers(clerk, marketing), "");
  ASSERT_EQ(story.strikes("2025-10-21T08:00"), 2U);
  EXPECT_EQ(story.last_kinds(), "offer_lapsed office_asked");
  EXPECT_TRUE(story.state.office_question);
  EXPECT_EQ(story.duty(DutyKind::ruling), "open");
}

TEST(Strike, Art_10_4_a_late_ruling_is_the_offices_breach) {
  Story story = told(Story::inquiry());
  ASSERT_EQ(story.asks_office(clerk), "");
  ASSERT_EQ(story.strikes("2025-10-20T16:00:01"), 1U);
  EXPECT_EQ(told_by(story.last[0]), office_head);
  EXPECT_EQ(story.state.responsible_officer_id, clerk);
  ASSERT_EQ(story.rules(office_clerk, station), "");
  EXPECT_EQ(story.duty(DutyKind::ruling), "late");
}

TEST(Strike, Art_10_8_each_duty_is_struck_by_its_own_clock) {
  Story story = told(Story::complaint());
  ASSERT_GT(story.strikes("2025-10-21T10:00:01"), 0U);
  EXPECT_EQ(story.duty(DutyKind::contact), "breached");
  EXPECT_EQ(story.duty(DutyKind::progress), "open");
  EXPECT_EQ(story.duty(DutyKind::reply), "open");
}

TEST(Strike, Art_10_7_striking_twice_at_one_instant_changes_nothing_more) {
  for (const RegisterInput& input : {Story::complaint(), Story::inquiry(), Story::fault()}) {
    Story story = told(input);
    for (int step = 0; step < 20; ++step) {
      const auto next = next_strike(story.state, story.rulebook, story.rulebook.calendars);
      if (!next) break;
      ASSERT_GT(story.strikes(*next), 0U) << "the clock was set to " << to_iso(*next) << " for nothing";
      ASSERT_EQ(story.strikes(*next), 0U);
    }
    EXPECT_EQ(next_strike(story.state, story.rulebook, story.rulebook.calendars), std::nullopt) << "every alarm comes to an end";
  }
}

TEST(Strike, Art_10_1_a_closed_case_has_no_clock_and_a_reopened_one_no_stale_alarm) {
  Story story = told(Story::complaint());
  ASSERT_EQ(story.supervises(auditor), "");
  story.now = at("2025-10-23T09:00");  // contact and supervision are overdue and struck
  ASSERT_GT(story.strikes(story.now), 0U);
  ASSERT_EQ(story.explains(clerk), "");
  EXPECT_EQ(next_strike(story.state, story.rulebook, story.rulebook.calendars), std::nullopt);
  EXPECT_EQ(story.strikes("2025-10-24T09:00"), 0U);
  story.now = at("2025-11-10T09:00");
  ASSERT_EQ(story.customer_reopens(), "");
  const auto next = next_strike(story.state, story.rulebook, story.rulebook.calendars);
  ASSERT_TRUE(next);
  EXPECT_GT(*next, story.now);
}

}  // namespace
}  // namespace shouwen
