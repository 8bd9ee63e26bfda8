// Connection of new load from registration to supply: each step ends its clock and starts the next. Art. 10(7).
#include <gtest/gtest.h>

#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

RegisterInput supply(std::optional<CustomerClass> customer_class, std::optional<Voltage> voltage = {}) {
  RegisterInput what = Story::input(CaseKind::service_request, "service_request.new_supply");
  what.customer_class = customer_class;
  what.voltage = voltage;
  return what;
}

/// "supply_proposed by 2025-10-23T17:30 (R-CON-01-RES)" of every step that is owed.
std::string owed(const Story& story) {
  std::string text;
  for (const Duty& duty : story.state.duties)
    if (duty.kind == DutyKind::step && duty.state == DutyState::open)
      text += (text.empty() ? "" : ", ") + duty.stop + " by " + to_iso(duty.due_at).substr(0, 16) + " (" + duty.sources.front().limit_id + ")";
  return text;
}

TEST(Connection, Art_10_7_a_resident_s_clocks_run_from_step_to_step) {
  Story story;
  ASSERT_EQ(story.registers(clerk, supply(CustomerClass::resident)), "");
  EXPECT_EQ(owed(story), "supply_proposed by 2025-10-23T17:30 (R-CON-01-RES), connected by 2025-10-27T17:30 (R-CON-08-RES)");
  story.now = at("2025-10-22T10:00");
  ASSERT_EQ(story.does_step(clerk, "supply_proposed"), "");
  EXPECT_EQ(owed(story), "connected by 2025-10-27T17:30 (R-CON-08-RES)") << "the customer's works are no clock of ours";
  ASSERT_EQ(story.does_step(clerk, "connection_ready"), "");
  EXPECT_EQ(owed(story), "connected by 2025-10-27T17:30 (R-CON-08-RES), connected by 2025-10-27T17:30 (R-CON-07-RES)");
  ASSERT_EQ(story.does_step(clerk, "connected"), "");
  EXPECT_EQ(owed(story), "");
  for (const Duty& duty : story.state.duties) {
    if (duty.kind == DutyKind::step) {
      EXPECT_EQ(duty.state, DutyState::met) << duty.stop;
    }
  }
}

TEST(Connection, Art_10_7_high_voltage_goes_through_design_mid_check_and_completion) {
  Story story;
  ASSERT_EQ(story.registers(clerk, supply(CustomerClass::high_voltage_double, Voltage::kv_10)), "");
  EXPECT_EQ(owed(story), "supply_proposed by 2025-12-22T17:30 (R-CON-01-HV2), connected by 2025-12-03T17:30 (R-CON-08-HV2)");
  EXPECT_EQ(story.due(DutyKind::reply), "2025-12-03T17:30");
  struct Row { const char* begins; const char* ends; const char* owed; };
  const Row rows[] = {{"design_received", "design_reviewed", "design_reviewed by 2025-11-03T17:30 (R-CON-04)"},
                      {"mid_check_requested", "mid_checked", "mid_checked by 2025-10-27T17:30 (R-CON-05-HV)"},
                      {"completion_reported", "completion_inspected", "completion_inspected by 2025-10-27T17:30 (R-CON-06-KPI)"},
                      {"connection_ready", "connected", "connected by 2025-10-27T17:30 (R-CON-07-KPI)"}};
  ASSERT_EQ(story.does_step(clerk, "supply_proposed"), "");
  for (const Row& row : rows) {
    SCOPED_TRACE(row.ends);
    ASSERT_EQ(story.does_step(clerk, row.begins), "");
    EXPECT_EQ(owed(story), std::string("connected by 2025-12-03T17:30 (R-CON-08-HV2), ") + row.owed);
    ASSERT_EQ(story.does_step(clerk, row.ends), "");
  }
}

std::string due_of(const Story& story, const std::string& stop) {
  for (const Duty& duty : story.state.duties)
    if (duty.kind == DutyKind::step && duty.stop == stop) return to_iso(duty.due_at).substr(0, 16);
  return "none";
}

TEST(Connection, Art_10_7_the_customer_s_own_time_is_not_the_bureau_s) {
  for (const auto& [voltage, due] : {std::pair{Voltage::kv_35, "2025-11-19T17:30"}, std::pair{Voltage::kv_110, "2025-12-03T17:30"}}) {
    Story story;
    ASSERT_EQ(story.registers(clerk, supply(CustomerClass::high_voltage_single, voltage)), "");
    story.now = at("2025-10-21T08:30");
    ASSERT_EQ(story.suspends(clerk, "access_design"), "");
    story.now = at("2025-11-04T08:30");
    ASSERT_EQ(story.resumes(clerk), "");
    EXPECT_EQ(due_of(story, "connected"), due) << "access design is taken off from 110 kV only";
    EXPECT_EQ(due_of(story, "supply_proposed"), "2025-11-17T17:30") << "never off the law's time";
  }
}

TEST(Connection, Art_10_7_a_class_told_later_counts_from_the_registration) {
  Story story;
  ASSERT_EQ(story.registers(clerk, supply({})), "");
  story.now = at("2025-10-21T10:00");
  CorrectionInput resident;
  resident.customer_class = CustomerClass::resident;
  ASSERT_EQ(story.corrects(clerk, resident), "");
  EXPECT_EQ(owed(story), "supply_proposed by 2025-10-23T17:30 (R-CON-01-RES), connected by 2025-10-27T17:30 (R-CON-08-RES)");
}

TEST(Connection, Art_10_7_without_a_class_of_customer_only_the_reply_is_limited) {
  Story story;
  ASSERT_EQ(story.registers(clerk, supply({})), "");
  EXPECT_EQ(owed(story), "");
  EXPECT_EQ(story.due(DutyKind::reply), "2025-11-03T17:30");
}

}  // namespace
}  // namespace shouwen
