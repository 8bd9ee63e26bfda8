// Who is on duty: shifts, deputies of absent officers, and who may plan. Then the store: planned, overlapping, taken back.
#include "org/roster.h"

#include "db/temporary_database_test.h"
#include "org/organisation_store.h"
#include "org/roster_store.h"
#include "org/small_bureau_test.h"
#include "org/unit_ending.h"

namespace shouwen {
namespace {

using namespace small_bureau;

constexpr Instant morning{1000}, noon{2000}, evening{3000};

TEST(Roster, Art_10_7_shifts_deputies_and_nobody) {
  const std::vector<DutyShift> shifts = {{1, hall, clerk, morning, evening, "值班"}, {2, hall, clerk, morning, noon, "带班"}, {3, hotline, agent, morning, evening, ""},
                                         {4, station, station_officer, morning, evening, ""}, {5, hall, former_clerk, morning, evening, ""}};
  const Organisation present = organisation();
  EXPECT_EQ(on_duty(shifts, present, hall, noon), (std::vector<OnDuty>{{clerk, {}, 1, evening}})) << "once, and nobody who left";
  EXPECT_TRUE(on_duty(shifts, present, hall, evening).empty()) << "the end is not part of a shift";
  EXPECT_TRUE(on_duty(shifts, present, center, noon).empty()) << "a shift of a team is not one of the unit above";
  const OfficerId deputy = present.officer(station_officer)->deputy_id;
  const Organisation away = organisation({{station_officer, {morning, noon}}});
  const auto found = on_duty(shifts, away, station, morning);
  if (deputy) EXPECT_EQ(found, (std::vector<OnDuty>{{deputy, station_officer, 4, evening}}));
  else EXPECT_TRUE(found.empty());
  EXPECT_EQ(on_duty(shifts, away, station, noon).front().officer_id, station_officer) << "back again";
  EXPECT_TRUE(on_duty(shifts, organisation({{agent, {morning, evening}}}), hotline, noon).empty()) << "absent without a deputy";
}

TEST(Roster, Art_4_a_head_plans_his_own_units) {
  const Rulebook& book = rulebook();
  const Organisation org = organisation();
  const auto may = [&](OfficerId id, UnitId unit) { return may_plan_roster(book, org, {Actor::Kind::officer, id, {}}, unit); };
  EXPECT_TRUE(may(administrator, hotline).allowed);
  EXPECT_TRUE(may(station_head, station_team).allowed);
  EXPECT_EQ(may(station_head, hall).refusal.code, "roster.other_unit");
  EXPECT_FALSE(may(clerk, hall).allowed);
}

TEST(UnitEnding, Art_10_7_nothing_and_nobody_is_left_behind) {
  const Organisation org = organisation();
  const auto refused = [&](UnitId unit, std::int64_t cases) {
    const Verdict verdict = may_end_unit(rulebook(), org, unit, cases);
    return verdict ? std::string() : verdict.refusal().code;
  };
  EXPECT_EQ(refused(bureau, 0), "end_unit.bureau_office");
  EXPECT_EQ(refused(office, 0), "end_unit.bureau_office");
  EXPECT_EQ(refused(station, 0), "end_unit.units_below");
  EXPECT_EQ(refused(hall, 0), "end_unit.officers_left");
  EXPECT_EQ(refused(UnitId{99}, 0), "unit.unknown");
  Unit empty;
  empty.id = UnitId{50};
  empty.parent_id = bureau;
  empty.code = "NEW";
  Unit routed = empty;
  routed.id = UnitId{51};
  routed.code = "KHFW-CF";
  const Organisation small({*org.unit(bureau), empty, routed}, {});
  EXPECT_EQ(may_end_unit(rulebook(), small, empty.id, 2).refusal().code, "end_unit.cases_left");
  EXPECT_EQ(may_end_unit(rulebook(), small, routed.id, 0).refusal().code, "end_unit.named_by_rulebook");
  EXPECT_TRUE(may_end_unit(rulebook(), small, empty.id, 0));
}

TEST(RosterStore, Art_4_planned_overlapping_and_taken_back) {
  const db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
  ASSERT_TRUE(add_unit(session, {"", "BJ", "供电局", "", UnitKind::bureau, {}}, {}, Instant{1}));
  const OfficerId officer_id = *add_officer(session, {"1", "沈", "", "BJ", "", {}, PostRank::staff}, {}, Instant{1});
  const UnitId unit{1};
  const auto plan = [&](Instant from, Instant to) { return plan_shift(session, {0, unit, officer_id, from, to, "值班"}, {}, Instant{1}); };
  const auto id = plan(morning, noon);
  ASSERT_TRUE(id);
  EXPECT_EQ(plan(Instant{1500}, evening).refusal().code, "plan_shift.overlaps");
  EXPECT_EQ(plan(noon, noon).refusal().code, "plan_shift.ends_before_it_starts");
  EXPECT_EQ(plan_shift(session, {0, UnitId{9}, officer_id, noon, evening, ""}, {}, Instant{1}).refusal().code, "plan_shift.unknown_unit");
  EXPECT_EQ(plan_shift(session, {0, unit, OfficerId{9}, noon, evening, ""}, {}, Instant{1}).refusal().code, "plan_shift.unknown_officer");
  EXPECT_TRUE(plan(noon, evening)) << "one after the other";
  EXPECT_EQ(shifts_at(session, noon).size(), 1U);
  EXPECT_EQ(shifts_between(session, morning, evening).size(), 2U);
  ASSERT_TRUE(end_shift(session, *id, {}, Instant{1}));
  EXPECT_EQ(shifts_between(session, morning, evening).size(), 1U) << "taken back before it began";
  EXPECT_EQ(end_shift(session, *id, {}, Instant{1}).refusal().code, "end_shift.over");
  EXPECT_TRUE(plan(morning, noon)) << "and its time is free again";
}

}  // namespace
}  // namespace shouwen
