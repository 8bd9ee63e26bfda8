// Which rows a reader may see, and pages without gap or double.
#include "cases/case_lists.h"

#include <gtest/gtest.h>

#include "cases/case_fixture_test.h"
#include "cases/cases.h"
#include "cases/load_lists.h"
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
  void act(CaseId id, OfficerId who, const char* verb, const BoundRule& rule) {
    Actor actor;
    actor.officer_id = who;
    const CaseDesk desk{session, bureau_now, [this](std::int64_t) { return rules; }, rules, actor, now, {}};
    const auto performed = perform(desk, id, 0, verb, rule);
    EXPECT_TRUE(performed) << performed.refusal().code;
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

TEST_F(CaseListsTest, sorted_as_asked_forwards_and_backwards) {
  std::vector<CaseId> made;
  for (int i = 0; i < 13; ++i) made.push_back(registers(i % 2 ? Story::inquiry() : Story::complaint()));
  Actor actor;
  actor.officer_id = clerk;
  const Reader reader = reader_of(*rules, *bureau_now, actor);
  for (const CaseList list : {CaseList::all, CaseList::desk, CaseList::first_contact, CaseList::unit})
    for (const ListOrder order : {ListOrder::newest, ListOrder::oldest}) {
      std::vector<CaseId> wanted = made;
      if (order == ListOrder::newest) std::reverse(wanted.begin(), wanted.end());
      CaseFilter filter;
      filter.list = list;
      filter.sort = order;
      EXPECT_EQ(sees(clerk, filter), wanted);
      std::vector<CaseId> forwards, backwards;
      for (std::optional<CasePageCursor> after;;) {
        const auto rows = list_cases(session, filter, reader, *bureau_now, after, 5, now);
        for (const CaseRow& row : rows) forwards.push_back(row.id);
        if (rows.size() < 5) break;
        after = cursor_of(filter, rows.back());
      }
      for (std::optional<CasePageCursor> before;;) {
        const auto rows = list_cases_before(session, filter, reader, *bureau_now, before, 5, now);
        for (auto row = rows.rbegin(); row != rows.rend(); ++row) backwards.insert(backwards.begin(), row->id);
        if (rows.size() < 5) break;
        before = cursor_of(filter, rows.front());
      }
      EXPECT_EQ(forwards, wanted);
      EXPECT_EQ(backwards, wanted);
    }
}

TEST_F(CaseListsTest, what_is_due_first_is_asked_of_no_list_that_must_be_read_whole) {
  CaseFilter filter;
  EXPECT_EQ(order_of(filter), ListOrder::newest) << "all cases";
  filter.sort = ListOrder::due;
  EXPECT_TRUE(is_unordered(filter));
  filter.due = DueOn::none;
  EXPECT_TRUE(is_unordered(filter)) << "what has nothing due has no order of it";
  filter.due = DueOn::overdue;
  EXPECT_FALSE(is_unordered(filter));
  filter = {};
  filter.list = CaseList::desk;
  EXPECT_EQ(order_of(filter), ListOrder::due);
  filter.sort = ListOrder::due;
  EXPECT_FALSE(is_unordered(filter));
}

TEST_F(CaseListsTest, pages_from_the_end_are_the_list_in_its_own_order) {
  for (int i = 0; i < 23; ++i) registers(Story::inquiry());
  for (const CaseList list : {CaseList::all, CaseList::desk, CaseList::first_contact}) {
    CaseFilter filter;
    filter.list = list;
    const std::vector<CaseId> whole = sees(clerk, filter);
    std::vector<CaseId> seen;
    std::optional<CasePageCursor> before;
    Actor actor;
    actor.officer_id = clerk;
    for (;;) {
      const auto rows = list_cases_before(session, filter, reader_of(*rules, *bureau_now, actor), *bureau_now, before, 5, now);
      std::vector<CaseId> page;
      for (const CaseRow& row : rows) page.push_back(row.id);
      seen.insert(seen.begin(), page.begin(), page.end());
      if (rows.size() < 5) break;
      before = cursor_of(filter, rows.front());
    }
    EXPECT_EQ(seen, whole);
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

TEST_F(CaseListsTest, Art_10_7_counts_are_as_many_as_the_lists_hold) {
  const CaseId one = registers(Story::complaint()), other = registers(Story::fault());
  for (int i = 0; i < 5; ++i) registers(Story::inquiry());
  act(one, clerk, "transfer", [](const ServiceCase& c, const Situation& s) { return transfer(c, {station, {}, {"other_department"}, {}}, s); });
  act(other, clerk, "remind", [](const ServiceCase& c, const Situation& s) { return remind(c, {{"请快些"}}, s); });
  for (const char* when : {"2025-10-20T10:00", "2025-10-20T23:00", "2025-10-21T09:00", "2025-11-20T09:00"}) {
    SCOPED_TRACE(when);
    now = at(when);
    for (const OfficerId who : {clerk, hall_head, station_officer, director, office_clerk, follow_up_clerk}) {
      SCOPED_TRACE(who.value);
      Actor actor;
      actor.officer_id = who;
      const CaseCounts counts = count_cases(session, reader_of(*rules, *bureau_now, actor), now);
      const auto length = [&](CaseList list, std::optional<DueOn> due = {}, std::optional<WaitsFor> waits = {}) {
        CaseFilter filter;
        filter.list = list;
        filter.due = due;
        filter.waits_for = waits;
        const auto shown = sees(who, filter, 100);
        EXPECT_EQ(count_listed(session, filter, reader_of(*rules, *bureau_now, actor), *bureau_now, now), static_cast<std::int64_t>(shown.size()));
        return static_cast<std::int64_t>(shown.size());
      };
      EXPECT_EQ(counts.first_contact, length(CaseList::first_contact));
      EXPECT_EQ(counts.offered, length(CaseList::offered));
      EXPECT_EQ(counts.unit, length(CaseList::unit));
      EXPECT_EQ(counts.desk, length(CaseList::desk));
      EXPECT_EQ(counts.waiting, length(CaseList::desk, {}, WaitsFor::anybody));
      EXPECT_EQ(counts.due_today, length(CaseList::desk, DueOn::today));
      EXPECT_EQ(counts.overdue, length(CaseList::desk, DueOn::overdue));
      EXPECT_EQ(counts.desk, counts.due_today + counts.overdue + length(CaseList::desk, DueOn::later) + length(CaseList::desk, DueOn::none)) << "every case is due somewhen or not at all";
    }
  }
}

TEST_F(CaseListsTest, what_is_overdue_or_due_is_found_in_all_cases_too) {
  registers(Story::complaint());
  CaseFilter filter;
  filter.due = DueOn::overdue;
  EXPECT_TRUE(sees(clerk, filter).empty());
  now = at("2025-12-20T09:00");
  EXPECT_EQ(sees(clerk, filter).size(), 1U);
  filter.due = DueOn::later;
  EXPECT_TRUE(sees(clerk, filter).empty());
}

TEST_F(CaseListsTest, a_list_answers_which_of_some_cases_it_holds) {
  const CaseId one = registers(Story::complaint()), other = registers(Story::inquiry());
  CaseFilter filter;
  filter.list = CaseList::desk;
  filter.ids = {one, CaseId{999}};
  EXPECT_EQ(sees(clerk, filter), std::vector<CaseId>{one});
  filter.ids = {other, one};
  filter.kind = CaseKind::inquiry;
  EXPECT_EQ(sees(clerk, filter), std::vector<CaseId>{other});
  EXPECT_TRUE(sees(other_clerk, filter).empty()) << "what one may not see stays unseen";
}

TEST_F(CaseListsTest, counting_stops_where_it_is_told_to) {
  for (int i = 0; i < 7; ++i) registers(Story::inquiry());
  Actor actor;
  actor.officer_id = clerk;
  const Reader reader = reader_of(*rules, *bureau_now, actor);
  EXPECT_EQ(count_listed(session, {}, reader, *bureau_now, now, 3), 3);
  EXPECT_EQ(count_listed(session, {}, reader, *bureau_now, now, 8), 7);
}

TEST_F(CaseListsTest, Art_10_7_loads_agree_with_the_unit_s_list) {
  for (int i = 0; i < 3; ++i) registers(Story::complaint());
  registers(Story::inquiry(), other_clerk);
  Actor actor;
  actor.officer_id = hall_head;
  const Reader reader = reader_of(*rules, *bureau_now, actor);
  for (const char* when : {"2025-10-20T10:00", "2025-12-20T10:00"}) {
    now = at(when);
    for (const auto& [officer, load] : unit_loads(session, reader, now)) {
      CaseFilter filter;
      filter.list = CaseList::unit;
      filter.stage = Stage::open;
      filter.officer_id = officer;
      EXPECT_EQ(static_cast<std::int64_t>(sees(hall_head, filter).size()), load.open);
      filter.due = DueOn::overdue;
      EXPECT_EQ(static_cast<std::int64_t>(sees(hall_head, filter).size()), load.overdue);
    }
  }
  EXPECT_EQ(unit_loads(session, reader, now).at(clerk).open, 3);
}

TEST_F(CaseListsTest, Art_10_3_who_held_the_customer_and_the_work_before) {
  const CaseId first = registers(Story::complaint());
  registers(Story::complaint(), other_clerk);
  RegisterInput elsewhere = Story::complaint();
  elsewhere.area = Area::remote;
  registers(elsewhere, other_clerk);
  const ServiceCase asked = *load_case(session, first);
  EXPECT_EQ(held_of_work(session, asked, 100), (std::map<OfficerId, std::int64_t>{{other_clerk, 1}}));
  EXPECT_TRUE(held_of_work(session, asked, 1).empty()) << "only the latest count";
  EXPECT_TRUE(held_of_customer(session, asked).empty()) << "no customer is linked";
}

/// How the database will find the rows: every list by an index of its own, work lists of one person or unit without sorting.
class ListPlanTest : public CaseListsTest {
 protected:
  std::string plan_of(CaseFilter filter, OfficerId who) {
    Actor actor;
    actor.officer_id = who;
    std::string plan;
    auto query = session.query("EXPLAIN QUERY PLAN " + list_sql(filter, reader_of(*rules, *bureau_now, actor), *bureau_now, now));
    while (query.step()) plan += std::string(query.text(3)) + "\n";
    return plan;
  }
  static CaseFilter of(CaseList list, std::optional<DueOn> due = {}) {
    CaseFilter filter;
    filter.list = list;
    filter.due = due;
    return filter;
  }
};

TEST_F(ListPlanTest, every_list_has_its_index) {
  struct Row { CaseFilter filter; OfficerId who; const char* index; bool sorted; };
  const Row rows[] = {
      {of(CaseList::first_contact), clerk, "service_case_first_contact", true},
      {of(CaseList::desk), clerk, "service_case_holder", false},
      {of(CaseList::desk, DueOn::today), clerk, "service_case_holder", false},
      {of(CaseList::desk, DueOn::overdue), clerk, "service_case_holder", false},
      {of(CaseList::offered), clerk, "service_case_offered", true},
      {of(CaseList::unit), clerk, "service_case_unit_due", false},
      {of(CaseList::office), office_clerk, "service_case_office", true},
      {of(CaseList::follow_up), follow_up_clerk, "service_case_follow_up", true},
      {of(CaseList::all, DueOn::overdue), clerk, "service_case_due", false},
      {of(CaseList::all, DueOn::today), clerk, "service_case_due", false},
  };
  for (const Row& row : rows) {
    const std::string plan = plan_of(row.filter, row.who);
    SCOPED_TRACE(plan);
    EXPECT_NE(plan.find(std::string("INDEX ") + row.index), std::string::npos) << row.index;
    EXPECT_EQ(plan.find("TEMP B-TREE") != std::string::npos, row.sorted);
  }
  EXPECT_EQ(plan_of({}, clerk).find("TEMP B-TREE"), std::string::npos) << "the newest come in the order of their ids";
}

TEST_F(ListPlanTest, what_waits_is_found_among_all_cases_without_looking_at_each) {
  CaseFilter filter;
  filter.waits_for = WaitsFor::anybody;
  const std::string plan = plan_of(filter, director);
  for (const char* index : {"service_case_offered", "service_case_office", "service_case_watched"}) EXPECT_NE(plan.find(index), std::string::npos) << plan;
}

TEST_F(ListPlanTest, one_s_own_holdings_of_all_cases_are_found_by_the_holder) {
  CaseFilter filter;
  filter.officer_id = clerk;
  EXPECT_NE(plan_of(filter, director).find("INDEX service_case_holder ("), std::string::npos) << plan_of(filter, director);
}

}  // namespace
}  // namespace shouwen
