// What would have been: the same rules give what was; other limits, days and rosters change what they must and nothing else.
#include "what_if/replay.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "cases/case_fixture_test.h"
#include "what_if/figures.h"
#include "what_if/roster_cover.h"

namespace shouwen {
namespace {

using namespace small_bureau;

/// What the clock alone wrote of a duty is not compared: whom it warned and told.
Duty without_warnings(Duty duty) {
  duty.warned_at.reset();
  duty.escalations = 0;
  return duty;
}

std::vector<Duty> duties_of(const ServiceCase& service_case, Instant until) {
  std::vector<Duty> duties;
  for (const Duty& duty : service_case.duties) duties.push_back(without_warnings(duty));
  // A deadline the ticker has not come to yet.
  for (Duty& duty : duties)
    if (duty.state == DutyState::open && !duty.paused_at && until > duty.due_at) {
      duty.state = DutyState::breached;
      if (!duty.owner_officer_id && !duty.owner_unit_id) duty.owner_officer_id = service_case.responsible_officer_id;
      if (!duty.owner_unit_id) duty.owner_unit_id = service_case.handling_unit_id;
    }
  return duties;
}

std::string words_of(const std::vector<Duty>& duties) {
  std::string words;
  for (const Duty& duty : duties)
    words += std::to_string(static_cast<int>(duty.kind)) + duty.stop + " state " + std::to_string(static_cast<int>(duty.state)) + " due " + to_iso(duty.due_at) + ' ' + duty.cause + '\n';
  return words;
}

/// Time passes as it does in the house: the clock has its turn at every alarm.
void pass_to(Story& story, Instant when) {
  for (int turns = 0; turns < 100; ++turns) {
    const auto alarm = next_strike(story.state, story.rulebook, story.rulebook.calendars);
    if (!alarm || *alarm > when) break;
    if (story.strikes(std::max(*alarm, story.now)) == 0) break;
  }
  story.now = when;
}

void one_step(Story& story, int verb) {
  const OfficerId holder = story.state.responsible_officer_id;
  switch (verb) {
    case 0: story.transfers(holder, holder == clerk ? station : hall); break;
    case 1: story.accepts(story.state.offer && story.state.offer->to_unit_id == station ? station_head : hall_head); break;
    case 2: story.returns(story.state.offer && story.state.offer->to_unit_id == station ? station_head : hall_head); break;
    case 3: story.asks_office(holder); break;
    case 4: story.rules(office_clerk, station); break;
    case 5: story.contacts(holder); break;
    case 6: story.reports(holder); break;
    case 7: story.suspends(holder); break;
    case 8: story.resumes(holder); break;
    case 9: story.replies(holder); break;
    case 10: story.follows_up(follow_up_clerk, Satisfaction::satisfied); break;
    case 11: story.follows_up(follow_up_clerk, Satisfaction::unreachable); break;
    case 12: story.closes(holder, "已办结"); break;
    case 13: story.reopens(holder); break;
    case 14: story.supervises(auditor); break;
    case 15: story.answers_supervision(holder); break;
    case 16: {
      const Duty* owed = story.state.open_duty(DutyKind::reply);
      if (owed != nullptr) story.asks_for_time(holder, to_iso(owed->due_at.plus_seconds(2 * seconds_per_day)).c_str());
      break;
    }
    case 17: story.decides_on_time(director, true); break;
    case 18: story.arrives(holder); break;
    case 19: story.lifts(auditor, DutyKind::progress); break;
    case 20: {
      CorrectionInput input;
      input.category = Line<1, 80>{"complaint.billing"};
      input.kind = CaseKind::complaint;
      story.corrects(holder, input);
      break;
    }
    case 21: story.withdraws(holder); break;
    case 22: story.explains(holder); break;
    case 23: story.customer_adds(); break;
    default: story.notes(holder); break;
  }
}

RC_GTEST_PROP(WhatIf, Art_11_6_1_the_same_rules_give_exactly_what_happened, ()) {
  Story story;
  const int kind = *rc::gen::inRange(0, 4);
  const RegisterInput inputs[] = {Story::complaint(), Story::inquiry(), Story::fault(), Story::tip()};
  RC_ASSERT(story.registers(clerk, inputs[kind]).empty());
  const int steps = *rc::gen::inRange(1, 24);
  for (int i = 0; i < steps; ++i) {
    const int seconds = *rc::gen::element(0, 60, 3600, 5 * 3600, 86400, 3 * 86400, 9 * 86400);
    pass_to(story, story.now.plus_seconds(seconds));
    one_step(story, *rc::gen::inRange(0, 25));
  }
  const Instant until = story.now;
  const ServiceCase would = replay(story.events, {story.rulebook, story.organisation}, until);
  RC_LOG() << "was\n" << words_of(duties_of(story.state, until)) << "would\n" << words_of(duties_of(would, until));
  RC_ASSERT(duties_of(story.state, until) == duties_of(would, until));
  for (const DutyComparison& row : compare_duties(as_it_was(story.events), would, until)) {
    RC_ASSERT(row.was == row.would);
    RC_ASSERT(row.was_due == row.would_due);
  }
  const RosterCover roster({{1, hall, clerk, at("2025-10-20T08:00"), at("2025-10-25T18:00"), ""}, {2, station, station_officer, at("2025-10-21T08:00"), at("2025-11-21T18:00"), ""}}, story.organisation);
  WhatIfFigures figures;
  count_cover(figures, as_it_was(story.events), story.rulebook, roster, would, story.rulebook, roster, until);
  for (const auto& [unit, cover] : figures.by_cover) {
    RC_ASSERT(cover.moments_was == cover.moments_would);
    RC_ASSERT(cover.nobody_was == cover.nobody_would);
  }
}

std::vector<DutyComparison> compared(const Story& story, const Rulebook& draft) {
  return compare_duties(as_it_was(story.events), replay(story.events, {draft, story.organisation}, story.now), story.now);
}

DutyComparison row_of(const std::vector<DutyComparison>& rows, DutyKind kind) {
  for (const DutyComparison& row : rows)
    if (row.kind == kind) return row;
  return {};
}

TEST(WhatIf, Art_5_a_shorter_limit_makes_an_answer_late_that_was_in_time) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  ASSERT_EQ(story.contacts(clerk), "");
  story.now = at("2025-10-23T10:00");
  ASSERT_EQ(story.replies(clerk), "");
  Rulebook draft = story.rulebook;
  for (LimitRule& limit : draft.limits)
    if (limit.duty == DutyKind::reply) limit.limit = {2, TimeUnit::wd};
  const DutyComparison reply = row_of(compared(story, draft), DutyKind::reply);
  EXPECT_EQ(reply.was, DutyEnding::met);
  EXPECT_EQ(reply.would, DutyEnding::late);
  EXPECT_EQ(to_iso(reply.would_due).substr(0, 16), "2025-10-22T17:30");
  EXPECT_EQ(reply.unit_id, hall);
  EXPECT_EQ(reply.officer_id, clerk);
}

TEST(WhatIf, Art_5_a_longer_limit_clears_a_breach_the_clock_had_struck) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  pass_to(story, at("2025-10-30T10:00"));
  ASSERT_EQ(story.replies(clerk), "");
  ASSERT_EQ(story.duty(DutyKind::reply), "late");
  Rulebook draft = story.rulebook;
  for (LimitRule& limit : draft.limits)
    if (limit.duty == DutyKind::reply) limit.limit = {30, TimeUnit::wd};
  const DutyComparison reply = row_of(compared(story, draft), DutyKind::reply);
  EXPECT_EQ(reply.was, DutyEnding::late);
  EXPECT_EQ(reply.would, DutyEnding::met);
}

TEST(WhatIf, Art_11_6_1_a_day_off_moves_deadlines_and_a_running_duty_is_late_once_its_time_is_over) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  pass_to(story, at("2025-10-28T09:00"));
  Rulebook draft = story.rulebook;
  draft.calendars.bureau.exceptions.set({Date::of(2025, 10, 23), false, "台风停工", "市防指", true, {}});
  const DutyComparison reply = row_of(compared(story, draft), DutyKind::reply);
  EXPECT_EQ(reply.was, DutyEnding::late);
  EXPECT_EQ(reply.would, DutyEnding::running);
  EXPECT_EQ(to_iso(reply.would_due).substr(0, 16), "2025-10-28T17:30");
}

TEST(WhatIf, Art_5_a_duty_nobody_owed_appears_and_one_that_falls_away_is_not_late) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  pass_to(story, at("2025-10-30T10:00"));
  Rulebook draft = story.rulebook;
  std::erase_if(draft.limits, [](const LimitRule& limit) { return limit.duty == DutyKind::contact; });
  EXPECT_EQ(row_of(compared(story, draft), DutyKind::contact).was, DutyEnding::late);
  EXPECT_EQ(row_of(compared(story, draft), DutyKind::contact).would, DutyEnding::none);
  Story other;
  other.rulebook = draft;
  ASSERT_EQ(other.registers(clerk, Story::complaint()), "");
  other.now = at("2025-10-30T10:00");
  EXPECT_EQ(row_of(compared(other, story.rulebook), DutyKind::contact).was, DutyEnding::none);
  EXPECT_EQ(row_of(compared(other, story.rulebook), DutyKind::contact).would, DutyEnding::late);
}

TEST(WhatIf, Art_11_6_1_pauses_customers_and_lapsed_offers_stay_facts) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  ASSERT_EQ(story.transfers(clerk, station), "");
  const Duty* offered = story.state.open_duty(DutyKind::acceptance);
  ASSERT_NE(offered, nullptr);
  pass_to(story, offered->due_at.plus_seconds(60));
  ASSERT_FALSE(story.state.offer.has_value()) << "the offer lapsed";
  Rulebook draft = story.rulebook;
  for (LimitRule& limit : draft.limits)
    if (limit.duty == DutyKind::acceptance) limit.limit = {20, TimeUnit::wd};
  const DutyComparison acceptance = row_of(compared(story, draft), DutyKind::acceptance);
  EXPECT_EQ(acceptance.was, DutyEnding::late);
  EXPECT_EQ(acceptance.would, DutyEnding::met);
  EXPECT_EQ(acceptance.unit_id, station);
}

TEST(WhatIf, Art_11_6_1_figures_add_up_by_unit_kind_and_route) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  ASSERT_EQ(story.contacts(clerk), "");
  story.now = at("2025-10-23T10:00");
  ASSERT_EQ(story.replies(clerk), "");
  Rulebook draft = story.rulebook;
  for (LimitRule& limit : draft.limits)
    if (limit.duty == DutyKind::reply) limit.limit = {2, TimeUnit::wd};
  draft.routing.insert(draft.routing.begin(), {"inquiry.tariff", std::nullopt, "SCYX", "art.10(3)"});
  WhatIfFigures one, two;
  const ServiceCase was = as_it_was(story.events), would = replay(story.events, {draft, story.organisation}, story.now);
  count_case(one, was, would, story.rulebook, draft, story.now);
  count_case(two, was, would, story.rulebook, draft, story.now);
  add_figures(one, two);
  finish_figures(one);
  EXPECT_EQ(one.cases, 2);
  EXPECT_EQ(one.changed_cases, 2);
  EXPECT_EQ(one.rerouted, 2);
  EXPECT_EQ(one.all.newly_late, 2);
  EXPECT_EQ(one.by_kind[CaseKind::inquiry].would.late, 2);
  EXPECT_EQ(one.by_unit[hall].newly_late, 2);
  EXPECT_EQ(one.by_officer[clerk].would.late, 2);
  EXPECT_EQ(one.by_route["SCYX"].would, 2);
  EXPECT_EQ(one.by_route["SCYX"].was, 0);
  EXPECT_EQ(one.changed.size(), 4U);
}

TEST(WhatIf, Art_4_a_drafted_roster_leaves_or_fills_the_moments_that_need_somebody) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::fault()), "");
  story.now = at("2025-10-30T10:00");
  const ServiceCase state = as_it_was(story.events);
  const DutyShift shift{1, hall, clerk, at("2025-10-20T08:00"), at("2025-10-20T18:00"), "值班"};
  const RosterCover present({shift}, story.organisation), drafted({{2, hall, other_clerk, at("2025-10-21T08:00"), at("2025-10-21T18:00"), "值班"}}, story.organisation);
  WhatIfFigures figures;
  count_cover(figures, state, story.rulebook, present, state, story.rulebook, drafted, story.now);
  const Cover& cover = figures.by_cover[hall];
  EXPECT_EQ(cover.moments_was, cover.moments_would);
  EXPECT_GT(cover.moments_was, 0);
  EXPECT_LT(cover.nobody_was, cover.nobody_would) << "the crew was needed on the 20th";
}

}  // namespace
}  // namespace shouwen
