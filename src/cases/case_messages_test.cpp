// The customer is told what concerns him, in the bureau's words, by day, and nothing where it could harm.
#include "cases/case_messages.h"

#include "cases/case_fixture_test.h"
#include "json/traits.h"
#include "messages/message_describe.h"

namespace shouwen {
namespace {

using namespace small_bureau;

struct Told : Story {
  MessageSetting setting{true, http::Language::zh, "https://kf.example.cn/p/follow"};
  std::vector<NewMessage> told() const { return messages_of(last, state, {rulebook, organisation, setting}); }
  std::string kinds() const {
    std::string names;
    for (const NewMessage& one : told()) names += (names.empty() ? "" : " ") + std::string(json::name_of(one.kind));
    return names;
  }
};

TEST(CaseMessages, Art_10_8_from_registering_to_the_answer_each_step_that_concerns_him) {
  Told story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  ASSERT_EQ(story.kinds(), "registered");
  const NewMessage first = story.told().front();
  EXPECT_EQ(first.phone, "13800000000");
  EXPECT_EQ(first.from, at("2025-10-20T10:00").plus_seconds(20));
  for (const std::string& part : {story.state.number, story.organisation.officer(clerk)->name, std::string("最迟10月27日17:30答复"), "https://kf.example.cn/p/follow?number=" + story.state.number})
    EXPECT_NE(first.text.find(part), std::string::npos) << part << " in " << first.text;
  ASSERT_EQ(story.suspends(clerk), "");
  EXPECT_EQ(story.kinds(), "papers_asked");
  EXPECT_NE(story.told().front().text.find("请补资料"), std::string::npos);
  ASSERT_EQ(story.resumes(clerk), "");
  EXPECT_EQ(story.kinds(), "");
  EXPECT_EQ(outdated_messages(story.last, story.state), std::vector{MessageKind::papers_asked});
  ASSERT_EQ(story.replies(clerk), "");
  EXPECT_EQ(story.kinds(), "answered");
  EXPECT_EQ(outdated_messages(story.last, story.state).size(), 5U) << "what was owed before the answer is owed no more";
  ASSERT_EQ(story.customer_reopens(), "");
  EXPECT_EQ(story.kinds(), "reopened");
  EXPECT_EQ(outdated_messages(story.last, story.state), std::vector{MessageKind::answered}) << "nobody reads of an answer he has just refused";
}

TEST(CaseMessages, Art_10_7_more_time_and_a_missed_answer_are_told) {
  Told story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  ASSERT_EQ(story.asks_for_time(clerk, "2025-10-30T17:30"), "");
  EXPECT_EQ(story.kinds(), "") << "a request is nobody's business yet";
  ASSERT_EQ(story.decides_on_time(hall_head, true), "");
  ASSERT_EQ(story.kinds(), "extended");
  EXPECT_NE(story.told().front().text.find("最迟10月30日17:30"), std::string::npos) << story.told().front().text;
  std::string all;
  for (Instant when = story.now; when < at("2025-10-30T19:00"); when = when.plus_seconds(1800)) {
    story.strikes(when);
    all += story.kinds();
  }
  EXPECT_EQ(all, "late");
}

TEST(CaseMessages, Art_10_7_a_pause_that_asks_nothing_of_him_is_not_told) {
  Told story;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  ASSERT_EQ(story.suspends(clerk, "force_majeure"), "");
  EXPECT_EQ(story.kinds(), "");
}

TEST(CaseMessages, Art_10_2_by_night_a_message_waits_for_the_morning) {
  const CloseRules& rules = small_bureau::rulebook().closing;
  EXPECT_EQ(message_from(rules, at("2025-10-20T20:59:39")), at("2025-10-20T20:59:59"));
  EXPECT_EQ(message_from(rules, at("2025-10-20T20:59:40")), at("2025-10-21T08:00"));
  EXPECT_EQ(message_from(rules, at("2025-12-31T23:30")), at("2026-01-01T08:00"));
  EXPECT_EQ(message_from(rules, at("2025-10-21T03:00")), at("2025-10-21T08:00"));
  EXPECT_EQ(message_from(rules, at("2025-10-21T07:59:40")), at("2025-10-21T08:00"));
}

TEST(CaseMessages, Art_9_5_nothing_of_tips_of_nameless_people_without_a_mobile_number_or_answered_at_once) {
  const auto told_of = [](RegisterInput input) {
    Told story;
    EXPECT_EQ(story.registers(clerk, input), "");
    return story.kinds();
  };
  RegisterInput landline = Story::complaint();
  landline.contact.phone = Line<0, 30>{"0770-1234567"};
  RegisterInput nameless = Story::tip();
  nameless.contact.anonymous = true;
  EXPECT_EQ(told_of(landline), "");
  EXPECT_EQ(told_of(Story::tip()), "");
  EXPECT_EQ(told_of(nameless), "");
  EXPECT_EQ(told_of(Story::inquiry()), "registered");
  RegisterInput at_once = Story::inquiry();
  at_once.first_step = FirstStep::answer;
  at_once.answer = ReplyInput{Channel::phone, {"当场答复"}, {}};
  EXPECT_EQ(told_of(at_once), "");
}

TEST(CaseMessages, switched_off_nothing_is_told) {
  Told story;
  story.setting.sends = false;
  ASSERT_EQ(story.registers(clerk, Story::complaint()), "");
  EXPECT_EQ(story.kinds(), "");
}

}  // namespace
}  // namespace shouwen
