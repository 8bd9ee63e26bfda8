// What is told to other programs of a case's life, and of which cases nothing is.
#include "cases/case_news.h"

#include <gtest/gtest.h>

#include "cases/case_fixture_test.h"
#include "json/json.h"

namespace shouwen {
namespace {

using namespace small_bureau;

/// "registered", … of the last step.
std::vector<NewsKind> kinds_of(const Story& story) {
  std::vector<NewsKind> kinds;
  std::int64_t number = 100;
  for (const CaseEvent& event : story.last)
    for (const News& news : news_of(event, story.state, ++number, story.organisation)) kinds.push_back(news.kind);
  return kinds;
}

TEST(CaseNews, Art_8_tells_the_steps_of_a_case) {
  Story story;
  ASSERT_EQ(story.registers(clerk, Story::inquiry()), "");
  EXPECT_EQ(kinds_of(story), std::vector{NewsKind::registered});
  const std::vector<News> news = news_of(story.last.front(), story.state, 7, story.organisation);
  ASSERT_FALSE(news.empty());
  EXPECT_EQ(news.front().webhook_id, "case-7-1");
  EXPECT_EQ(news.front().facts.case_number, story.state.number);
  EXPECT_EQ(news.front().facts.case_kind, "inquiry");
  EXPECT_EQ(news.front().facts.stage, "open");
  EXPECT_TRUE(news.front().facts.due_at.has_value());
}

TEST(CaseNews, Art_9_5_tells_nothing_of_tips_and_of_who_is_accused) {
  Story tip;
  ASSERT_EQ(tip.registers(clerk, Story::tip()), "");
  EXPECT_TRUE(is_kept_quiet(tip.state));
  EXPECT_TRUE(kinds_of(tip).empty());
  Story complaint;
  ASSERT_EQ(complaint.registers(clerk, Story::complaint()), "");
  EXPECT_FALSE(is_kept_quiet(complaint.state));
  EXPECT_EQ(kinds_of(complaint), std::vector{NewsKind::registered});
  complaint.state.about_officer_id = clerk;
  EXPECT_TRUE(kinds_of(complaint).empty());
  complaint.state.about_officer_id = {};
  complaint.state.further_accused = Accused{};
  EXPECT_TRUE(kinds_of(complaint).empty());
}

}  // namespace
}  // namespace shouwen
