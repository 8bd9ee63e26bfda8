// The way of a case, told as "from>to" of officers and units.
#include "cases/case_path.h"

#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

std::string words_of(const std::vector<PathStep>& steps) {
  std::string words;
  const auto place = [](OfficerId officer, UnitId unit) { return std::to_string(officer.value) + "@" + std::to_string(unit.value); };
  for (const PathStep& step : steps)
    words += (words.empty() ? "" : ", ") + place(step.from_officer_id, step.from_unit_id) + ">" + place(step.to_officer_id, step.to_unit_id);
  return words;
}

TEST(CasePath, Art_10_7_offers_returns_and_the_ruling_in_order) {
  Story story;
  story.registers(clerk, Story::complaint());
  story.transfers(clerk, station);
  story.returns(station_head);
  story.notes(clerk);
  story.transfers(clerk, marketing, marketing_head);
  story.returns(marketing_head);
  ASSERT_EQ(story.rules(office_head, station, station_officer), "");
  ASSERT_EQ(story.assigns(station_head, station_deputy), "");
  EXPECT_EQ(words_of(path_of(story.events)),
            "61@6>61@6, 61@6>0@9, 9@9>61@6, 61@6>3@3, 3@3>61@6, 61@6>0@0, 61@6>91@9, 91@9>92@9");
}

TEST(CasePath, AcceptingMakesTheHolder) {
  Story story;
  story.registers(clerk, Story::complaint());
  story.transfers(clerk, station);
  story.accepts(station_head);
  EXPECT_EQ(words_of(path_of(story.events)), "61@6>61@6, 61@6>0@9, 61@6>9@9");
}

TEST(CasePath, NothingHappenedNothingToTell) { EXPECT_TRUE(path_of({}).empty()); }

}  // namespace
}  // namespace shouwen
