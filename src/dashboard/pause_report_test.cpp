// Pauses out of real stories: who held the case, how long, and what looked wrong.
#include "dashboard/pause_report.h"

#include <gtest/gtest.h>

#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;
using enum PauseDoubt;

std::vector<PauseTold> told(const Story& story) { return pauses_of(story.events, story.rulebook, *story.rulebook.supervision, story.now); }

TEST(PauseReport, Art_10_7_a_pause_keeps_the_doubts_it_had) {
  struct Row { const char* paused; const char* resumed; const char* reminded; std::vector<PauseDoubt> doubts; };
  const Row rows[] = {
      {"2025-10-20T11:00", "2025-10-21T11:00", "", {}},
      {"2025-10-20T11:00", "2025-10-21T11:00", "2025-10-20T10:30", {urged}},
      {"2025-10-20T11:00", "2025-10-21T11:00", "2025-10-20T15:00", {urged}},
      {"2025-10-20T11:00", "2025-10-28T11:00", "", {long_lasting}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.paused) + " " + row.reminded);
    Story story;
    ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
    const std::string reminded = row.reminded;
    const auto remind_between = [&](const std::string& from, const std::string& to) {
      if (reminded.empty() || reminded < from || reminded > to) return;
      story.now = at(row.reminded);
      ASSERT_EQ(story.reminds(clerk), "");
    };
    remind_between("", row.paused);
    story.now = at(row.paused);
    ASSERT_EQ(story.suspends(clerk), "");
    remind_between(row.paused, row.resumed);
    story.now = at(row.resumed);
    ASSERT_EQ(story.resumes(clerk), "");
    story.now = at("2025-12-01T10:00");
    const auto pauses = told(story);
    ASSERT_EQ(pauses.size(), 1U);
    EXPECT_EQ(pauses[0].doubts, row.doubts) << "what was at its end, not now";
    EXPECT_EQ(pauses[0].to, at(row.resumed));
  }
}

TEST(PauseReport, Art_10_7_the_holder_of_that_time_answers_for_the_pause) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  story.now = at("2025-10-20T11:00");
  ASSERT_EQ(story.suspends(clerk), "");
  story.now = at("2025-10-20T15:00");
  ASSERT_EQ(story.resumes(clerk), "");
  ASSERT_EQ(story.transfers(clerk, station), "");
  ASSERT_EQ(story.accepts(station_officer), "");
  story.now = at("2025-10-21T10:00");
  ASSERT_EQ(story.suspends(station_officer), "");
  story.now = at("2025-10-21T11:00");
  const auto pauses = told(story);
  ASSERT_EQ(pauses.size(), 2U);
  EXPECT_EQ(pauses[0].officer_id, clerk);
  EXPECT_EQ(pauses[0].unit_id, hall);
  EXPECT_EQ(pauses[0].suspension.asked_by, Channel::phone);
  EXPECT_EQ(pauses[0].working_seconds, working_seconds_between(story.rulebook.calendars.bureau, at("2025-10-20T11:00"), at("2025-10-20T15:00")));
  EXPECT_LT(pauses[0].working_seconds, 4 * 3600) << "lunch is nobody's work";
  EXPECT_EQ(pauses[1].officer_id, station_officer);
  EXPECT_EQ(pauses[1].unit_id, station);
  EXPECT_FALSE(pauses[1].to) << "it lasts";
  EXPECT_EQ(pauses[1].doubts, std::vector<PauseDoubt>{repeated});
}

TEST(PauseReport, Art_10_7_a_pause_just_before_the_deadline_is_late) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  const Duty* reply = story.state.open_duty(DutyKind::reply);
  ASSERT_NE(reply, nullptr);
  const Instant from = reply->armed_at, due = reply->due_at;
  story.now = Instant{from.seconds + (due.seconds - from.seconds) * 95 / 100};
  ASSERT_EQ(story.suspends(clerk), "");
  story.now = Instant{story.now.seconds + 60};
  const auto pauses = told(story);
  ASSERT_EQ(pauses.size(), 1U);
  EXPECT_TRUE(pauses[0].suspension.pauses);
  EXPECT_EQ(pauses[0].doubts, std::vector<PauseDoubt>{late});
}

TEST(PauseReport, Art_10_7_a_pause_that_waits_for_a_customer_nobody_asked_is_doubtful) {
  const PauseReason asks{{"customer_papers", "", "", ""}, true, {}, {}}, does_not{{"weather", "", "", ""}, false, {}, {}};
  struct Row { const char* reason; std::optional<Channel> asked_by; bool unasked; };
  const Row rows[] = {{"customer_papers", {}, true}, {"customer_papers", Channel::phone, false}, {"weather", {}, false}, {"forgotten", {}, false}};
  for (const Row& row : rows) {
    Suspension suspension;
    suspension.reason = row.reason;
    suspension.asked_by = row.asked_by;
    EXPECT_EQ(waits_unasked(suspension, {asks, does_not}), row.unasked) << row.reason;
  }
}

TEST(PauseReport, Art_10_8_sums_by_desk_and_unit_name_each_case_once) {
  PauseBook by_officer(PauseGroup::officer), by_unit(PauseGroup::unit);
  const auto pause = [](std::int64_t id, OfficerId officer, UnitId unit, std::vector<PauseDoubt> doubts) {
    PauseTold made;
    made.case_id = CaseId{id};
    made.officer_id = officer;
    made.unit_id = unit;
    made.to = at("2025-10-21T10:00");
    made.working_seconds = 3600;
    made.doubts = std::move(doubts);
    return made;
  };
  for (const PauseTold& told : {pause(1, OfficerId{10}, UnitId{1}, {}), pause(1, OfficerId{10}, UnitId{1}, {late, repeated}), pause(2, OfficerId{11}, UnitId{1}, {late}), pause(3, OfficerId{11}, UnitId{1}, {urged})}) {
    by_officer.add(told);
    by_unit.add(told);
  }
  const auto rows = by_officer.rows();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].key, 11) << "most doubtful first";
  EXPECT_EQ(rows[1].pauses.count, 2);
  EXPECT_EQ(rows[1].pauses.case_ids, std::vector<CaseId>{CaseId{1}});
  EXPECT_EQ(rows[1].doubtful.count, 1);
  EXPECT_EQ(rows[1].working_seconds, 7200);
  ASSERT_EQ(by_unit.rows().size(), 1U);
  const PauseFigures& total = by_unit.total();
  EXPECT_EQ(total.pauses.count, 4);
  EXPECT_EQ(total.doubtful.count, 3);
  EXPECT_EQ(total.doubts[static_cast<std::size_t>(late)].count, 2);
  EXPECT_EQ(total.doubts[static_cast<std::size_t>(late)].case_ids.size(), 2U);
  EXPECT_EQ(total.doubts[static_cast<std::size_t>(not_asked)].count, 0);
}

}  // namespace
}  // namespace shouwen
