// Intake: one contact, one first contact, the right clocks, and what must be known of the customer.
#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

TEST(Register, Art_10_1_whoever_is_asked_first_answers_for_it) {
  Story story;
  ASSERT_EQ(story.registers(agent, Story::inquiry()), "");
  EXPECT_EQ(story.state.first_contact_id, agent);
  EXPECT_EQ(story.state.first_contact_unit_id, hotline);
  EXPECT_EQ(story.state.responsible_officer_id, agent);
  EXPECT_EQ(story.state.handling_unit_id, hotline);
  EXPECT_EQ(story.state.stage, Stage::open);
  EXPECT_EQ(story.last_kinds(), "registered");
  EXPECT_EQ(story.last[0].clause, "art.10(1)");
}

TEST(Register, Art_10_7_every_kind_starts_the_clocks_it_owes) {
  struct Row { CaseKind kind; const char* category; const char* contact; const char* progress; const char* reply; const char* arrival; };
  const Row rows[] = {
      {CaseKind::inquiry, "inquiry.tariff", "none", "none", "2025-10-27T17:30", "none"},
      {CaseKind::information_query, "information_query.outage", "none", "none", "2025-10-21T17:30", "none"},
      {CaseKind::fault_report, "fault_report.low_voltage", "none", "none", "2025-10-20T13:45", "2025-10-20T10:45"},
      {CaseKind::complaint, "complaint.billing", "2025-10-21T10:00", "2025-10-23T17:30", "2025-10-27T17:30", "none"},
      {CaseKind::tip_off, "tip_off.theft", "none", "2025-10-27T17:30", "2025-11-03T17:30", "none"},
      {CaseKind::suggestion, "suggestion.grid", "none", "2025-10-27T17:30", "2025-11-03T17:30", "none"},
      {CaseKind::service_request, "service_request.reconnection", "none", "2025-10-23T17:30", "2025-10-21T10:00", "none"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string("art.10(7): ") + row.category);
    Story story;
    ASSERT_EQ(story.registers(clerk, Story::input(row.kind, row.category)), "");
    EXPECT_EQ(story.due(DutyKind::contact), row.contact);
    EXPECT_EQ(story.due(DutyKind::progress), row.progress);
    EXPECT_EQ(story.due(DutyKind::reply), row.reply);
    EXPECT_EQ(story.due(DutyKind::arrival), row.arrival);
    for (const DutyKind later : {DutyKind::follow_up, DutyKind::acceptance, DutyKind::ruling, DutyKind::supervision_reply})
      EXPECT_EQ(story.due(later), "none");
  }
}

TEST(Register, Art_10_6_name_and_phone_are_needed_but_where_they_are_not) {
  struct Row { const char* name; const char* phone; bool anonymous; CaseKind kind; const char* category; const char* code; };
  const Row rows[] = {
      {"张三", "13800000000", false, CaseKind::inquiry, "inquiry.tariff", ""},
      {"张三", "０７７１-１２３４５６７", false, CaseKind::inquiry, "inquiry.tariff", ""},
      {"张三", "95598", false, CaseKind::inquiry, "inquiry.tariff", ""},
      {"张三", "12345", false, CaseKind::inquiry, "inquiry.tariff", ""},
      {"张三", "2234567", false, CaseKind::inquiry, "inquiry.tariff", ""},
      {"张三", "+8613912345678", false, CaseKind::inquiry, "inquiry.tariff", ""},
      {"张三", "1391234", false, CaseKind::inquiry, "inquiry.tariff", "register_case.phone_implausible"},
      {"张三", "1380000000", false, CaseKind::inquiry, "inquiry.tariff", "register_case.phone_implausible"},
      {"张三", "138000000000", false, CaseKind::inquiry, "inquiry.tariff", "register_case.phone_implausible"},
      {"", "13800000000", false, CaseKind::inquiry, "inquiry.tariff", "register_case.name_missing"},
      {"张三", "", false, CaseKind::inquiry, "inquiry.tariff", "register_case.phone_missing"},
      {"张三", "没有", false, CaseKind::inquiry, "inquiry.tariff", "register_case.phone_missing"},
      {"张三", "1234", false, CaseKind::inquiry, "inquiry.tariff", "register_case.phone_implausible"},
      {"张三", "12345678901234567", false, CaseKind::inquiry, "inquiry.tariff", "register_case.phone_implausible"},
      {"", "", true, CaseKind::inquiry, "inquiry.tariff", "register_case.anonymous_not_allowed"},
      {"", "", true, CaseKind::complaint, "complaint.billing", "register_case.anonymous_not_allowed"},
      {"", "", true, CaseKind::tip_off, "tip_off.theft", ""},
      {"", "", true, CaseKind::suggestion, "suggestion.grid", ""},
  };
  for (const Row& row : rows) {
    RegisterInput input = Story::input(row.kind, row.category);
    input.contact.name = Line<0, 40>{row.name};
    input.contact.phone = Line<0, 30>{row.phone};
    input.contact.anonymous = row.anonymous;
    Story story;
    EXPECT_EQ(story.registers(clerk, input), row.code) << row.name << ' ' << row.phone << ' ' << row.category;
  }
}

TEST(Register, Art_10_3_an_answer_at_the_counter_needs_no_name) {
  RegisterInput input = Story::inquiry();
  input.contact = {};
  input.first_step = FirstStep::answer;
  input.answer = ReplyInput{Channel::hall, {"峰段是……"}, {}};
  Story story;
  ASSERT_EQ(story.registers(clerk, input), "");
  EXPECT_EQ(story.last_kinds(), "registered replied closed");
  EXPECT_EQ(story.state.outcome, Outcome::answered);
  EXPECT_EQ(story.duty(DutyKind::reply), "met");
}

TEST(Register, Art_10_3_the_first_step_is_part_of_the_same_decision) {
  struct Row { FirstStep step; const char* kinds; };
  for (const Row& row : {Row{FirstStep::keep, "registered"}, Row{FirstStep::transfer, "registered transfer_offered"},
                         Row{FirstStep::ask_office, "registered office_asked"}, Row{FirstStep::out_of_scope, "registered explained_out_of_scope closed"}}) {
    RegisterInput input = Story::inquiry();
    input.first_step = row.step;
    if (row.step == FirstStep::transfer) input.transfer = TransferInput{station, {}, {"other_department"}, {}};
    if (row.step == FirstStep::ask_office) input.question = OfficeQuestionInput{{"归谁？"}};
    if (row.step == FirstStep::out_of_scope) input.out_of_scope = OutOfScopeInput{{"请找水务"}, {}};
    Story story;
    EXPECT_EQ(story.registers(clerk, input), "");
    EXPECT_EQ(story.last_kinds(), row.kinds);
    Story refused;
    input.transfer.reset();
    input.question.reset();
    input.out_of_scope.reset();
    EXPECT_EQ(refused.registers(clerk, input), row.step == FirstStep::keep ? "" : "register_case.first_step_missing");
  }
}

TEST(Register, Art_10_3_a_refused_first_step_registers_nothing) {
  RegisterInput input = Story::fault();
  input.first_step = FirstStep::answer;
  input.answer = ReplyInput{Channel::phone, {"稍等"}, {}};
  Story story;
  EXPECT_EQ(story.registers(clerk, input), "answer_on_the_spot.needs_work");
  EXPECT_EQ(story.state.version, 0);
}

TEST(Register, Art_10_6_category_and_kind_belong_together) {
  Story story;
  EXPECT_EQ(story.registers(clerk, Story::input(CaseKind::inquiry, "complaint.billing")), "register_case.category_of_other_kind");
  EXPECT_EQ(story.registers(clerk, Story::input(CaseKind::inquiry, "inquiry.nothing")), "register_case.category_of_other_kind");
}

TEST(Register, Art_9_5_the_identity_of_a_tip_is_sealed) {
  Story story;
  ASSERT_EQ(story.registers(agent, Story::tip()), "");
  EXPECT_EQ(story.state.secrecy, Secrecy::sealed);
  EXPECT_EQ(story.state.contact.sealed, "sealed:张三");
  EXPECT_EQ(story.state.contact.name + story.state.contact.phone + story.state.contact.address, "");
  RegisterInput anonymous = Story::tip();
  anonymous.contact = {};
  anonymous.contact.anonymous = true;
  Story other;
  ASSERT_EQ(other.registers(agent, anonymous), "");
  EXPECT_EQ(other.state.contact.sealed, "");
  EXPECT_TRUE(other.state.contact.anonymous);
}

TEST(Register, Art_9_4_nobody_registers_what_is_about_himself) {
  RegisterInput input = Story::complaint();
  input.about_officer_id = clerk;
  Story story;
  EXPECT_EQ(story.registers(clerk, input), "register_case.about_yourself");
  input.about_officer_id = OfficerId{999};
  EXPECT_EQ(story.registers(clerk, input), "register_case.unknown_officer");
}

TEST(Register, Art_9_4_a_colleague_answers_for_it_and_somebody_independent_holds_it) {
  RegisterInput input = Story::complaint();
  input.about_officer_id = hall_head;
  Story story;
  ASSERT_EQ(story.registers(clerk, input), "");
  EXPECT_EQ(story.last_kinds(), "registered assigned");
  EXPECT_EQ(story.state.first_contact_id, clerk);
  EXPECT_EQ(story.state.responsible_officer_id, audit_head);
  input.first_step = FirstStep::transfer;
  input.transfer = TransferInput{station, {}, {"other_department"}, {}};
  Story other;
  EXPECT_EQ(other.registers(clerk, input), "register_case.accused_in_your_line");
  // Against the director everybody stands in line.
  input.first_step = FirstStep::keep;
  input.about_officer_id = director;
  EXPECT_EQ(other.registers(clerk, input), "register_case.nobody_independent");
  // Against audit's own head the next head above takes it.
  input.about_officer_id = audit_head;
  ASSERT_EQ(other.registers(auditor, input), "");
  EXPECT_EQ(other.state.responsible_officer_id, director);
}

}  // namespace
}  // namespace shouwen
