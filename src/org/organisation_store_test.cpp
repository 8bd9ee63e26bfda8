// The organisation in the database: dated rows, one head a unit, every change in the journal, the past readable.
#include "org/organisation_store.h"

#include <gtest/gtest.h>

#include "db/journal.h"
#include "db/temporary_database_test.h"
#include "org/org_history_store.h"

namespace shouwen {
namespace {

constexpr Instant day_one{1000}, day_two{2000}, day_three{3000};

class OrganisationStoreTest : public testing::Test {
 protected:
  OrganisationStoreTest() {
    EXPECT_TRUE(add_unit(session, {"", "BJ", "供电局", "", UnitKind::bureau, {}}, {}, day_one));
    EXPECT_TRUE(add_unit(session, {"BJ", "JBGS", "局办公室", "", UnitKind::department, {}}, {}, day_one));
    EXPECT_TRUE(add_unit(session, {"BJ", "GDS", "供电所", "", UnitKind::supply_station, Area::rural}, {}, day_one));
    head = *add_officer(session, post("1", "沈", "GDS", PostRank::head), {}, day_one);
    officer = *add_officer(session, post("2", "韩", "GDS", PostRank::staff), {}, day_one);
  }
  static NewOfficer post(const char* code, const char* name, const char* unit, PostRank rank) {
    return {code, name, "１３８-0000 0000", unit, "专责", {"officer", "clerk"}, rank};
  }
  Organisation at(Instant when) { return load_organisation(session, when); }
  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
  OfficerId head, officer;
};

TEST_F(OrganisationStoreTest, Art_4_what_was_added_is_there_from_its_day) {
  EXPECT_TRUE(at(Instant{999}).units().empty());
  const Organisation org = at(day_one);
  EXPECT_EQ(org.bureau_office(), org.unit_by_code("JBGS")->id);
  EXPECT_EQ(org.unit_by_code("GDS")->area, Area::rural);
  EXPECT_EQ(org.head_of(org.unit_by_code("GDS")->id), head);
  EXPECT_EQ(org.officer(officer)->phone, "13800000000");
  EXPECT_EQ(org.officer(officer)->roles, (std::vector<std::string>{"officer", "clerk"}));
}

TEST_F(OrganisationStoreTest, Art_4_a_unit_has_one_head_and_the_past_stays) {
  ASSERT_TRUE(appoint(session, officer, post("", "", "GDS", PostRank::head), {}, day_two));
  const Organisation before = at(Instant{1999}), after = at(day_two);
  EXPECT_EQ(before.head_of(before.unit_by_code("GDS")->id), head);
  EXPECT_EQ(after.head_of(after.unit_by_code("GDS")->id), officer);
  EXPECT_EQ(after.officer(head)->unit_id, after.unit_by_code("GDS")->id) << "the earlier head stays in the unit";
  ASSERT_TRUE(appoint(session, officer, post("", "", "JBGS", PostRank::staff), {}, day_three));
  EXPECT_EQ(at(day_three).officer(officer)->unit_id, at(day_three).unit_by_code("JBGS")->id);
  EXPECT_EQ(at(day_three).unit_by_code("GDS")->head_id, OfficerId{});
}

TEST_F(OrganisationStoreTest, Art_11_5_a_post_has_a_rank_in_its_unit) {
  EXPECT_EQ(at(day_one).officer(head)->rank, PostRank::head);
  EXPECT_EQ(at(day_one).officer(officer)->rank, PostRank::staff);
  ASSERT_TRUE(appoint(session, officer, post("", "", "GDS", PostRank::deputy_head), {}, day_two));
  EXPECT_EQ(at(day_two).officer(officer)->rank, PostRank::deputy_head);
  EXPECT_EQ(at(day_two).unit_by_code("GDS")->head_id, head) << "a deputy head takes nobody's place";
  ASSERT_TRUE(appoint(session, officer, post("", "", "GDS", PostRank::head), {}, day_three));
  EXPECT_EQ(at(day_three).officer(head)->rank, PostRank::staff) << "one head only";
  EXPECT_EQ(posts_of(session, officer).front().rank, PostRank::head);
  ASSERT_TRUE(end_officer(session, officer, {}, Instant{4000}));
  EXPECT_EQ(at(Instant{4000}).officer(officer)->rank, PostRank::staff) << "who left heads nothing";
}

TEST_F(OrganisationStoreTest, Art_4_deputies_and_absences_are_dated) {
  ASSERT_TRUE(set_deputy(session, officer, head, {}, day_two));
  EXPECT_EQ(at(day_one).officer(officer)->deputy_id, OfficerId{});
  EXPECT_EQ(at(day_two).officer(officer)->deputy_id, head);
  ASSERT_TRUE(record_absence(session, officer, {day_two, day_three}, "休假", {}, day_one));
  EXPECT_TRUE(at(day_one).is_absent(officer, day_two));
  ASSERT_TRUE(end_absence(session, officer, {}, Instant{2500}));
  EXPECT_TRUE(at(day_three).is_absent(officer, Instant{2499}));
  EXPECT_FALSE(at(day_three).is_absent(officer, Instant{2500}));
}

TEST_F(OrganisationStoreTest, Art_4_who_leaves_is_kept_but_inactive) {
  ASSERT_TRUE(end_officer(session, officer, head, day_two));
  const Organisation after = at(day_two);
  ASSERT_NE(after.officer(officer), nullptr);
  EXPECT_FALSE(after.officer(officer)->active);
  EXPECT_TRUE(after.officer(officer)->roles.empty());
  EXPECT_TRUE(at(Instant{1999}).officer(officer)->active);
}

TEST_F(OrganisationStoreTest, Art_4_mistakes_are_refused) {
  const auto code = [](const auto& result) { return result ? std::string() : result.refusal().code; };
  EXPECT_EQ(code(add_unit(session, {"BJ", "", "x", "", UnitKind::team, {}}, {}, day_two)), "add_unit.code_or_name_missing");
  EXPECT_EQ(code(add_unit(session, {"BJ", "GDS", "x", "", UnitKind::team, {}}, {}, day_two)), "add_unit.code_taken");
  EXPECT_EQ(code(add_unit(session, {"NO", "N", "x", "", UnitKind::team, {}}, {}, day_two)), "add_unit.unknown_parent");
  EXPECT_EQ(code(add_officer(session, post("", "x", "GDS", PostRank::staff), {}, day_two)), "add_officer.code_or_name_missing");
  EXPECT_EQ(code(add_officer(session, post("1", "x", "GDS", PostRank::staff), {}, day_two)), "add_officer.code_taken");
  EXPECT_EQ(code(add_officer(session, post("9", "x", "NO", PostRank::staff), {}, day_two)), "add_officer.unknown_unit");
  EXPECT_EQ(code(appoint(session, OfficerId{99}, post("", "", "GDS", PostRank::staff), {}, day_two)), "appoint.unknown_officer");
  EXPECT_EQ(code(appoint(session, officer, post("", "", "NO", PostRank::staff), {}, day_two)), "appoint.unknown_unit");
  EXPECT_EQ(code(end_officer(session, OfficerId{99}, {}, day_two)), "end_officer.unknown_officer");
  EXPECT_EQ(code(end_officer(session, officer, officer, day_two)), "end_officer.yourself");
  EXPECT_EQ(code(set_deputy(session, officer, OfficerId{99}, {}, day_two)), "set_deputy.unknown_officer");
  EXPECT_EQ(code(set_deputy(session, officer, officer, {}, day_two)), "set_deputy.yourself");
  EXPECT_EQ(code(record_absence(session, OfficerId{99}, {day_one, day_two}, "", {}, day_two)), "record_absence.unknown_officer");
  EXPECT_EQ(code(record_absence(session, officer, {day_two, day_two}, "", {}, day_two)), "record_absence.ends_before_it_starts");
  EXPECT_EQ(code(end_absence(session, officer, {}, day_two)), "end_absence.none_running");
}

TEST_F(OrganisationStoreTest, Art_4_every_change_is_in_the_journal) {
  ASSERT_TRUE(set_deputy(session, officer, head, head, day_two));
  const auto entries = db::read_stream(session, "org");
  ASSERT_EQ(entries.size(), 6U);
  EXPECT_EQ(entries.back().kind, "deputy_set");
  EXPECT_EQ(entries.back().actor_id, head.value);
  EXPECT_EQ(entries.back().clause, "art.4");
  EXPECT_TRUE(db::verify_chain(session).intact);
}

TEST_F(OrganisationStoreTest, Art_4_a_unit_changes_and_its_past_stays) {
  const UnitId station = at(day_one).unit_by_code("GDS")->id;
  ASSERT_TRUE(change_unit(session, station, {"JBGS", "城东供电所", "0800", Area::urban}, head, day_two));
  EXPECT_EQ(at(day_one).unit(station)->name, "供电所");
  EXPECT_EQ(at(day_two).unit(station)->name, "城东供电所");
  EXPECT_EQ(at(day_two).unit(station)->parent_id, at(day_two).unit_by_code("JBGS")->id);
  const UnitId bureau = at(day_two).unit_by_code("BJ")->id, office = at(day_two).unit_by_code("JBGS")->id;
  EXPECT_EQ(change_unit(session, office, {"GDS", "局办", "", {}}, head, day_two).refusal().code, "change_unit.below_itself");
  EXPECT_EQ(change_unit(session, station, {"", "x", "", {}}, head, day_two).refusal().code, "change_unit.parent_missing");
  EXPECT_EQ(change_unit(session, station, {"NO", "x", "", {}}, head, day_two).refusal().code, "add_unit.unknown_parent");
  EXPECT_EQ(change_unit(session, UnitId{99}, {"BJ", "x", "", {}}, head, day_two).refusal().code, "unit.unknown");
  EXPECT_TRUE(change_unit(session, bureau, {"", "某某供电局", "", {}}, head, day_three));
  const auto terms = terms_of(session, station);
  ASSERT_EQ(terms.size(), 2U);
  EXPECT_EQ(terms[1].to, day_two);
}

TEST_F(OrganisationStoreTest, Art_4_an_ended_unit_is_gone_and_can_come_back) {
  const UnitId station = at(day_one).unit_by_code("GDS")->id;
  ASSERT_TRUE(end_unit(session, station, head, day_two));
  EXPECT_NE(at(day_one).unit(station), nullptr);
  EXPECT_EQ(at(day_two).unit(station), nullptr);
  EXPECT_EQ(end_unit(session, station, head, day_two).refusal().code, "unit.unknown");
  EXPECT_EQ(ended_units(session).size(), 1U);
  ASSERT_TRUE(reopen_unit(session, station, head, day_three));
  EXPECT_NE(at(day_three).unit(station), nullptr);
  EXPECT_EQ(reopen_unit(session, station, head, day_three).refusal().code, "reopen_unit.not_ended");
}

TEST_F(OrganisationStoreTest, Art_4_a_planned_post_begins_in_its_time_and_can_be_replaced) {
  NewOfficer planned = post("", "", "JBGS", PostRank::staff);
  planned.from = day_three;
  ASSERT_TRUE(appoint(session, officer, planned, head, day_two));
  EXPECT_EQ(at(Instant{2999}).officer(officer)->unit_id, at(day_one).unit_by_code("GDS")->id);
  EXPECT_FALSE(at(Instant{2999}).officer(officer)->roles.empty());
  EXPECT_EQ(at(day_three).officer(officer)->unit_id, at(day_one).unit_by_code("JBGS")->id);
  ASSERT_TRUE(appoint(session, officer, post("", "", "BJ", PostRank::staff), head, Instant{2500})) << "another decision before it began";
  EXPECT_EQ(at(day_three).officer(officer)->unit_id, at(day_one).unit_by_code("BJ")->id);
  EXPECT_EQ(posts_of(session, officer).size(), 2U) << "the post that never began is left out";
  planned.from = day_one;
  EXPECT_EQ(appoint(session, officer, planned, head, day_two).refusal().code, "appoint.into_the_past");
}

TEST_F(OrganisationStoreTest, Art_4_who_left_can_be_taken_back_and_names_corrected) {
  EXPECT_EQ(reinstate_officer(session, officer, post("", "", "GDS", PostRank::staff), head, day_two).refusal().code, "reinstate_officer.not_ended");
  ASSERT_TRUE(end_officer(session, officer, head, day_two));
  EXPECT_FALSE(at(day_two).officer(officer)->active);
  ASSERT_TRUE(reinstate_officer(session, officer, post("", "", "JBGS", PostRank::staff), head, day_three));
  EXPECT_TRUE(at(day_three).officer(officer)->active);
  EXPECT_EQ(at(day_three).officer(officer)->unit_id, at(day_three).unit_by_code("JBGS")->id);
  ASSERT_TRUE(correct_officer(session, officer, "韩梅", "１３９", head, day_three));
  EXPECT_EQ(at(day_three).officer(officer)->name, "韩梅");
  EXPECT_EQ(correct_officer(session, OfficerId{99}, "x", "", head, day_three).refusal().code, "officer.unknown");
}

TEST_F(OrganisationStoreTest, Art_4_absences_are_planned_taken_back_and_do_not_overlap) {
  ASSERT_TRUE(record_absence(session, officer, {day_two, day_three}, "休假", head, day_one));
  EXPECT_EQ(record_absence(session, officer, {Instant{2500}, Instant{3500}}, "出差", head, day_one).refusal().code, "record_absence.overlaps");
  EXPECT_TRUE(record_absence(session, officer, {day_three, Instant{3500}}, "出差", head, day_one)) << "one ends when the other begins";
  const auto terms = absences_of(session, officer);
  ASSERT_EQ(terms.size(), 2U);
  ASSERT_TRUE(cancel_absence(session, officer, terms[1].id, head, day_one));
  EXPECT_FALSE(at(day_one).is_absent(officer, day_two));
  EXPECT_EQ(cancel_absence(session, officer, terms[1].id, head, day_one).refusal().code, "cancel_absence.over");
  EXPECT_TRUE(absences_of(session, officer)[1].taken_back);
  EXPECT_EQ(absences_between(session, day_one, Instant{4000}).size(), 1U);
}

}  // namespace
}  // namespace shouwen
