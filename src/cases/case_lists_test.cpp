// Which rows a reader may see, and pages without gap or double.
#include "cases/case_lists.h"

#include <gtest/gtest.h>

#include "cases/case_fixture_test.h"
#include "cases/cases.h"
#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

class CaseListsTest : public testing::Test {
 protected:
  CaseListsTest() { session.execute_script("BEGIN"); }

  CaseId registers(const RegisterInput& input, OfficerId who = clerk) {
    Actor actor;
    actor.officer_id = who;
    const CaseDesk desk{session, bureau_now, [this](std::int64_t) { return rules; }, rules, actor, now, [](const Contact&) { return std::string("sealed"); }};
    const auto performed = perform_registration(desk, input);
    EXPECT_TRUE(performed) << performed.refusal().code;
    return performed->after.id;
  }
  std::vector<CaseId> sees(OfficerId who, CaseFilter filter = {}, std::int64_t limit = 100, std::optional<CasePageCursor> after = {}) {
    Actor actor;
    actor.officer_id = who;
    std::vector<CaseId> ids;
    for (const CaseRow& row : list_cases(session, filter, reader_of(*rules, *bureau_now, actor), *bureau_now, after, limit, now)) ids.push_back(row.id);
    return ids;
  }
  bool sees_case(OfficerId who, CaseId id) {
    const auto ids = sees(who);
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  }

  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
  std::shared_ptr<const Organisation> bureau_now = std::make_shared<const Organisation>(organisation());
  std::shared_ptr<const Rulebook> rules = std::make_shared<const Rulebook>(rulebook());
  Instant now = at("2025-10-20T10:00");
};

TEST_F(CaseListsTest, Art_6_deny_unless_granted) {
  const CaseId id = registers(Story::complaint());
  EXPECT_TRUE(sees_case(clerk, id));
  EXPECT_TRUE(sees_case(hall_head, id)) << "the head of the unit";
  EXPECT_TRUE(sees_case(director, id));
  EXPECT_FALSE(sees_case(producer, id)) << "another department";
  EXPECT_FALSE(sees_case(former_clerk, id));
}

TEST_F(CaseListsTest, Art_9_5_a_sealed_tip_is_in_no_list_but_its_own_peoples) {
  RegisterInput input = Story::complaint();
  input.kind = CaseKind::tip_off;
  input.category.value = "tip_off.theft";
  const CaseId id = registers(input);
  EXPECT_TRUE(sees_case(clerk, id)) << "the first contact answers the customer";
  EXPECT_TRUE(sees_case(auditor, id));
  for (const OfficerId other : {director, marketing_head, agent, administrator, other_clerk}) EXPECT_FALSE(sees_case(other, id)) << other.value;
}

TEST_F(CaseListsTest, Art_9_4_a_complaint_is_hidden_from_the_accused_and_his_line) {
  RegisterInput input = Story::complaint();
  input.about_officer_id = hall_head;
  const CaseId id = registers(input, agent);
  EXPECT_TRUE(sees_case(agent, id));
  EXPECT_TRUE(sees_case(auditor, id));
  EXPECT_FALSE(sees_case(hall_head, id)) << "the accused";
  EXPECT_FALSE(sees_case(other_clerk, id)) << "his line";
}

TEST_F(CaseListsTest, pages_hold_every_case_once) {
  std::vector<CaseId> made;
  for (int i = 0; i < 23; ++i) made.push_back(registers(Story::inquiry()));
  for (const CaseList list : {CaseList::all, CaseList::desk, CaseList::first_contact}) {
    CaseFilter filter;
    filter.list = list;
    std::vector<CaseId> seen;
    std::optional<CasePageCursor> after;
    Actor actor;
    actor.officer_id = clerk;
    for (;;) {
      const auto rows = list_cases(session, filter, reader_of(*rules, *bureau_now, actor), *bureau_now, after, 5, now);
      for (const CaseRow& row : rows) seen.push_back(row.id);
      if (rows.size() < 5) break;
      after = cursor_of(filter, rows.back());
    }
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(seen, made);
  }
}

TEST_F(CaseListsTest, Art_10_7_what_is_offered_to_a_unit_is_offered_to_everybody_in_and_below_it) {
  const CaseId id = registers(Story::complaint());
  Actor actor;
  actor.officer_id = clerk;
  const CaseDesk desk{session, bureau_now, [this](std::int64_t) { return rules; }, rules, actor, now, {}};
  ASSERT_TRUE(perform(desk, id, 0, "transfer", [](const ServiceCase& c, const Situation& s) { return transfer(c, {station, {}, {"other_department"}, {}}, s); }));
  CaseFilter offered;
  offered.list = CaseList::offered;
  EXPECT_EQ(sees(station_officer, offered), std::vector<CaseId>{id});
  EXPECT_EQ(sees(crew, offered), std::vector<CaseId>{id}) << "a team below";
  EXPECT_TRUE(sees(clerk, offered).empty());
  CaseFilter desk_list;
  desk_list.list = CaseList::desk;
  EXPECT_EQ(sees(clerk, desk_list), std::vector<CaseId>{id}) << "the sender still holds it";
}

TEST_F(CaseListsTest, text_finds_words_numbers_and_phones_and_never_becomes_sql) {
  RegisterInput input = Story::inquiry();
  input.text.value = "祥里路灯下电表箱异响";
  const CaseId id = registers(input);
  registers(Story::inquiry());
  CaseFilter filter;
  filter.text = "异响";
  EXPECT_EQ(sees(clerk, filter), std::vector<CaseId>{id});
  filter.text = load_case(session, id)->number;
  EXPECT_EQ(sees(clerk, filter), std::vector<CaseId>{id});
  filter.text = "'); DROP TABLE service_case; --";
  EXPECT_TRUE(sees(clerk, filter).empty());
  filter.text = "异";
  EXPECT_EQ(sees(clerk, filter).size(), 1U);
}

}  // namespace
}  // namespace shouwen
