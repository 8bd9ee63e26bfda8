// A run over all live cases against a real database: in pieces, stopped halfway, overtaken by a newer version. Art. 10(7).
#include <gtest/gtest.h>

#include "cases/case_fixture_test.h"
#include "cases/replan_run.h"
#include "db/temporary_database_test.h"
#include "regulation/rulebook_store.h"

namespace shouwen {
namespace {

using namespace small_bureau;

class ReplanRunTest : public testing::Test {
 protected:
  ReplanRunTest() {
    EXPECT_TRUE(install_rulebook(*session, read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"), at("2025-01-01T00:00"), now));
    for (int i = 0; i < 5; ++i) {
      const auto performed = perform_registration(desk({Actor::Kind::officer, clerk, {}}), Story::inquiry());
      EXPECT_TRUE(performed) << performed.refusal().code;
      cases.push_back(performed->after.id);
    }
  }

  std::shared_ptr<const Rulebook> in_force() { return shelf.get(*session, rulebook_version_at(*session, now)); }
  CaseDesk desk(Actor actor) {
    return {*session, bureau_now, [this](std::int64_t version) { return shelf.get(*session, version); }, in_force(), actor, now, [](const Contact& contact) { return "sealed:" + contact.name; }};
  }
  /// A version with one more day off comes into force now.
  std::int64_t no_work_on(const char* date) {
    const std::int64_t version = *start_draft(*session, {}, office_clerk, now);
    RulebookFile calendar;
    for (const RulebookFile& file : rulebook_files(*session, version))
      if (file.name == "calendar.toml") calendar = file;
    calendar.text += std::string("\n[[calendar.exception]]\ndate = ") + date + "\nworked = false\nname = \"台风停工\"\nsource = \"市防指\"\n";
    EXPECT_TRUE(change_draft_file(*session, version, calendar, office_clerk, now));
    EXPECT_TRUE(submit_draft(*session, version, office_clerk, now));
    EXPECT_TRUE(review_draft(*session, version, {true, {"同意"}}, marketing_head, now));
    EXPECT_TRUE(put_in_force(*session, version, now, office_head, now));
    return version;
  }
  bool piece(std::int64_t limit) { return go_on_with_replan(desk({Actor::Kind::clock, {}, {}}), limit).more; }
  std::string reply_due(CaseId id) {
    const ServiceCase stored = *load_case(*session, id);
    for (const Duty& duty : stored.duties)
      if (duty.kind == DutyKind::reply) return to_iso(duty.due_at).substr(0, 16);
    return "none";
  }
  void sound() {
    for (const CaseId id : cases)
      for (const std::string& difference : verify_case(*session, id)) ADD_FAILURE() << difference;
    EXPECT_TRUE(db::verify_chain(*session).intact);
  }
  /// What a stopped process leaves is what was committed.
  void process_ends_and_starts() {
    session.emplace(database.file(), db::OpenMode::read_write_create);
  }

  db::TemporaryDatabase database;
  std::optional<db::Session> session{std::in_place, database.file(), db::OpenMode::read_write_create};
  RulebookShelf shelf;
  std::shared_ptr<const Organisation> bureau_now = std::make_shared<const Organisation>(organisation());
  std::vector<CaseId> cases;
  Instant now = at("2025-10-20T10:00");
};

TEST_F(ReplanRunTest, Art_10_7_a_new_day_off_moves_every_live_deadline_once) {
  EXPECT_TRUE(replan_new_calendar(*session, now));
  EXPECT_FALSE(running_replan(*session)) << "no day changed";
  const std::int64_t version = no_work_on("2025-10-23");
  ASSERT_TRUE(replan_new_calendar(*session, now));
  ASSERT_TRUE(running_replan(*session));
  EXPECT_EQ(running_replan(*session)->actor_id, office_head) << "in the name of who put the version in force";
  EXPECT_FALSE(piece(100));
  const ReplanRun done = list_replan_runs(*session, 1).front();
  EXPECT_EQ(std::tuple(done.state, done.version, done.planned, done.cases), std::tuple(std::string("done"), version, 5, 5));
  EXPECT_GE(done.moved, 5);
  for (const CaseId id : cases) EXPECT_EQ(reply_due(id), "2025-10-28T17:30");
  EXPECT_TRUE(replan_new_calendar(*session, now));
  EXPECT_FALSE(running_replan(*session)) << "once is enough";
  sound();
}

TEST_F(ReplanRunTest, Art_6_a_new_day_off_moves_the_next_escalation_of_a_breach_and_wakes_nobody_in_between) {
  now = at("2025-10-27T17:31");
  const Actor clock{Actor::Kind::clock, {}, {}};
  for (const CaseId id : cases) EXPECT_FALSE(perform_strike(desk(clock), id).events.empty());
  now = at("2025-10-28T08:00");
  no_work_on("2025-10-28");
  ASSERT_TRUE(replan_new_calendar(*session, now));
  EXPECT_FALSE(piece(100));
  now = at("2025-10-28T18:00");
  EXPECT_TRUE(cases_to_strike(*session, now, 10).empty()) << "nothing can be done for them today: they would keep others waiting";
  now = at("2025-10-29T17:30");
  EXPECT_EQ(cases_to_strike(*session, now, 10).size(), 5U);
  for (const CaseId id : cases) EXPECT_FALSE(perform_strike(desk(clock), id).events.empty());
  sound();
}

TEST_F(ReplanRunTest, Art_10_7_a_case_woken_too_early_sleeps_again_before_any_run_comes_to_it) {
  now = at("2025-10-27T17:31");
  const Actor clock{Actor::Kind::clock, {}, {}};
  for (const CaseId id : cases) EXPECT_FALSE(perform_strike(desk(clock), id).events.empty());
  now = at("2025-10-28T08:00");
  no_work_on("2025-10-28");
  now = at("2025-10-28T18:00");
  ASSERT_EQ(cases_to_strike(*session, now, 10).size(), 5U);
  for (const CaseId id : cases) EXPECT_TRUE(perform_strike(desk(clock), id).events.empty());
  EXPECT_TRUE(cases_to_strike(*session, now, 10).empty());
  sound();
}

TEST_F(ReplanRunTest, Art_10_7_a_run_goes_on_where_a_stopped_process_left_it) {
  no_work_on("2025-10-23");
  ASSERT_TRUE(replan_new_calendar(*session, now));
  EXPECT_TRUE(piece(2));
  process_ends_and_starts();
  EXPECT_EQ(running_replan(*session)->cases, 2);
  EXPECT_EQ(reply_due(cases[1]), "2025-10-28T17:30");
  EXPECT_EQ(reply_due(cases[2]), "2025-10-27T17:30");
  EXPECT_TRUE(piece(2));
  EXPECT_FALSE(piece(2));
  EXPECT_FALSE(running_replan(*session));
  EXPECT_EQ(list_replan_runs(*session, 1).front().cases, 5);
  for (const CaseId id : cases) EXPECT_EQ(reply_due(id), "2025-10-28T17:30");
  sound();
}

TEST_F(ReplanRunTest, Art_10_7_a_newer_version_takes_over_from_a_run_done_by_half) {
  no_work_on("2025-10-23");
  ASSERT_TRUE(replan_new_calendar(*session, now));
  EXPECT_TRUE(piece(2));
  const std::int64_t newer = no_work_on("2025-10-24");
  EXPECT_FALSE(piece(2));
  EXPECT_EQ(list_replan_runs(*session, 1).front().state, "superseded");
  ASSERT_TRUE(replan_new_calendar(*session, now));
  EXPECT_EQ(running_replan(*session)->version, newer);
  EXPECT_FALSE(piece(100));
  for (const CaseId id : cases) EXPECT_EQ(reply_due(id), "2025-10-29T17:30") << "both days, for those of the first half too";
  sound();
}

TEST_F(ReplanRunTest, Art_10_7_one_run_at_a_time_and_none_ahead_of_its_day) {
  const std::int64_t version = no_work_on("2025-10-23");
  EXPECT_EQ(start_replan(*session, {99, ReplanScope::limits, marketing_head}, now).refusal().code, "rulebook.unknown_version");
  EXPECT_EQ(start_replan(*session, {1, ReplanScope::limits, marketing_head}, now).refusal().code, "replan.not_in_force");
  EXPECT_EQ(start_replan(*session, {version, ReplanScope::limits, office_clerk}, now).refusal().code, "replan.own_version");
  const auto run = start_replan(*session, {version, ReplanScope::limits, marketing_head}, now);
  ASSERT_TRUE(run);
  EXPECT_EQ(start_replan(*session, {version, ReplanScope::limits, marketing_head}, now).refusal().code, "replan.running_already");
  EXPECT_FALSE(replan_new_calendar(*session, now)) << "asked again when the other is over";
  EXPECT_TRUE(piece(2));
  EXPECT_TRUE(cancel_replan(*session, *run, marketing_head, now));
  EXPECT_EQ(cancel_replan(*session, *run, marketing_head, now).refusal().code, "replan.over_already");
  EXPECT_EQ(cancel_replan(*session, 99, marketing_head, now).refusal().code, "replan.unknown");
  EXPECT_FALSE(piece(2));
  EXPECT_EQ(load_case(*session, cases[1])->rulebook_version, version) << "what was counted anew stays";
  EXPECT_EQ(load_case(*session, cases[2])->rulebook_version, 1);
  sound();
}

}  // namespace
}  // namespace shouwen
