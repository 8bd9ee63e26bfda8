// Asking the bureau office: its ruling binds, and binds once.
#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

Story asked(const RegisterInput& input = Story::inquiry()) {
  Story story;
  EXPECT_EQ(story.registers(clerk, input), "");
  EXPECT_EQ(story.asks_office(clerk), "");
  return story;
}

TEST(Office, Art_10_4_the_asker_holds_until_the_ruling) {
  Story story = asked();
  EXPECT_EQ(story.state.responsible_officer_id, clerk);
  EXPECT_EQ(story.due(DutyKind::ruling), "2025-10-20T16:00");
  EXPECT_EQ(story.state.open_duty(DutyKind::ruling)->owner_unit_id, office);
  ASSERT_EQ(story.rules(office_clerk, station), "");
  EXPECT_EQ(story.state.responsible_officer_id, station_head) << "the head, unless the office names somebody";
  EXPECT_EQ(story.state.handling_unit_id, station);
  EXPECT_EQ(story.duty(DutyKind::ruling), "met");
  EXPECT_EQ(story.last[0].clause, "art.10(4)");
  EXPECT_EQ(story.state.first_contact_id, clerk);
}

TEST(Office, Art_10_4_a_fault_is_ruled_within_half_an_hour) {
  Story story = asked(Story::fault());
  EXPECT_EQ(story.due(DutyKind::ruling), "2025-10-20T10:30");
}

TEST(Office, Art_10_4_a_ruling_binds_whoever_holds_after_it) {
  Story story = asked();
  ASSERT_EQ(story.rules(office_clerk, station, station_officer), "");
  EXPECT_EQ(story.state.responsible_officer_id, station_officer);
  EXPECT_EQ(story.asks_office(station_officer), "ask_office.ruled_already");
  EXPECT_EQ(story.transfers(station_officer, hall), "transfer.ruling_binds");
  EXPECT_EQ(story.returns(station_officer), "return_case.ruling_binds");
  ASSERT_EQ(story.assigns(station_officer, station_deputy), "") << "within the unit it may move";
  EXPECT_EQ(story.transfers(station_deputy, hall), "transfer.ruling_binds");
  ASSERT_EQ(story.replies(station_deputy), "");
  ASSERT_EQ(story.customer_reopens(), "");
  EXPECT_EQ(story.transfers(station_deputy, hall), "transfer.ruling_binds") << "after reopening too";
}

TEST(Office, Art_10_4_asking_refusals) {
  struct Row { const char* name; std::function<std::string(Story&)> act; const char* code; };
  const Row rows[] = {
      {"not the holder", [](Story& s) { return s.asks_office(agent); }, "case.not_holder"},
      {"while offered", [](Story& s) { s.transfers(clerk, station); return s.asks_office(clerk); }, "ask_office.offer_pending"},
      {"twice", [](Story& s) { s.asks_office(clerk); return s.asks_office(clerk); }, "ask_office.asked_already"},
      {"after the answer", [](Story& s) { s.replies(clerk); return s.asks_office(clerk); }, "case.already_answered"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string("art.10(4): ") + row.name);
    Story story;
    ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
    EXPECT_EQ(row.act(story), row.code);
  }
}

TEST(Office, Art_10_4_ruling_refusals) {
  struct Row { const char* name; OfficerId who; UnitId unit; std::optional<OfficerId> officer; const char* code; };
  const Row rows[] = {
      {"the asker", clerk, station, {}, "rule_on.not_the_office"},
      {"a leader", director, station, {}, "rule_on.not_the_office"},
      {"an unknown unit", office_clerk, UnitId{99}, {}, "rule_on.unknown_unit"},
      {"an officer elsewhere", office_clerk, station, agent, "rule_on.officer_not_in_unit"},
      {"one who left", office_clerk, hall, former_clerk, "rule_on.nobody_there"},
      {"a vacant head falls upwards", office_clerk, follow_up_team, {}, ""},
      {"back to the asker's own unit", office_clerk, hall, clerk, ""},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string("art.10(4): ") + row.name);
    Story story = asked();
    EXPECT_EQ(story.rules(row.who, row.unit, row.officer), row.code);
  }
  Story nothing;
  ASSERT_EQ(nothing.registers(clerk, Story::inquiry()), "");
  EXPECT_EQ(nothing.rules(office_clerk, station), "rule_on.nothing_asked");
}

TEST(Office, Art_9_4_no_ruling_into_the_line_of_the_accused) {
  RegisterInput input = Story::complaint();
  input.about_officer_id = station_head;
  Story story = asked(input);
  EXPECT_EQ(story.rules(office_clerk, station), "case.unit_in_line_of_accused");
  EXPECT_EQ(story.rules(office_clerk, bureau, station_officer), "case.in_line_of_accused");
  EXPECT_EQ(story.rules(office_clerk, audit), "");
  input.about_officer_id = office_head;
  Story about_office = asked(input);
  EXPECT_EQ(about_office.rules(office_clerk, audit), "case.in_line_of_accused");
}

TEST(Assign, Art_10_7_head_or_holder_gives_it_within_the_unit) {
  struct Row { const char* name; OfficerId who, to; const char* code; };
  const Row rows[] = {
      {"the head", station_head, station_deputy, ""},
      {"the holder", station_officer, station_head, ""},
      {"into a team below", station_head, crew, ""},
      {"a colleague", station_deputy, station_deputy, "assign.not_head_or_holder"},
      {"the first contact", clerk, station_deputy, "assign.not_head_or_holder"},
      {"the director", director, station_deputy, "assign.not_head_or_holder"},
      {"out of the unit", station_head, agent, "assign.officer_not_in_unit"},
      {"to the holder", station_head, station_officer, "assign.holds_already"},
      {"to nobody", station_head, OfficerId{999}, "assign.officer_not_in_unit"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string("art.10(7): ") + row.name);
    Story story;
    ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
    ASSERT_EQ(story.transfers(clerk, station), "");
    EXPECT_EQ(story.assigns(hall_head, other_clerk), "assign.offer_pending");
    ASSERT_EQ(story.accepts(station_officer), "");
    EXPECT_EQ(story.assigns(row.who, row.to), row.code);
    EXPECT_EQ(story.state.first_contact_id, clerk);
    EXPECT_EQ(story.state.handling_unit_id, station);
  }
  Story above;
  ASSERT_EQ(above.registers(clerk, Story::inquiry()), "");
  EXPECT_EQ(above.assigns(center_head, other_clerk), "") << "who heads the unit above answers for its teams";
}

TEST(TakeOver, Art_4_the_deputy_and_the_head_step_in_for_an_absent_holder) {
  struct Row { OfficerId who; bool away; const char* code; };
  for (const Row& row : {Row{other_clerk, true, ""}, Row{hall_head, true, ""}, Row{agent, true, "take_over.not_the_deputy"}, Row{clerk, true, "take_over.holds_already"},
                         Row{other_clerk, false, "take_over.holder_is_present"}, Row{hall_head, false, "take_over.holder_is_present"}}) {
    Story story;
    if (row.away) story.organisation = organisation({{clerk, {at("2025-10-20"), at("2025-10-25")}}});
    ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
    EXPECT_EQ(story.takes_over(row.who), row.code) << row.who.value;
    const bool took = *row.code == '\0' || row.who == clerk;
    EXPECT_EQ(story.state.responsible_officer_id, took ? row.who : clerk);
  }
}

TEST(TakeOver, Art_4_who_left_is_replaced_by_the_head) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  std::vector<Officer> officers = story.organisation.officers();
  for (Officer& officer : officers)
    if (officer.id == clerk) officer.active = false;
  story.organisation = Organisation(story.organisation.units(), officers);
  EXPECT_EQ(story.takes_over(hall_head), "");
  EXPECT_EQ(story.state.first_contact_id, clerk) << "what happened is not rewritten";
}

}  // namespace
}  // namespace shouwen
