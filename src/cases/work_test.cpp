// While the work goes on: contact, arrival, progress, waiting for the customer; and corrections of the record.
#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

Story told(const RegisterInput& input) {
  Story story;
  EXPECT_EQ(story.registers(clerk, input), "");
  return story;
}

TEST(Progress, Art_10_8_is_owed_again_until_the_result) {
  Story story = told(Story::complaint());
  EXPECT_EQ(story.due(DutyKind::progress), "2025-10-23T17:30");
  story.now = at("2025-10-22T09:00");
  ASSERT_EQ(story.reports(clerk), "");
  EXPECT_EQ(story.due(DutyKind::progress), "2025-10-27T17:30");
  EXPECT_EQ(story.duty(DutyKind::contact), "late") << "a report is contact too, but this one came after 24 hours";
  ASSERT_EQ(story.replies(clerk), "");
  EXPECT_EQ(story.duty(DutyKind::progress), "met");
  EXPECT_EQ(story.due(DutyKind::progress), "none");
}

TEST(Progress, Art_10_1_the_first_contact_may_still_speak_with_the_customer) {
  Story story = told(Story::complaint());
  ASSERT_EQ(story.transfers(clerk, station), "");
  ASSERT_EQ(story.accepts(station_officer), "");
  EXPECT_EQ(story.contacts(clerk), "");
  EXPECT_EQ(story.duty(DutyKind::contact), "met");
  EXPECT_EQ(story.reports(clerk), "");
  EXPECT_EQ(story.reports(other_clerk), "case.not_holder");
  EXPECT_EQ(story.contacts(agent), "case.not_holder");
}

TEST(Progress, Art_10_8_kinds_without_reports_start_no_clock) {
  Story story = told(Story::inquiry());
  ASSERT_EQ(story.reports(clerk), "");
  EXPECT_EQ(story.due(DutyKind::progress), "none");
}

TEST(Arrival, Art_10_7_is_recorded_once_by_the_holder) {
  Story story = told(Story::fault());
  EXPECT_EQ(story.arrives(agent), "case.not_holder");
  story.now = at("2025-10-20T10:40");
  ASSERT_EQ(story.arrives(clerk), "");
  EXPECT_EQ(story.duty(DutyKind::arrival), "met");
  EXPECT_EQ(story.arrives(clerk), "record_arrival.none_owed");
  Story late = told(Story::fault());
  late.now = at("2025-10-20T11:00");
  ASSERT_EQ(late.arrives(clerk), "");
  EXPECT_EQ(late.duty(DutyKind::arrival), "late");
}

TEST(Suspend, Art_10_7_stops_only_the_clocks_its_reason_names) {
  struct Row { const char* reason; const char* reply; const char* progress; const char* contact; bool pauses; };
  for (const Row& row : {Row{"customer_papers", "paused", "paused", "open", true}, Row{"customer_works", "paused", "open", "open", true},
                         Row{"customer_information", "open", "open", "open", false}}) {
    Story story = told(Story::complaint());
    ASSERT_EQ(story.suspends(clerk, row.reason), "");
    EXPECT_EQ(story.duty(DutyKind::reply), row.reply) << row.reason;
    EXPECT_EQ(story.duty(DutyKind::progress), row.progress) << row.reason;
    EXPECT_EQ(story.duty(DutyKind::contact), row.contact) << row.reason;
    EXPECT_EQ(story.state.suspension->pauses, row.pauses);
  }
}

TEST(Suspend, Art_10_7_the_working_time_left_is_kept) {
  Story story = told(Story::complaint());
  story.now = at("2025-10-22T10:00");  // reply due 27 October 17:30: 3 days and 5.5 hours of work left
  ASSERT_EQ(story.suspends(clerk), "");
  story.now = at("2025-10-25T12:00");  // a Saturday
  ASSERT_EQ(story.customer_adds(), "");
  EXPECT_EQ(story.last_kinds(), "supplemented resumed");
  EXPECT_EQ(story.due(DutyKind::reply), "2025-10-30T16:00");
  EXPECT_FALSE(story.state.suspension);
}

TEST(Suspend, Art_10_7_no_pause_lasts_for_ever) {
  Story story = told(Story::complaint());
  ASSERT_EQ(story.suspends(clerk), "");
  EXPECT_EQ(to_iso(story.state.suspension->until), "2025-11-03T17:30:00+08:00");
  EXPECT_EQ(next_strike(story.state, story.rulebook, story.rulebook.calendars), at("2025-10-20T22:00")) << "the contact's warning comes first";
  ASSERT_GT(story.strikes("2025-11-03T17:30"), 0U);
  EXPECT_FALSE(story.state.suspension);
  EXPECT_EQ(story.duty(DutyKind::reply), "open");
}

TEST(Suspend, Art_10_7_what_is_overdue_cannot_be_paused_away) {
  Story story = told(Story::complaint());
  story.now = at("2025-10-28T09:00");
  ASSERT_EQ(story.suspends(clerk), "");
  EXPECT_EQ(story.duty(DutyKind::reply), "open");
  ASSERT_GT(story.strikes(story.now), 0U);
  EXPECT_EQ(story.duty(DutyKind::reply), "breached");
}

TEST(Suspend, Art_10_7_refusals) {
  Story story = told(Story::inquiry());
  EXPECT_EQ(story.suspends(agent), "case.not_holder");
  EXPECT_EQ(story.suspends(clerk, "holiday"), "suspend.unknown_reason");
  EXPECT_EQ(story.resumes(clerk), "resume.not_suspended");
  ASSERT_EQ(story.suspends(clerk), "");
  EXPECT_EQ(story.suspends(clerk), "suspend.suspended_already");
  EXPECT_EQ(story.resumes(agent), "case.not_holder");
  EXPECT_EQ(story.resumes(clerk), "");
  ASSERT_EQ(story.transfers(clerk, station), "");
  EXPECT_EQ(story.suspends(clerk), "suspend.hand_over_pending");
}

TEST(Note, Art_9_4_the_line_of_the_accused_writes_nothing_into_it) {
  RegisterInput input = Story::complaint();
  input.about_officer_id = station_head;
  Story story = told(input);
  EXPECT_EQ(story.notes(station_head), "case.about_this_officer");
  EXPECT_EQ(story.notes(station_officer), "case.in_line_of_accused");
  EXPECT_EQ(story.notes(agent), "");
}

TEST(Correct, Art_10_6_deadlines_follow_the_corrected_registration) {
  Story story = told(Story::fault());
  story.now = at("2025-10-20T10:10");
  CorrectionInput rural;
  rural.area = Area::rural;
  ASSERT_EQ(story.corrects(clerk, rural), "");
  EXPECT_EQ(story.due(DutyKind::arrival), "2025-10-20T11:30") << "counted from the registration";
  EXPECT_EQ(story.state.area, Area::rural);
}

TEST(Correct, Art_10_8_a_corrected_kind_owes_what_its_kind_owes) {
  Story story = told(Story::inquiry());
  story.now = at("2025-10-21T10:00");
  CorrectionInput to_complaint;
  to_complaint.kind = CaseKind::complaint;
  to_complaint.category = Line<1, 80>{"complaint.billing"};
  ASSERT_EQ(story.corrects(clerk, to_complaint), "");
  EXPECT_EQ(story.due(DutyKind::reply), "2025-10-27T17:30");
  EXPECT_EQ(story.due(DutyKind::progress), "2025-10-24T17:30");
  EXPECT_EQ(story.due(DutyKind::contact), "2025-10-22T10:00");
  CorrectionInput to_fault;
  to_fault.kind = CaseKind::fault_report;
  to_fault.category = Line<1, 80>{"fault_report.low_voltage"};
  ASSERT_EQ(story.corrects(clerk, to_fault), "");
  EXPECT_EQ(story.due(DutyKind::arrival), "2025-10-21T10:45");
  EXPECT_EQ(story.duty(DutyKind::progress), "lifted");
  EXPECT_EQ(story.duty(DutyKind::contact), "lifted");
}

TEST(Correct, Art_10_7_a_correction_never_hides_a_breach) {
  Story story = told(Story::complaint());
  story.now = at("2025-10-28T09:00");
  CorrectionInput to_tip;
  to_tip.kind = CaseKind::suggestion;
  to_tip.category = Line<1, 80>{"suggestion.grid"};
  ASSERT_EQ(story.corrects(clerk, to_tip), "");
  EXPECT_EQ(story.due(DutyKind::reply), "2025-10-27T17:30") << "the deadline that has passed stays";
  ASSERT_GT(story.strikes(story.now), 0U);
  EXPECT_EQ(story.duty(DutyKind::reply), "breached");
}

TEST(Correct, Art_9_5_a_matter_that_turns_out_a_tip_is_sealed_and_stays_so) {
  Story story = told(Story::complaint());
  CorrectionInput to_tip;
  to_tip.kind = CaseKind::tip_off;
  to_tip.category = Line<1, 80>{"tip_off.theft"};
  ASSERT_EQ(story.corrects(clerk, to_tip), "");
  EXPECT_EQ(story.state.secrecy, Secrecy::sealed);
  EXPECT_EQ(story.state.contact.sealed, "sealed:张三");
  EXPECT_EQ(story.state.contact.name, "");
  CorrectionInput back;
  back.kind = CaseKind::complaint;
  back.category = Line<1, 80>{"complaint.billing"};
  EXPECT_EQ(story.corrects(clerk, back), "correct_registration.sealed");
}

TEST(Correct, Art_10_6_refusals) {
  Story story = told(Story::inquiry());
  CorrectionInput nothing, area;
  area.area = Area::remote;
  EXPECT_EQ(story.corrects(clerk, nothing), "correct_registration.nothing_changed");
  CorrectionInput same;
  same.area = story.state.area;
  same.category = Line<1, 80>{story.state.category};
  EXPECT_EQ(story.corrects(clerk, same), "correct_registration.nothing_changed") << "what stands there is no correction";
  EXPECT_EQ(story.corrects(agent, area), "case.not_holder");
  CorrectionInput mixed;
  mixed.kind = CaseKind::complaint;
  EXPECT_EQ(story.corrects(clerk, mixed), "register_case.category_of_other_kind");
  ASSERT_EQ(story.transfers(clerk, station), "");
  ASSERT_EQ(story.accepts(station_officer), "");
  EXPECT_EQ(story.corrects(clerk, area), "") << "the first contact knows best what was said";
}

TEST(Link, Art_10_7_duplicates_are_tied_and_never_merged) {
  Story story = told(Story::inquiry());
  const auto other = [&story](CaseKind kind, Secrecy secrecy = Secrecy::personal) {
    ServiceCase made = story.state;
    made.id = CaseId{2};
    made.kind = kind;
    made.secrecy = secrecy;
    return made;
  };
  const auto code = [&story](const ServiceCase& one, const ServiceCase& two) {
    const auto decision = link(one, two, {two.id, {"同一件事"}}, story.as(clerk));
    return decision ? std::string() : decision.refusal().code;
  };
  EXPECT_EQ(code(story.state, other(CaseKind::inquiry)), "");
  EXPECT_EQ(code(story.state, story.state), "link.same_case");
  EXPECT_EQ(code(story.state, other(CaseKind::complaint)), "link.complaint_with_other_kind");
  EXPECT_EQ(code(other(CaseKind::complaint), story.state), "link.complaint_with_other_kind");
  EXPECT_EQ(code(story.state, other(CaseKind::tip_off, Secrecy::sealed)), "link.sealed");
  const auto linked = link(story.state, other(CaseKind::inquiry), {CaseId{2}, {"同一件事"}}, story.as(clerk));
  ASSERT_TRUE(linked);
  const ServiceCase one = apply(story.state, linked->one.front()), two = apply(other(CaseKind::inquiry), linked->other.front());
  EXPECT_EQ(one.linked_case_ids, std::vector<CaseId>{CaseId{2}});
  EXPECT_EQ(two.linked_case_ids, std::vector<CaseId>{CaseId{1}});
  EXPECT_NE(one.open_duty(DutyKind::reply), nullptr) << "every customer is owed an own answer";
  EXPECT_NE(two.open_duty(DutyKind::reply), nullptr);
  EXPECT_EQ(code(one, two), "link.linked_already");
  const auto untied = unlink(one, two, {CaseId{2}, {"误连"}}, story.as(clerk));
  ASSERT_TRUE(untied);
  EXPECT_TRUE(apply(one, untied->one.front()).linked_case_ids.empty());
  EXPECT_EQ(unlink(story.state, two, {CaseId{2}, {"误连"}}, story.as(clerk)).refusal().code, "unlink.not_linked");
}

}  // namespace
}  // namespace shouwen
