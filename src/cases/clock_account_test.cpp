// Whose time it was, and each source's own verdict. Art. 10(7).
#include "cases/clock_account.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

TEST(ClockAccount, Art_10_7_hand_overs_share_the_customers_time_and_pauses_are_nobodys) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  story.now = at("2025-10-20T11:00");
  ASSERT_EQ(story.transfers(clerk, station), "");
  story.now = at("2025-10-20T14:00");
  ASSERT_EQ(story.accepts(station_officer), "");
  story.now = at("2025-10-21T09:00");
  ASSERT_EQ(story.suspends(station_officer), "");
  story.now = at("2025-10-22T09:00");
  ASSERT_EQ(story.customer_adds(), "");
  story.now = at("2025-10-22T10:00");
  ASSERT_EQ(story.replies(station_officer), "");
  const ClockAccount account = account_of(story.state, at("2025-12-01T00:00"));
  EXPECT_EQ(account.customer_seconds, 48 * 3600) << "the clock stopped with the answer";
  EXPECT_EQ(account.paused_seconds, 24 * 3600);
  ASSERT_EQ(account.desks.size(), 2U);
  EXPECT_EQ(account.desks[0].seconds, 4 * 3600) << "an offer is not a hand-over: the sender holds until it is accepted";
  EXPECT_EQ(account.desks[1].seconds, 20 * 3600);
  EXPECT_TRUE(account.adds_up());
}

TEST(ClockAccount, Art_10_1_a_reopening_goes_on_where_the_answer_stopped) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  story.now = at("2025-10-20T12:00");
  ASSERT_EQ(story.replies(clerk), "");
  story.now = at("2025-10-24T09:00");
  ASSERT_EQ(story.customer_reopens(), "");
  EXPECT_EQ(account_of(story.state, at("2025-10-24T10:00")).customer_seconds, 3 * 3600);
}

TEST(ClockAccount, Art_10_7_adds_up_while_the_machines_clock_is_set_back_behind_the_contact) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  const ClockAccount account = account_of(story.state, story.now.plus_seconds(-5400));
  EXPECT_EQ(account.customer_seconds, 0);
  EXPECT_TRUE(account.adds_up());
}

TEST(ClockAccount, Art_10_7_a_state_that_lost_a_stretch_is_noticed) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  ServiceCase broken = story.state;
  broken.holdings[0].from = broken.holdings[0].from.plus_seconds(60);
  EXPECT_FALSE(account_of(broken, at("2025-10-20T11:00")).adds_up());
}

/// Whatever people do in whatever order, to the second.
RC_GTEST_PROP(ClockAccount, Art_10_7_adds_up_whatever_happens, ()) {
  Story story;
  RC_ASSERT(story.registers(clerk, Story::complaint()).empty());
  for (const int action : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12))) {
    story.now = story.now.plus_seconds(*rc::gen::inRange(0, 100000));
    const OfficerId holder = story.state.responsible_officer_id;
    switch (action) {
      case 0: story.transfers(holder, station); break;
      case 1: story.accepts(station_officer); break;
      case 2: story.returns(station_officer); break;
      case 3: story.asks_office(holder); break;
      case 4: story.rules(office_clerk, marketing); break;
      case 5: story.suspends(holder); break;
      case 6: story.customer_adds(); break;
      case 7: story.replies(holder); break;
      case 8: story.customer_reopens(); break;
      case 9: story.strikes(story.now); break;
      case 10: story.assigns(holder, other_clerk); break;
      case 11: story.customer_withdraws(); break;
    }
    RC_ASSERT(account_of(story.state, story.now.plus_seconds(77)).adds_up());
  }
}

/// A complaint of which the law lets the clock stand still for less than the company does.
Story strict_law() {
  Story story;
  for (LimitRule& limit : story.rulebook.limits)
    if (limit.id == "R-CMP-01") limit.pauses = std::vector<std::string>{"force_majeure"};
  EXPECT_EQ(story.registers(clerk, Story::complaint()), "");
  EXPECT_EQ(story.contacts(clerk), "");
  return story;
}

TEST(Sources, Art_10_7_a_pause_stops_only_the_limits_that_allow_it) {
  Story story = strict_law();
  ASSERT_EQ(story.due(DutyKind::reply), "2025-10-27T17:30");
  ASSERT_EQ(story.suspends(clerk), "");
  EXPECT_EQ(story.due(DutyKind::reply), "2025-11-03T17:30") << "the law's ten working days run on";
  EXPECT_FALSE(story.state.open_duty(DutyKind::reply)->paused_at);
  story.now = at("2025-10-22T10:00");
  ASSERT_EQ(story.customer_adds(), "");
  EXPECT_EQ(story.due(DutyKind::reply), "2025-10-29T17:30") << "the company's five days keep what they had left";
}

TEST(Sources, Art_10_7_own_promise_missed_law_kept) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  story.now = at("2025-10-28T10:00");  // after five working days, before seven and ten
  ASSERT_EQ(story.replies(clerk), "");
  const Duty& duty = *std::find_if(story.state.duties.begin(), story.state.duties.end(), [](const Duty& row) { return row.kind == DutyKind::reply; });
  std::map<SourceClass, std::optional<bool>> kept;
  for (const SourceDue& source : duty.sources) kept[source.source_class] = source_kept(duty, source, story.now);
  EXPECT_EQ(kept[SourceClass::company], false);
  EXPECT_EQ(kept[SourceClass::law], true);
}

TEST(Sources, Art_10_7_more_time_never_beyond_the_law) {
  Story story;
  for (LimitRule& limit : story.rulebook.limits)
    if (limit.id == "R-CMP-01") limit.limit.amount = 8;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  EXPECT_EQ(story.asks_for_time(clerk, "2025-10-30T17:31"), "request_extension.beyond_law");
  EXPECT_EQ(story.asks_for_time(clerk, "2025-10-30T17:30"), "");
}

TEST(Sources, Art_10_7_told_of_more_time) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  ASSERT_EQ(story.contacts(clerk), "");
  ASSERT_EQ(story.asks_for_time(clerk, "2025-10-30T17:30"), "");
  ASSERT_EQ(story.decides_on_time(hall_head, true), "");
  EXPECT_EQ(story.duty(DutyKind::contact), "open") << "the customer is told that it takes longer";
  ASSERT_EQ(story.contacts(clerk), "");
  EXPECT_EQ(story.duty(DutyKind::contact), "met");
}

TEST(Replan, Art_10_7_a_later_decree_moves_what_runs_and_no_verdict) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  EXPECT_EQ(story.replans(), 0U) << "nothing changed";
  story.now = at("2025-10-21T11:00");
  ASSERT_GT(story.strikes(story.now), 0U);  // contact is overdue: a verdict
  story.rulebook.calendars.bureau.exceptions.set({Date::of(2025, 10, 23), false, "台风停工", "市防指", true, Date::of(2025, 10, 21)});
  ASSERT_EQ(story.replans(), 1U);
  EXPECT_EQ(story.due(DutyKind::reply), "2025-10-28T17:30");
  EXPECT_EQ(story.duty(DutyKind::contact), "breached");
  EXPECT_EQ(story.state.rulebook_version, 1) << "days are facts: the limits stay those of the registration";
  EXPECT_EQ(story.replans(), 0U) << "once is enough";
}

TEST(Replan, Art_10_7_pauses_and_granted_time_survive) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  ASSERT_EQ(story.contacts(clerk), "");
  ASSERT_EQ(story.suspends(clerk), "");
  story.now = at("2025-10-21T10:00");
  ASSERT_EQ(story.customer_adds(), "");
  ASSERT_EQ(story.due(DutyKind::reply), "2025-10-28T17:30");
  story.rulebook.calendars.bureau.exceptions.set({Date::of(2025, 10, 23), false, "台风停工", "市防指", true, {}});
  ASSERT_EQ(story.replans(), 1U);
  EXPECT_EQ(story.due(DutyKind::reply), "2025-10-29T17:30");
  ASSERT_EQ(story.asks_for_time(clerk, "2025-10-31T12:00"), "");
  ASSERT_EQ(story.decides_on_time(hall_head, true), "");
  story.rulebook.calendars.bureau.exceptions.set({Date::of(2025, 10, 24), false, "台风停工", "市防指", true, {}});
  ASSERT_EQ(story.replans(), 1U);
  EXPECT_EQ(story.due(DutyKind::reply), "2025-10-31T12:00") << "the granted time is later than what the limits ask";
}

TEST(Replan, Art_10_7_a_clock_that_stood_still_through_a_decree_follows_it_when_it_goes_on) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  ASSERT_EQ(story.contacts(clerk), "");
  ASSERT_EQ(story.suspends(clerk), "");
  story.rulebook.calendars.bureau.exceptions.set({Date::of(2025, 10, 23), false, "台风停工", "市防指", true, {}});
  EXPECT_EQ(story.replans(), 0U) << "it stands still";
  story.now = at("2025-10-21T10:00");
  ASSERT_EQ(story.customer_adds(), "");
  EXPECT_EQ(story.due(DutyKind::reply), "2025-10-29T17:30") << "one day for the pause, one for the typhoon";
  EXPECT_EQ(story.replans(), 0U) << "once is enough";
}

TEST(Replan, Art_10_7_a_pause_into_a_year_not_decreed_makes_the_deadline_provisional_until_the_decree) {
  Story story;
  story.now = at("2026-12-22T10:00");
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  ASSERT_EQ(story.contacts(clerk), "");
  ASSERT_FALSE(story.state.open_duty(DutyKind::reply)->provisional);
  ASSERT_EQ(story.suspends(clerk), "");
  story.now = at("2026-12-30T10:00");
  ASSERT_EQ(story.customer_adds(), "");
  ASSERT_EQ(story.due(DutyKind::reply).substr(0, 4), "2027");
  EXPECT_TRUE(story.state.open_duty(DutyKind::reply)->provisional);
  ASSERT_EQ(story.suspends(clerk), "");
  story.rulebook.calendars.bureau.decreed_years.push_back(2027);
  story.now = at("2026-12-31T10:00");
  ASSERT_EQ(story.customer_adds(), "");
  EXPECT_FALSE(story.state.open_duty(DutyKind::reply)->provisional) << "the decree came while it stood still";
}

TEST(Replan, Art_10_7_limits_change_only_by_a_migration) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  for (LimitRule& limit : story.rulebook.limits)
    if (limit.duty == DutyKind::reply && limit.limit == Limit{5, TimeUnit::wd}) limit.limit.amount = 3;
  story.rulebook.version = story.rulebook.calendars.version = 2;
  ASSERT_EQ(story.replans(ReplanScope::limits), 1U);
  EXPECT_EQ(story.due(DutyKind::reply), "2025-10-23T17:30");
  EXPECT_EQ(story.state.rulebook_version, 2);
}

}  // namespace
}  // namespace shouwen
