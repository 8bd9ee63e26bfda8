// What can be taken back and by what.
#include "cases/undo.h"

#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

std::string undo(std::string_view verb, const ServiceCase& before, const Story& story, OfficerId who) {
  const auto step = undo_of(verb, before, story.state, story.as(who));
  return step ? std::string(step->verb) + " " + std::to_string(step->officer_id.value + step->other_id.value) : step.refusal().code;
}

TEST(Undo, Art_10_7_an_assignment_goes_back_to_the_holder_before) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  const ServiceCase before = story.state;
  ASSERT_EQ(story.assigns(hall_head, other_clerk), "");
  EXPECT_EQ(undo("assign", before, story, hall_head), "assign " + std::to_string(clerk.value));
  EXPECT_EQ(undo("assign", before, story, clerk), "assign.not_head_or_holder") << "who gave it away holds it no more";
}

TEST(Undo, Art_10_7_back_to_somebody_of_another_unit_is_no_assignment) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  const ServiceCase before = story.state;
  ASSERT_EQ(story.transfers(clerk, station), "");
  ASSERT_EQ(story.accepts(station_head), "");
  ASSERT_EQ(story.assigns(station_head, station_officer), "");
  EXPECT_EQ(undo("assign", before, story, station_head), "assign.officer_not_in_unit");
}

TEST(Undo, Art_10_1_what_was_said_stays_said) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  for (const auto& [verb, code] : {std::pair{"accept", "undo.accepted"}, {"remind", "undo.reminded"}, {"supervise", "undo.supervised"}, {"note", "undo.noted"}, {"reply", "undo.recorded"}})
    EXPECT_EQ(undo(verb, story.state, story, clerk), code);
}

TEST(Undo, Art_10_7_a_link_is_untied) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  ServiceCase before = story.state;
  before.linked_case_ids = {CaseId{7}};
  story.state.linked_case_ids = {CaseId{7}, CaseId{9}};
  EXPECT_EQ(undo("link", before, story, clerk), "unlink 9");
  EXPECT_EQ(undo("link", story.state, story, clerk), "undo.recorded");
}

}  // namespace
}  // namespace shouwen
