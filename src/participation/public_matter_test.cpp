// What may be shown of a case and of people: personal data found in every disguise, wording that is no copy, supervisors' terms.
#include "participation/public_matter.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "participation/social_supervisor.h"

namespace shouwen {
namespace {

const Instant noon = at_local(Date::of(2026, 11, 27), 12 * 3600);

TEST(PersonalData, Art_8_numbers_are_found_in_every_disguise) {
  for (const char* text : {"13812345678", "１３８１２３４５６７８", "138-1234-5678", "138 1234 5678", "一三八一二三四五六七八", "幺三八一二三四五六七八", "0770-8123456", "0770)8123456", "45010219900307123X",
                           "0701000001", "6222 0210 0111 6245 702", "a.b@example.com", "3栋2单元501室", "１２号楼"})
    EXPECT_EQ(hide_passages(std::string("请找") + text + "谢谢", {}), std::string("请找") + hidden_mark + "谢谢") << text;
}

TEST(PersonalData, Art_8_years_hotlines_and_amounts_stay) {
  for (const char* text : {"2026年11月27日停电", "2026-11-27 20:00", "2026.11.27", "打95598没人接", "电费1234.50元", "12345热线", "10千伏线路", "第一条", "一户一表", "比例98.5%"})
    EXPECT_EQ(hide_passages(text, {}), text);
}

TEST(PersonalData, Art_8_rare_characters_and_odd_bytes_survive) {
  EXPECT_EQ(hide_passages("𠮷先生说㛃村停电", {"𠮷先生"}), std::string(hidden_mark) + "说㛃村停电");
  EXPECT_EQ(hide_passages("😀13812345678😀", {}), std::string("😀") + hidden_mark + "😀");
  EXPECT_EQ(hide_passages("", {""}), "");
}

TEST(PersonalData, Art_8_what_is_known_of_somebody_is_found) {
  const KnownPerson known{{"欧阳静", "𠮷田玉"}, {"13812345678", "0701000001"}, {"城东区新园路12号"}};
  EXPECT_EQ(known_data_in("欧阳静反映的", known), "欧**");
  EXPECT_EQ(known_data_in("𠮷田玉说", known), "𠮷**");
  EXPECT_EQ(known_data_in("请问欧先生", known), "欧**") << "the surname and a title";
  EXPECT_NE(known_data_in("户号０７０１－０００００１", known), "");
  EXPECT_NE(known_data_in("就在城东区 新园路12号", known), "");
  EXPECT_EQ(known_data_in("城东区的路灯", known), "");
  EXPECT_EQ(known_data_in("什么都没有", {{"", "王"}, {"12"}, {"路"}}), "") << "too short to be anybody";
}

RC_GTEST_PROP(PersonalDataProperty, Art_8_a_phone_never_survives_hiding, ()) {
  std::string phone = "1";
  for (int i = 0; i < 10; ++i) phone += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  const auto piece = rc::gen::elementOf(std::vector<std::string>{"", "停电", "a", "，", "：", "𠮷", "\n", "第"});
  const std::string text = *piece + phone + *piece;
  RC_ASSERT(hide_passages(text, {}).find(phone) == std::string::npos);
}

MatterSituation suggestion() {
  MatterSituation situation{OfficerId{2}, noon};
  situation.case_kind = CaseKind::suggestion;
  situation.case_text = "我家在新园路十二号，老人多，希望营业厅放几把椅子，再放一个饮水机，最好还有老花镜可以借用。";
  situation.known = {{"陈建国"}, {"13812345678"}, {"新园路12号"}};
  return situation;
}
WordMatterInput wording() { return {0, MatterKind::proposal, {"营业厅增设便民设施"}, {"建议在营业厅为老年客户准备座椅、饮水和老花镜。"}, {}, {}}; }

TEST(PublicMatter, Art_8_the_editors_words_and_nobody_in_them) {
  const MatterSituation situation = suggestion();
  WordMatterInput input = wording();
  EXPECT_TRUE(word_matter({}, input, situation));
  input.title = {"陈建国的建议"};
  EXPECT_EQ(word_matter({}, input, situation).refusal().field, "/title");
  input = wording();
  input.text = {"陈女士建议放椅子"};
  EXPECT_EQ(word_matter({}, input, situation).refusal().code, "matter.personal_data");
  input.text = {"请回电 138 0000 0000"};
  EXPECT_EQ(word_matter({}, input, situation).refusal().code, "matter.personal_data") << "nobody's phone at all";
  input.text = {situation.case_text};
  EXPECT_EQ(word_matter({}, input, situation).refusal().code, "matter.copied");
  input.text = {"有人说：希望营业厅放几把椅子，再放一个饮水机，最好还有老花镜可以借用。"};
  EXPECT_EQ(word_matter({}, input, situation).refusal().code, "matter.copied") << "half of it is a copy too";
}

TEST(PublicMatter, Art_8_which_cases_are_told_of) {
  MatterSituation situation = suggestion();
  WordMatterInput input = wording();
  input.kind = MatterKind::supervisor_report;
  EXPECT_EQ(word_matter({}, input, situation).refusal().code, "matter.wrong_kind");
  situation.from_supervisor = true;
  EXPECT_TRUE(word_matter({}, input, situation));
  situation.case_kind = CaseKind::tip_off;
  for (const MatterKind kind : {MatterKind::proposal, MatterKind::supervisor_report, MatterKind::press_answer}) {
    input.kind = kind;
    EXPECT_EQ(word_matter({}, input, situation).refusal().code, "matter.wrong_kind") << "a tip never is";
  }
  situation.case_kind = CaseKind::inquiry;
  situation.from_media = true;
  input.kind = MatterKind::press_answer;
  EXPECT_EQ(word_matter({}, input, situation).refusal().code, "matter.result_missing");
  situation.answered = true;
  input.result = {"已于当日恢复供电。"};
  EXPECT_TRUE(word_matter({}, input, situation));
}

TEST(PublicMatter, Art_8_a_result_follows_the_answer_of_the_case) {
  MatterSituation situation = suggestion();
  WordMatterInput input = wording();
  input.verdict = CommentVerdict::taken_over;
  input.result = {"已添置。"};
  EXPECT_EQ(word_matter({}, input, situation).refusal().code, "matter.not_answered_yet");
  situation.answered = true;
  const PublicMatter shown = apply({}, *word_matter({}, input, situation));
  EXPECT_TRUE(shown.shown);
  input.result = {};
  EXPECT_EQ(word_matter(shown, input, situation).refusal().code, "matter.result_missing");
  input = wording();
  input.kind = MatterKind::supervisor_report;
  situation.from_supervisor = true;
  EXPECT_EQ(word_matter(shown, input, situation).refusal().code, "matter.other_kind");
  EXPECT_EQ(withdraw_matter(shown, {9, {"文字有误"}}, situation).refusal().code, "matter.changed_meanwhile");
  const PublicMatter gone = apply(shown, *withdraw_matter(shown, {0, {"文字有误"}}, situation));
  EXPECT_FALSE(gone.shown);
  EXPECT_EQ(withdraw_matter(gone, {0, {"文字有误"}}, situation).refusal().code, "matter.not_shown");
}

ParticipationRules three_years() {
  ParticipationRules rules;
  rules.supervisor_days_most = 1096;
  return rules;
}

TEST(SocialSupervisor, Art_8_term_link_and_reports) {
  const ParticipationRules rules = three_years();
  const Date today = local_date(noon);
  const SupervisorSituation office{OfficerId{5}, noon, rules};
  SupervisorInput input{{{"高明远"}, {"市人大代表、教师"}, {"１３８ ０００１ ２３４５"}, {"局办公室"}, today, today.plus_days(1095)}};
  EXPECT_TRUE(appoint_supervisor(input, office));
  input.person.to = today.plus_days(1096);
  EXPECT_EQ(appoint_supervisor(input, office).refusal().code, "supervisor.term_too_long");
  input.person.to = today.plus_days(-1);
  EXPECT_EQ(appoint_supervisor(input, office).refusal().code, "supervisor.term_backwards");
  input.person.to = today.plus_days(365);
  input.person.phone = {"没有"};
  EXPECT_EQ(appoint_supervisor(input, office).refusal().code, "supervisor.phone_implausible");
  input.person.phone = {"１３８ ０００１ ２３４５"};
  SocialSupervisor supervisor = apply({}, *appoint_supervisor(input, office));
  EXPECT_EQ(supervisor.person.phone.value, "13800012345");
  EXPECT_EQ(report_as_supervisor(supervisor, CaseId{7}, office).refusal().code, "supervisor.term_over") << "without a link";
  EXPECT_EQ(revoke_supervisor_link(supervisor, {}, office).refusal().code, "supervisor.no_link");
  supervisor = apply(supervisor, *issue_supervisor_link(supervisor, {}, office));
  supervisor = apply(supervisor, *report_as_supervisor(supervisor, CaseId{7}, office));
  EXPECT_EQ(supervisor.reports, 1);
  EXPECT_EQ(change_supervisor(supervisor, {1, {"教师"}, {}, {"局办公室"}, today.plus_days(30)}, office).refusal().code, "supervisor.changed_meanwhile");
  supervisor = apply(supervisor, *change_supervisor(supervisor, {0, {"退休教师"}, {}, {"局办公室"}, today.plus_days(30)}, office));
  EXPECT_EQ(supervisor.person.phone.value, "13800012345") << "not named, not changed";
  const SupervisorSituation later{OfficerId{}, noon.plus_seconds(31 * seconds_per_day), rules};
  EXPECT_EQ(report_as_supervisor(supervisor, CaseId{8}, later).refusal().code, "supervisor.term_over") << "the link ends with the term";
  supervisor = apply(supervisor, *end_supervisor(supervisor, {0, {"本人辞任"}}, office));
  EXPECT_FALSE(supervisor.link_issued_at);
  EXPECT_EQ(report_as_supervisor(supervisor, CaseId{8}, office).refusal().code, "supervisor.term_over");
}

TEST(SocialSupervisor, Art_8_a_meeting_is_due_so_long_after_the_last_and_missed_once) {
  const ParticipationRules rules = three_years();
  const Date today = local_date(noon);
  SocialSupervisor supervisor;
  supervisor.person.from = today.plus_days(-400);
  supervisor.person.to = today.plus_days(100);
  EXPECT_FALSE(next_meeting_by({}, {}, rules, today)) << "nobody is in term";
  const auto first = next_meeting_by({supervisor}, {}, rules, today);
  ASSERT_EQ(first, supervisor.person.from.plus_days(static_cast<std::int32_t>(rules.meeting_days)));
  SupervisorMeeting held;
  held.held_on = today.plus_days(-10);
  EXPECT_EQ(next_meeting_by({supervisor}, {held}, rules, today), held.held_on.plus_days(static_cast<std::int32_t>(rules.meeting_days)));
  EXPECT_FALSE(miss_meeting({}, false, noon));
  EXPECT_FALSE(miss_meeting(today, false, noon)) << "the day itself still counts";
  const auto missed = miss_meeting(today.plus_days(-1), false, noon);
  ASSERT_TRUE(missed);
  EXPECT_EQ(missed->due_on, today.plus_days(-1));
  EXPECT_FALSE(miss_meeting(today.plus_days(-1), true, noon));
}

TEST(SocialSupervisor, Art_8_a_meeting_was_held_before_it_is_recorded) {
  const ParticipationRules rules = three_years();
  const SupervisorSituation office{OfficerId{5}, noon, rules};
  MeetingInput input{local_date(noon), {"局会议室"}, {"通报了上半年服务情况。"}, 6};
  EXPECT_TRUE(record_meeting(input, {}, office));
  input.held_on = local_date(noon).plus_days(1);
  EXPECT_EQ(record_meeting(input, {}, office).refusal().code, "meeting.not_held_yet");
  input.held_on = local_date(noon);
  input.attended = -1;
  EXPECT_EQ(record_meeting(input, {}, office).refusal().code, "meeting.attended_out_of_range");
  input.attended = 6;
  input.summary = {"联系人电话13812345678"};
  EXPECT_EQ(record_meeting(input, {}, office).refusal().code, "meeting.personal_data");
}

}  // namespace
}  // namespace shouwen
