// Who is suggested for a case, and why not somebody else.
#include "cases/suggest_assignee.h"

#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

constexpr AssignmentRules points{1, 2, 3, 4, 2, 100};

CandidateFacts facts(OfficerId who, std::int64_t open, std::int64_t overdue = 0, std::int64_t of_customer = 0, std::int64_t of_work = 0) {
  return {{who, open, 0, overdue}, of_customer, of_work};
}
std::vector<OfficerId> order(const std::vector<Candidate>& candidates) {
  std::vector<OfficerId> ids;
  for (const Candidate& candidate : candidates) ids.push_back(candidate.load.officer_id);
  return ids;
}
/// A complaint at the hall, held by the clerk; its head gives it out.
Story at_the_hall() {
  Story story;
  EXPECT_EQ(story.registers(clerk, Story::complaint()), "");
  return story;
}
std::vector<SuggestionGround> grounds(const Candidate& candidate) {
  std::vector<SuggestionGround> found;
  for (const SuggestionReason& reason : candidate.reasons) {
    found.push_back(reason.ground);
    EXPECT_STRNE(reason.clause, "");
  }
  return found;
}

TEST(SuggestAssignee, Art_10_7_who_carries_least_comes_first) {
  const Story story = at_the_hall();
  const auto found = suggest_assignees(story.state, {facts(hall_head, 5), facts(other_clerk, 2)}, points, story.as(hall_head));
  EXPECT_EQ(order(found), (std::vector{other_clerk, hall_head}));
  EXPECT_EQ(found[0].points, 2);
  EXPECT_EQ(grounds(found[0]), std::vector{SuggestionGround::lowest_load});
  EXPECT_EQ(grounds(found[1]), std::vector{SuggestionGround::load});
}

TEST(SuggestAssignee, Art_10_7_what_is_overdue_weighs_more) {
  const Story story = at_the_hall();
  const auto found = suggest_assignees(story.state, {facts(other_clerk, 2, 2), facts(hall_head, 5)}, points, story.as(hall_head));
  EXPECT_EQ(order(found), (std::vector{hall_head, other_clerk})) << "5 against 2 + 2 x 3";
}

TEST(SuggestAssignee, Art_10_1_who_knows_the_customer_and_the_work_is_preferred) {
  const Story story = at_the_hall();
  const auto found = suggest_assignees(story.state, {facts(other_clerk, 2), facts(hall_head, 5, 0, 1, 3)}, points, story.as(hall_head));
  EXPECT_EQ(order(found), (std::vector{hall_head, other_clerk}));
  EXPECT_EQ(found[0].points, 5 - 4 - 2);
  EXPECT_EQ(grounds(found[0]), (std::vector{SuggestionGround::load, SuggestionGround::knows_customer, SuggestionGround::knows_work}));
  EXPECT_EQ(found[0].reasons[2].cases, 3);
}

TEST(SuggestAssignee, Art_4_the_absent_are_not_suggested_and_their_deputy_is_named) {
  Story story = at_the_hall();
  story.organisation = organisation({{other_clerk, {at("2025-10-20T00:00"), at("2025-10-25T00:00")}}, {clerk, {at("2025-10-20T00:00"), at("2025-10-25T00:00")}}});
  const auto found = suggest_assignees(story.state, {facts(other_clerk, 0), facts(clerk, 0), facts(hall_head, 9)}, points, story.as(hall_head));
  EXPECT_EQ(found[0].load.officer_id, hall_head);
  EXPECT_EQ(found[1].against.back().code, "suggest_assignee.absent_with_deputy");
  EXPECT_EQ(found[1].against.front().code, "assign.holds_already");
  EXPECT_EQ(found[2].against.front().code, "suggest_assignee.absent");
}

TEST(SuggestAssignee, Art_10_7_nobody_of_the_accused_s_line_and_nobody_of_another_unit) {
  Story story;
  RegisterInput input = Story::complaint();
  input.about_officer_id = crew;
  ASSERT_EQ(story.registers(clerk, input), "");
  const auto found = suggest_assignees(story.state, {facts(hall_head, 1), facts(station_officer, 0)}, points, story.as(hall_head));
  EXPECT_EQ(grounds(found[0]).back(), SuggestionGround::not_recused);
  EXPECT_EQ(found[1].against.front().code, "assign.officer_not_in_unit");
}

TEST(SuggestAssignee, equal_candidates_always_come_in_the_same_order) {
  const Story story = at_the_hall();
  EXPECT_EQ(order(suggest_assignees(story.state, {facts(other_clerk, 1), facts(hall_head, 1)}, points, story.as(hall_head))), (std::vector{hall_head, other_clerk}));
}

}  // namespace
}  // namespace shouwen
