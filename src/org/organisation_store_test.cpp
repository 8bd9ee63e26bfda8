// The organisation in the database: dated rows, one head a unit, every change in the journal, the past readable.
#include "org/organisation_store.h"

#include <gtest/gtest.h>

#include "db/journal.h"
#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

constexpr Instant day_one{1000}, day_two{2000}, day_three{3000};

class OrganisationStoreTest : public testing::Test {
 protected:
  OrganisationStoreTest() {
    EXPECT_TRUE(add_unit(session, {"", "BJ", "供电局", "", UnitKind::bureau, {}}, {}, day_one));
    EXPECT_TRUE(add_unit(session, {"BJ", "JBGS", "局办公室", "", UnitKind::department, {}}, {}, day_one));
    EXPECT_TRUE(add_unit(session, {"BJ", "GDS", "供电所", "", UnitKind::supply_station, Area::rural}, {}, day_one));
    head = *add_officer(session, post("1", "沈", "GDS", true), {}, day_one);
    officer = *add_officer(session, post("2", "韩", "GDS", false), {}, day_one);
  }
  static NewOfficer post(const char* code, const char* name, const char* unit, bool is_head) {
    return {code, name, "１３８-0000 0000", unit, "专责", {"officer", "clerk"}, is_head};
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
  ASSERT_TRUE(appoint(session, officer, post("", "", "GDS", true), {}, day_two));
  const Organisation before = at(Instant{1999}), after = at(day_two);
  EXPECT_EQ(before.head_of(before.unit_by_code("GDS")->id), head);
  EXPECT_EQ(after.head_of(after.unit_by_code("GDS")->id), officer);
  EXPECT_EQ(after.officer(head)->unit_id, after.unit_by_code("GDS")->id) << "the earlier head stays in the unit";
  ASSERT_TRUE(appoint(session, officer, post("", "", "JBGS", false), {}, day_three));
  EXPECT_EQ(at(day_three).officer(officer)->unit_id, at(day_three).unit_by_code("JBGS")->id);
  EXPECT_EQ(at(day_three).unit_by_code("GDS")->head_id, OfficerId{});
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
  EXPECT_EQ(code(add_officer(session, post("", "x", "GDS", false), {}, day_two)), "add_officer.code_or_name_missing");
  EXPECT_EQ(code(add_officer(session, post("1", "x", "GDS", false), {}, day_two)), "add_officer.code_taken");
  EXPECT_EQ(code(add_officer(session, post("9", "x", "NO", false), {}, day_two)), "add_officer.unknown_unit");
  EXPECT_EQ(code(appoint(session, OfficerId{99}, post("", "", "GDS", false), {}, day_two)), "appoint.unknown_officer");
  EXPECT_EQ(code(appoint(session, officer, post("", "", "NO", false), {}, day_two)), "appoint.unknown_unit");
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

}  // namespace
}  // namespace shouwen
