// Hand-over: nobody loses a case before somebody else has taken it, and nobody passes it on without end.
#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

Story told(const RegisterInput& input = Story::inquiry()) {
  Story story;
  EXPECT_EQ(story.registers(clerk, input), "");
  return story;
}

TEST(Transfer, Art_10_7_the_sender_holds_until_the_receiver_accepts) {
  Story story = told();
  ASSERT_EQ(story.transfers(clerk, station), "");
  EXPECT_EQ(story.state.responsible_officer_id, clerk);
  EXPECT_EQ(story.state.handling_unit_id, hall);
  EXPECT_EQ(story.due(DutyKind::acceptance), "2025-10-20T16:00");  // 4 working hours: 10-12 and 14-16
  ASSERT_EQ(story.accepts(station_officer), "");
  EXPECT_EQ(story.state.responsible_officer_id, station_officer);
  EXPECT_EQ(story.state.handling_unit_id, station);
  EXPECT_EQ(story.state.first_contact_id, clerk);
  EXPECT_EQ(story.duty(DutyKind::acceptance), "met");
  EXPECT_EQ(story.state.holdings.size(), 2U);
}

TEST(Transfer, Art_10_7_third_offer_is_refused_and_the_office_rules) {
  Story story = told();
  ASSERT_EQ(story.rulebook.hand_over.return_budget, 2);
  ASSERT_EQ(story.transfers(clerk, station), "");
  ASSERT_EQ(story.returns(station_officer), "");
  EXPECT_EQ(story.last_kinds(), "returned");
  ASSERT_EQ(story.transfers(clerk, marketing), "");
  ASSERT_EQ(story.returns(marketing_head), "");
  EXPECT_EQ(story.last_kinds(), "returned office_asked");
  EXPECT_EQ(story.state.returns, 2);
  EXPECT_EQ(story.transfers(clerk, production), "transfer.office_is_deciding");
  ASSERT_EQ(story.rules(office_clerk, station), "");
  EXPECT_EQ(story.state.responsible_officer_id, station_head);
  EXPECT_EQ(story.transfers(station_head, hall), "transfer.ruling_binds");
  EXPECT_EQ(story.returns(station_head), "return_case.ruling_binds");
}

TEST(Transfer, Art_10_7_a_spent_budget_is_spent_for_every_holder) {
  Story story = told();
  ASSERT_EQ(story.transfers(clerk, station), "");
  ASSERT_EQ(story.accepts(station_officer), "");
  ASSERT_EQ(story.transfers(station_officer, hall), "");
  ASSERT_EQ(story.accepts(clerk), "");
  EXPECT_EQ(story.transfers(clerk, station), "transfer.return_budget_spent");
  EXPECT_EQ(story.asks_office(clerk), "");
}

TEST(Transfer, Art_10_3_refusals_are_a_table) {
  struct Row { const char* name; std::function<std::string(Story&)> act; const char* code; };
  const Row rows[] = {
      {"not the holder", [](Story& s) { return s.transfers(other_clerk, station); }, "case.not_holder"},
      {"the first contact after handing over", [](Story& s) { s.transfers(clerk, station); s.accepts(station_officer); return s.transfers(clerk, hall); }, "case.not_holder"},
      {"unknown unit", [](Story& s) { return s.transfers(clerk, UnitId{99}); }, "transfer.unknown_unit"},
      {"the same unit", [](Story& s) { return s.transfers(clerk, hall); }, "transfer.same_unit"},
      {"an officer of another unit", [](Story& s) { return s.transfers(clerk, station, agent); }, "transfer.officer_not_in_unit"},
      {"an officer who left", [](Story& s) { s.transfers(clerk, station); s.accepts(station_officer); return s.transfers(station_officer, hall, former_clerk); },
       "transfer.officer_not_in_unit"},
      {"an invented reason", [](Story& s) { return s.transfers(clerk, station, {}, "busy"); }, "transfer.unknown_reason"},
      {"twice", [](Story& s) { s.transfers(clerk, station); return s.transfers(clerk, marketing); }, "transfer.already_offered"},
      {"while the office decides", [](Story& s) { s.asks_office(clerk); return s.transfers(clerk, station); }, "transfer.office_is_deciding"},
      {"while suspended", [](Story& s) { s.suspends(clerk); return s.transfers(clerk, station); }, "transfer.suspended"},
      {"after the answer", [](Story& s) { s.replies(clerk); return s.transfers(clerk, station); }, "case.already_answered"},
      {"after the end", [](Story& s) { s.withdraws(clerk); return s.transfers(clerk, station); }, "case.already_closed"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string("art.10(3): ") + row.name);
    Story story = told();
    EXPECT_EQ(row.act(story), row.code);
  }
}

TEST(Transfer, Art_10_7_only_the_receiver_takes_or_returns) {
  struct Row { OfficerId who; std::optional<OfficerId> named; const char* code; };
  const Row rows[] = {
      {station_officer, {}, ""},        {station_head, {}, ""},   {crew, {}, ""},  // a team below the unit
      {agent, {}, "accept.not_the_receiver"}, {center_head, {}, "accept.not_the_receiver"}, {clerk, {}, "accept.not_the_receiver"},
      {station_officer, station_officer, ""}, {station_head, station_officer, ""}, {station_deputy, station_officer, "accept.not_the_receiver"},
  };
  for (const Row& row : rows) {
    Story story = told();
    ASSERT_EQ(story.transfers(clerk, station, row.named), "");
    Story other = story;
    EXPECT_EQ(story.accepts(row.who), row.code) << row.who.value;
    EXPECT_EQ(other.returns(row.who), row.code) << row.who.value;
  }
  Story none = told();
  EXPECT_EQ(none.accepts(station_officer), "accept.nothing_offered");
  EXPECT_EQ(none.returns(station_officer), "accept.nothing_offered");
  EXPECT_EQ(none.returns(clerk), "return_case.accepted_already");
}

TEST(Transfer, Art_10_7_the_sender_is_never_his_own_receiver) {
  Story story = told(Story::fault());
  ASSERT_EQ(story.transfers(clerk, station_team), "");
  ASSERT_EQ(story.accepts(crew), "");
  // The crew's team lies within the station, so the crew would be "anyone of the unit".
  ASSERT_EQ(story.transfers(crew, station), "");
  EXPECT_EQ(story.accepts(crew), "accept.not_the_receiver");
  EXPECT_EQ(story.returns(crew), "accept.not_the_receiver");
  EXPECT_EQ(story.accepts(station_officer), "");
}

TEST(Transfer, Art_4_the_deputy_receives_while_the_named_one_is_away) {
  Story story;
  story.organisation = organisation({{station_officer, {at("2025-10-20"), at("2025-10-25")}}});
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  ASSERT_EQ(story.transfers(clerk, station, station_officer), "");
  EXPECT_EQ(story.accepts(station_deputy), "");
  EXPECT_EQ(story.state.responsible_officer_id, station_deputy);
}

TEST(Transfer, Art_10_7_returns_need_a_reason_of_the_list) {
  Story story = told();
  ASSERT_EQ(story.transfers(clerk, station), "");
  EXPECT_EQ(story.returns(station_officer, "too_busy"), "return_case.unknown_reason");
  EXPECT_EQ(story.returns(station_officer, "wrong_area"), "");
  EXPECT_EQ(story.state.responsible_officer_id, clerk);
  EXPECT_EQ(story.duty(DutyKind::acceptance), "met");
}

TEST(Transfer, Art_9_4_the_line_of_the_accused_receives_nothing) {
  RegisterInput input = Story::complaint();
  input.about_officer_id = station_head;
  Story story = told(input);
  EXPECT_EQ(story.transfers(clerk, station), "case.unit_in_line_of_accused");
  EXPECT_EQ(story.transfers(clerk, station_team), "case.unit_in_line_of_accused");
  EXPECT_EQ(story.transfers(clerk, audit), "");
}

}  // namespace
}  // namespace shouwen
