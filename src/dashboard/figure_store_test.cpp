// Figures and the lists behind them out of one story, as known then and as known now, and only what the reader may see.
#include "dashboard/figure_store.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "cases/case_fixture_test.h"
#include "cases/case_lists.h"
#include "cases/cases.h"
#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

/// A complaint of the 20th: handed over and sent back, then accepted by the station on the 21st, answered there on the 30th.
class FigureStoreTest : public testing::Test {
 protected:
  FigureStoreTest() {
    session.execute_script("BEGIN");
    now = at("2025-10-20T10:00");
    const auto registered = perform_registration(desk(clerk), Story::complaint());
    EXPECT_TRUE(registered);
    id = registered->after.id;
    hand_over("2025-10-20T10:10");
    act("2025-10-20T11:00", station_officer, "return_case", [](const ServiceCase& c, const Situation& s) { return return_case(c, {{"wrong_area"}, {"不归我们"}}, s); });
    hand_over("2025-10-20T15:00");
    act("2025-10-21T09:00", station_officer, "accept", [](const ServiceCase& c, const Situation& s) { return accept(c, s); });
    act("2025-10-30T10:00", station_officer, "reply", [](const ServiceCase& c, const Situation& s) { return reply(c, {Channel::phone, {"已处理"}, {}}, s); });
    act("2025-10-31T10:00", follow_up_clerk, "follow_up", [](const ServiceCase& c, const Situation& s) { return follow_up(c, {Satisfaction::not_satisfied, {"太慢"}}, s); });
  }

  CaseDesk desk(OfficerId who) {
    Actor actor;
    actor.officer_id = who;
    return {session, bureau_now, [this](std::int64_t) { return rules; }, rules, actor, now, [](const Contact&) { return std::string("sealed"); }};
  }
  void act(const char* when, OfficerId who, const char* verb, const BoundRule& rule) {
    now = at(when);
    const auto performed = perform(desk(who), id, 0, verb, rule);
    EXPECT_TRUE(performed) << verb << ": " << performed.refusal().code;
  }
  void hand_over(const char* when) {
    act(when, clerk, "transfer", [](const ServiceCase& c, const Situation& s) { return transfer(c, {station, {}, {"other_department"}, {}}, s); });
  }
  Reader reader(OfficerId who) {
    Actor actor;
    actor.officer_id = who;
    return reader_of(*rules, *bureau_now, actor);
  }
  static FigurePeriod october(const char* until) { return {Date::of(2025, 10, 1), Date::of(2025, 10, 31), at(until)}; }
  std::vector<Figures> by_unit(const char* until, OfficerId who = director) {
    FigureBook book(Dimension::unit, rules->calendars.bureau, 2);
    read_figures(session, reader(who), october(until), std::nullopt, book);
    return book.rows();
  }
  Figures of(UnitId unit, const char* until) {
    for (const Figures& row : by_unit(until))
      if (row.key == std::to_string(unit.value)) return row;
    return {};
  }
  std::int64_t listed(const char* until, const std::function<void(FigureFilter&)>& choose) {
    CaseFilter filter;
    filter.figure = FigureFilter();
    filter.figure->until = at(until);
    choose(*filter.figure);
    return count_listed(session, filter, reader(director), *bureau_now, now);
  }

  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
  std::shared_ptr<const Organisation> bureau_now = std::make_shared<const Organisation>(organisation());
  std::shared_ptr<const Rulebook> rules = std::make_shared<const Rulebook>(rulebook());
  Instant now;
  CaseId id;
};

TEST_F(FigureStoreTest, Art_10_7_figures_are_as_they_were_known_then) {
  EXPECT_TRUE(by_unit("2025-10-20T09:00").empty()) << "nobody had asked yet";
  struct Row { const char* until; UnitId holder; std::int64_t answered, returns, not_satisfied; };
  const Row rows[] = {
      {"2025-10-20T10:30", hall, 0, 0, 0},
      {"2025-10-20T23:59", hall, 0, 1, 0},
      {"2025-10-21T23:59", station, 0, 1, 0},
      {"2025-10-30T23:59", station, 1, 1, 0},
      {"2025-10-31T23:59", station, 1, 1, 1},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.until);
    const Figures figures = of(row.holder, row.until);
    EXPECT_EQ(figures.cases, (Count{1, 1}));
    EXPECT_EQ(figures.answered.count, row.answered);
    EXPECT_EQ(figures.returns.count, row.returns);
    EXPECT_EQ(figures.not_satisfied.count, row.not_satisfied);
    EXPECT_EQ(listed(row.until, [&](FigureFilter& f) { f.holder_unit_id = row.holder; }), 1);
    EXPECT_EQ(listed(row.until, [&](FigureFilter& f) { f.holder_unit_id = row.holder; f.answered = true; }), row.answered);
    EXPECT_EQ(listed(row.until, [&](FigureFilter& f) { f.returned_from = 1; }), row.returns);
    EXPECT_EQ(listed(row.until, [&](FigureFilter& f) { f.satisfaction = Satisfaction::not_satisfied; }), row.not_satisfied);
  }
}

TEST_F(FigureStoreTest, Art_10_8_every_count_of_clocks_opens_as_many_cases) {
  for (const char* until : {"2025-10-20T10:30", "2025-10-20T23:59", "2025-10-24T12:00", "2025-10-31T23:59"})
    for (const UnitId unit : {hall, station, follow_up_team}) {
      SCOPED_TRACE(std::string(until) + " unit " + std::to_string(unit.value));
      const Figures figures = of(unit, until);
      for (const auto& [state, count] : {std::pair{DutyState::open, figures.open}, {DutyState::met, figures.met}, {DutyState::breached, figures.breached}, {DutyState::lifted, figures.lifted}})
        EXPECT_EQ(listed(until, [&](FigureFilter& f) { f.duty_unit_id = unit; f.duty_state = state; }), count.cases) << static_cast<int>(state);
    }
  EXPECT_GT(of(station, "2025-10-31T23:59").met.count, 0) << "what the station did in time is the station's";
  EXPECT_GT(of(hall, "2025-10-31T23:59").met.count + of(hall, "2025-10-31T23:59").breached.count + of(station, "2025-10-31T23:59").breached.count, 0);
}

TEST_F(FigureStoreTest, Art_6_nobody_counts_what_he_may_not_see) {
  EXPECT_FALSE(by_unit("2025-10-31T23:59", clerk).empty()) << "the first contact sees his case";
  EXPECT_TRUE(by_unit("2025-10-31T23:59", producer).empty());
  EXPECT_TRUE(hand_backs(session, reader(producer), october("2025-10-31T23:59")).empty());
}

TEST_F(FigureStoreTest, Art_10_7_returns_between_units_name_both) {
  const auto ties = hand_backs(session, reader(director), october("2025-10-31T23:59"));
  ASSERT_EQ(ties.size(), 1U);
  EXPECT_EQ(ties[0].by_unit_id, station);
  EXPECT_EQ(ties[0].to_unit_id, hall);
  EXPECT_EQ(ties[0].returns, (Count{1, 1}));
  EXPECT_EQ(listed("2025-10-31T23:59", [](FigureFilter& f) { f.returned_by_unit_id = station; f.returned_to_unit_id = hall; }), 1);
  EXPECT_EQ(listed("2025-10-31T23:59", [](FigureFilter& f) { f.returned_by_unit_id = hall; }), 0);
}

TEST_F(FigureStoreTest, Art_10_7_a_reminder_is_unanswered_until_progress_or_an_answer) {
  now = at("2025-11-03T09:00");
  const auto registered = perform_registration(desk(clerk), Story::complaint());
  ASSERT_TRUE(registered);
  id = registered->after.id;
  act("2025-11-03T10:00", clerk, "remind", [](const ServiceCase& c, const Situation& s) { return remind(c, {{"请快些"}}, s); });
  const auto urged = [this](const char* when) {
    CaseFilter filter;
    filter.watch = Watch::urged;
    filter.watch_rules.urged_before = at(when);
    return count_listed(session, filter, reader(director), *bureau_now, now);
  };
  EXPECT_EQ(urged("2025-11-03T09:59"), 0) << "its time is not over";
  EXPECT_EQ(urged("2025-11-03T10:00"), 1);
  EXPECT_TRUE(pause_history(session, id).urged);
  act("2025-11-03T11:00", clerk, "report_progress", [](const ServiceCase& c, const Situation& s) { return report_progress(c, {Channel::phone, {"正在核查"}, {}}, s); });
  EXPECT_EQ(urged("2025-11-04T10:00"), 0);
  EXPECT_FALSE(pause_history(session, id).urged);
}

TEST_F(FigureStoreTest, Art_6_an_order_waits_until_it_is_answered_overdue_or_not) {
  now = at("2025-11-03T09:00");
  const auto registered = perform_registration(desk(clerk), Story::complaint());
  ASSERT_TRUE(registered);
  id = registered->after.id;
  const auto waiting = [this] {
    CaseFilter filter;
    filter.watch = Watch::ordered;
    return count_listed(session, filter, reader(director), *bureau_now, now);
  };
  EXPECT_EQ(waiting(), 0);
  act("2025-11-03T10:00", auditor, "supervise", [](const ServiceCase& c, const Situation& s) { return supervise(c, {{"请说明"}}, s); });
  EXPECT_EQ(waiting(), 1);
  now = at("2025-12-03T10:00");
  CaseDesk ticking = desk({});
  ticking.actor.kind = Actor::Kind::clock;
  EXPECT_FALSE(perform_strike(ticking, id).events.empty());
  EXPECT_EQ(waiting(), 1) << "its time is over, the answer is still owed";
  act("2025-12-03T11:00", clerk, "answer_supervision", [](const ServiceCase& c, const Situation& s) { return answer_supervision(c, {{"已办"}}, s); });
  EXPECT_EQ(waiting(), 0);
}

TEST_F(FigureStoreTest, Art_10_7_paused_cases_are_found_by_the_pauses_of_the_period) {
  now = at("2025-11-01T09:00");
  const auto registered = perform_registration(desk(clerk), Story::complaint());
  ASSERT_TRUE(registered);
  id = registered->after.id;
  act("2025-11-03T09:00", clerk, "suspend", [](const ServiceCase& c, const Situation& s) { return suspend(c, {{"customer_papers"}, {"请补资料"}, Channel::phone}, s); });
  const auto paused = [this](Date from, Date to) {
    std::vector<CaseId> found;
    for_each_paused_case(session, reader(director), from, to, [&found](CaseId each) { found.push_back(each); });
    return found;
  };
  EXPECT_EQ(paused(Date::of(2025, 11, 3), Date::of(2025, 11, 3)), std::vector{id});
  EXPECT_TRUE(paused(Date::of(2025, 10, 20), Date::of(2025, 11, 2)).empty());
  EXPECT_TRUE(paused(Date::of(2025, 11, 4), Date::of(2025, 11, 9)).empty());
  auto plan = session.query("EXPLAIN QUERY PLAN SELECT m.case_id FROM case_moment m WHERE m.kind = 6 AND m.at >= 1 AND m.at < 2");
  ASSERT_TRUE(plan.step());
  EXPECT_NE(plan.text(3).find("COVERING INDEX case_moment_suspended"), std::string_view::npos) << plan.text(3);
}

TEST_F(FigureStoreTest, an_older_database_gets_the_same_moments_out_of_its_journal) {
  EXPECT_TRUE(verify_case(session, id).empty());
  session.run("DELETE FROM case_moment");
  EXPECT_FALSE(verify_case(session, id).empty());
  std::ostringstream text;
  text << std::ifstream(std::string(SOURCE_ROOT) + "/migrations/0008_case_moments.sql").rdbuf();
  const std::string sql = text.str();
  const std::size_t begin = sql.find("INSERT INTO"), end = sql.find("-- A report begins");
  session.execute_script(sql.substr(begin, end - begin));
  EXPECT_EQ(verify_case(session, id), std::vector<std::string>{});
}

}  // namespace
}  // namespace shouwen
