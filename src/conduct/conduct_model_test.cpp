// Every order of every verb by everybody, as far as a small world goes: no path decides without a hearing, lets an investigator
// decide, exposes without two bodies, takes down but by rule, or closes with something undone.
#include <gtest/gtest.h>

#include <deque>
#include <set>

#include "conduct/conduct_fixture_test.h"

namespace shouwen {
namespace {

using namespace conduct_test;

/// The accused, his colleague, two who may investigate, two of supervision, one who speaks for the group.
const std::vector<OfficerId> everybody{accused, other_clerk, first, second, auditor, audit_head, office_head};

using Deed = std::function<ConductDecided(const ConductCase&, const ConductSituation&)>;

/// Every verb with a form that could hold.
std::vector<Deed> deeds() {
  std::vector<Deed> list;
  const auto add = [&list](Deed deed) { list.push_back(std::move(deed)); };
  add([](const ConductCase& c, const ConductSituation& s) { return accept_conduct_case(c, {}, s); });
  add([](const ConductCase& c, const ConductSituation& s) { return decline_conduct_case(c, {0, {"不足"}}, s); });
  for (const auto& pair : {std::vector{first, second}, std::vector{first, accused}, std::vector{first, other_clerk}})
    add([pair](const ConductCase& c, const ConductSituation& s) { return appoint_conduct_investigators(c, {0, pair}, s); });
  for (const bool proved : {true, false}) add([proved](const ConductCase& c, const ConductSituation& s) { return record_conduct_finding(c, facts(proved), s); });
  add([](const ConductCase& c, const ConductSituation& s) { return confirm_conduct_finding(c, {}, s); });
  add([](const ConductCase& c, const ConductSituation& s) { return ask_hearing(c, {0, {"请说明"}}, s); });
  for (const bool declined : {true, false}) add([declined](const ConductCase& c, const ConductSituation& s) { return answer_hearing(c, {0, declined, {"说明"}}, s); });
  add([](const ConductCase& c, const ConductSituation& s) { return decide_conduct(c, decision(), s); });
  add([](const ConductCase& c, const ConductSituation& s) { return end_not_proved(c, {0, {"未查实"}}, s); });
  add([](const ConductCase& c, const ConductSituation& s) { return object_to_decision(c, {0, {"不服"}}, s); });
  add([](const ConductCase& c, const ConductSituation& s) { return waive_objection(c, {}, s); });
  for (const ObjectionOutcome outcome : {ObjectionOutcome::stands, ObjectionOutcome::milder, ObjectionOutcome::lifted})
    add([outcome](const ConductCase& c, const ConductSituation& s) { return decide_objection(c, {0, outcome, HandlingLevel::pay_withheld, 100'000, {}, {"复核"}}, s); });
  add([](const ConductCase& c, const ConductSituation& s) { return draft_exposure(c, exposure(), s); });
  add([](const ConductCase& c, const ConductSituation& s) { return correct_exposure(c, {0, {"更正"}, {{1, {"事实"}}}, {"有误"}}, s); });
  for (const ExposureBody body : {ExposureBody::supervision, ExposureBody::leading_group}) add([body](const ConductCase& c, const ConductSituation& s) { return approve_exposure(c, {}, body, s); });
  add([](const ConductCase& c, const ConductSituation& s) { return return_exposure(c, {0, {"重写"}}, s); });
  add([](const ConductCase& c, const ConductSituation& s) { return order_rectification(c, {0, hall, {"整改"}, Date::of(2026, 12, 10)}, s); });
  add([](const ConductCase& c, const ConductSituation& s) { return report_rectified(c, 1, {0, {"完成"}}, s); });
  for (const bool passed : {true, false}) add([passed](const ConductCase& c, const ConductSituation& s) { return retest_rectification(c, 1, {0, passed, {"复查"}, Date::of(2026, 12, 20)}, s); });
  add([](const ConductCase& c, const ConductSituation& s) { return close_conduct_case(c, {}, s); });
  add([](const ConductCase& c, const ConductSituation& s) { return take_over_conduct_case(c, {0, {"提级"}}, s); });
  return list;
}

/// What tells two states apart for what can happen next; wording, times and how often something was tried do not.
std::string key_of(const ConductCase& c) {
  std::string key;
  const auto add = [&key](std::int64_t part) { key += std::to_string(part) + ','; };
  add(static_cast<std::int64_t>(c.stage));
  add(static_cast<std::int64_t>(c.level));
  for (const OfficerId id : c.investigator_ids) add(id.value);
  if (c.finding) {
    // Who of the two wrote it matters until the other stands for it.
    add(c.finding->confirmed_at ? 0 : c.finding->recorded_by_id.value);
    add(c.finding->any_proved());
    add(c.finding->confirmed_at.has_value());
  }
  key += c.hearing ? "|h" + std::to_string(c.hearing->answer == HearingAnswer::waiting) : "|";
  key += c.decision ? "|d" + std::to_string(c.decision->decided_by_id.value) + (c.decision->measure == HandlingLevel::pay_withheld ? "m" : "") : "|";
  key += c.objection ? "|o" + std::to_string(c.objection->late) + std::to_string(c.objection->outcome ? static_cast<int>(*c.objection->outcome) : 9) : "|";
  if (c.exposure) {
    key += "|e";
    add(static_cast<std::int64_t>(c.exposure->texts.size()));
    add(c.exposure->outdated);
    add(c.exposure->taken_down_at.has_value());
    if (c.exposure->draft) {
      add(c.exposure->draft->written_by_id.value);
      for (const ExposureApproval& approval : c.exposure->draft->approvals) add(approval.officer_id.value * 2 + static_cast<std::int64_t>(approval.body));  // one at most: two publish it
    }
  }
  for (const Rectification& row : c.rectifications) {
    key += "|r";
    add(row.reported_at.has_value());
    add(row.passed);
  }
  return key;
}

void expect_two_bodies(const ExposureText& text) {
  ASSERT_EQ(text.approvals.size(), 2U);
  EXPECT_NE(text.approvals[0].body, text.approvals[1].body);
  EXPECT_NE(text.approvals[0].officer_id, text.approvals[1].officer_id);
  for (const ExposureApproval& approval : text.approvals) EXPECT_NE(approval.officer_id, text.written_by_id);
}

void check(const ConductCase& before, const ConductEvent& event, const ConductCase& c, const Organisation& organisation) {
  ASSERT_EQ(c.version, before.version + 1);
  // Whatever somebody did with it, he is not of the accused's line, unless it is the person's own word or his unit's task.
  static const std::set<std::string> own{"conduct_hearing_answered", "conduct_hearing_declined", "conduct_objected", "conduct_objection_waived", "conduct_rectification_reported"};
  if (event.actor_id && !own.contains(event.kind)) { EXPECT_FALSE(is_of_accused_line(organisation, c.accused, event.actor_id)) << event.kind; }
  for (const OfficerId id : c.investigator_ids) EXPECT_FALSE(is_of_accused_line(organisation, c.accused, id));
  if (c.decision) {
    ASSERT_TRUE(c.hearing) << "decided without a hearing";
    EXPECT_NE(c.hearing->answer, HearingAnswer::waiting) << "decided before an answer";
    EXPECT_FALSE(is_investigator(c, c.decision->decided_by_id)) << "an investigator decided";
    EXPECT_NE(c.finding->recorded_by_id, c.finding->confirmed_by_id);
    ASSERT_TRUE(c.finding->confirmed_at);
    for (const std::int64_t number : c.decision->fact_numbers) EXPECT_TRUE(c.finding->facts[static_cast<std::size_t>(number) - 1].proved);
  }
  if (c.objection && c.objection->outcome) {
    EXPECT_NE(c.objection->decided_by_id, c.decision->decided_by_id);
    EXPECT_FALSE(is_investigator(c, c.objection->decided_by_id));
  }
  if (c.exposure) {
    for (const ExposureText& text : c.exposure->texts) expect_two_bodies(text);
    EXPECT_EQ(c.exposure->published_at.has_value(), !c.exposure->texts.empty());
    if (c.exposure->published_at) { ASSERT_TRUE(c.decision); }
    const bool was_up = before.exposure && before.exposure->is_up();
    if (was_up && !c.exposure->is_up()) { EXPECT_TRUE(c.stage == ConductStage::lifted || event.kind == "conduct_exposure_taken_down"); }
    if (before.exposure) { EXPECT_GE(c.exposure->texts.size(), before.exposure->texts.size()) << "a published text went"; }
  }
  if (before.exposure && before.exposure->published_at) { EXPECT_TRUE(c.exposure && c.exposure->number == before.exposure->number); }
  if (c.stage == ConductStage::closed) {
    ASSERT_TRUE(c.exposure && c.exposure->published_at);
    ASSERT_FALSE(c.rectifications.empty());
    for (const Rectification& row : c.rectifications) EXPECT_TRUE(row.passed);
  }
  if (c.stage == ConductStage::lifted && c.exposure) { EXPECT_FALSE(c.exposure->is_up()); }
}

TEST(ConductModel, Art_9_4_every_order_of_every_verb_by_everybody) {
  constexpr std::size_t most_states = 80'000;
  World world;
  ASSERT_EQ(world.open(), "");
  const std::vector<Deed> list = deeds();
  std::deque<ConductCase> waiting{world.state};
  std::set<std::string> seen{key_of(world.state)};
  std::set<ConductStage> reached{world.state.stage};
  const auto visit = [&](const ConductCase& before, const ConductEvent& event) {
    ConductCase after = apply(before, event);
    check(before, event, after, world.organisation);
    reached.insert(after.stage);
    // One task and two texts are enough of a world.
    if (after.rectifications.size() > 1 || (after.exposure && after.exposure->texts.size() > 2)) return;
    if (seen.insert(key_of(after)).second) waiting.push_back(std::move(after));
  };
  while (!waiting.empty() && !testing::Test::HasFailure()) {
    const ConductCase c = std::move(waiting.front());
    waiting.pop_front();
    for (const OfficerId officer : everybody)
      for (const Deed& deed : list)
        if (const ConductDecided decided = deed(c, world.by(officer))) visit(c, *decided);
    // The clock, far enough that whatever can lapse lapses.
    for (const std::int64_t days : {30, 400}) {
      World later = world;
      later.now = world.now.plus_seconds(days * seconds_per_day);
      if (const auto struck = strike_conduct(c, later.by({}))) {
        ConductEvent at_once = *struck;
        at_once.at = world.now;
        // Times of the clock are all the same to what may happen next: the world stands still.
        if (at_once.clock) at_once.clock->due_at = world.now.plus_seconds(seconds_per_day);
        if (at_once.clock) at_once.clock->warn_at = world.now.plus_seconds(seconds_per_day);
        visit(c, at_once);
      }
    }
    ASSERT_LE(seen.size(), most_states) << "the world is not small any more";
  }
  // Nothing of the way is out of reach.
  EXPECT_EQ(reached.size(), 13U);
  RecordProperty("states", static_cast<int>(seen.size()));
  printf("%zu states\n", seen.size());
}

}  // namespace
}  // namespace shouwen
