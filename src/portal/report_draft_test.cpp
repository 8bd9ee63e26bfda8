// The questions of a report: their order, what may be answered, what a change of mind forgets.
#include "portal/report_draft.h"

#include "portal/portal_fixture_test.h"

namespace shouwen {
namespace {

ReportDraft answered(ReportStep step, const Form& form, ReportDraft draft = {}) {
  Answered result = answer(step, form, std::move(draft), shipped_rulebook());
  for (const Refusal& refusal : result.refusals) ADD_FAILURE() << name_of(step) << ": " << refusal.code;
  return std::move(result.draft);
}
std::vector<std::string> refused(ReportStep step, const Form& form, const ReportDraft& draft = {}) {
  std::vector<std::string> codes;
  for (const Refusal& refusal : answer(step, form, draft, shipped_rulebook()).refusals) codes.push_back(refusal.code + refusal.field);
  return codes;
}
using Codes = std::vector<std::string>;

ReportDraft whole_fault() {
  ReportDraft draft = answered(ReportStep::kind, {{"kind", "fault_report"}});
  draft = answered(ReportStep::danger, {{"danger", "yes"}}, draft);
  draft = answered(ReportStep::category, {{"category", "fault_report.low_voltage"}}, draft);
  draft = answered(ReportStep::place, {{"place", "三岔镇"}, {"address", " 1号\t"}, {"position", "geo:24.8801,102.8329"}}, draft);
  draft = answered(ReportStep::text, {{"text", "没电"}}, draft);
  draft = answered(ReportStep::photos, {}, draft);
  return answered(ReportStep::contact, {{"name", "王女士"}, {"phone", "１３８ 1234 5678"}}, draft);
}

TEST(ReportDraft, Art_10_6_every_question_leads_to_the_next) {
  const ReportDraft draft = whole_fault();
  EXPECT_EQ(next_open_step(draft, shipped_rulebook()), ReportStep::check);
  EXPECT_EQ(draft.phone, "13812345678") << "looked over as it will be dialled";
  ReportStep step = ReportStep::kind;
  std::string path;
  for (; step != ReportStep::check; step = step_after(step, draft, shipped_rulebook())) path += std::string(name_of(step)) + ' ';
  EXPECT_EQ(path, "kind danger category place text contact ");
  EXPECT_EQ(step_after(ReportStep::photos, draft, shipped_rulebook()), ReportStep::check) << "photos are offered by the last page, nobody has to pass them";
  EXPECT_EQ(step_before(ReportStep::photos, draft, shipped_rulebook()), ReportStep::check);
  EXPECT_EQ(step_counts(shipped_rulebook()), (std::pair<std::size_t, std::size_t>{6, 7}));
  EXPECT_EQ(step_before(ReportStep::danger, draft, shipped_rulebook()), ReportStep::kind);
  EXPECT_FALSE(step_before(ReportStep::kind, draft, shipped_rulebook()));
  ReportDraft inquiry = answered(ReportStep::kind, {{"kind", "inquiry"}});
  EXPECT_EQ(step_after(ReportStep::kind, inquiry, shipped_rulebook()), ReportStep::category) << "nobody is asked about danger who only asks";
  EXPECT_EQ(next_open_step({}, shipped_rulebook()), ReportStep::kind);
}

TEST(ReportDraft, Art_10_6_what_is_missing_is_said_at_its_field) {
  EXPECT_EQ(refused(ReportStep::kind, {}), Codes{"public.choose_one/kind"});
  EXPECT_EQ(refused(ReportStep::kind, {{"kind", "nonsense"}}), Codes{"public.choose_one/kind"});
  const ReportDraft fault = whole_fault();
  EXPECT_EQ(refused(ReportStep::danger, {}, fault), Codes{"public.choose_one/danger"});
  EXPECT_EQ(refused(ReportStep::category, {{"category", "complaint.billing"}}, fault), Codes{"public.choose_one/category"}) << "of another kind";
  EXPECT_EQ(refused(ReportStep::place, {}, fault), (Codes{"public.place_missing/place", "public.address_missing/address"}));
  EXPECT_EQ(refused(ReportStep::place, {{"place", "~none"}, {"address", "1"}}, fault), Codes{"public.place_missing/place"}) << "a crew must find it";
  EXPECT_EQ(refused(ReportStep::place, {{"place", "~urban"}, {"position", "here"}}, fault), Codes{"public.position_unreadable/position"});
  EXPECT_EQ(refused(ReportStep::text, {{"text", " \n "}}, fault), Codes{"public.text_missing/text"});
  EXPECT_EQ(refused(ReportStep::text, {{"text", "\xff\xfe"}}, fault), (Codes{"public.unreadable/text", "public.text_missing/text"}));
  EXPECT_EQ(refused(ReportStep::text, {{"text", std::string(3801, 'x')}}, fault), Codes{"public.too_long/text"});
  EXPECT_EQ(refused(ReportStep::contact, {}, fault), (Codes{"public.name_missing/name", "public.phone_missing/phone"}));
  EXPECT_EQ(refused(ReportStep::contact, {{"name", "王"}, {"phone", "12"}}, fault), Codes{"public.phone_implausible/contact/phone"});
  EXPECT_EQ(refused(ReportStep::contact, {{"name", "王"}, {"phone", "1391234"}}, fault), Codes{"public.phone_implausible/contact/phone"}) << "half a mobile number";
  EXPECT_EQ(refused(ReportStep::contact, {{"anonymous", "yes"}}, fault), Codes{"public.anonymous_not_allowed/contact/anonymous"});
}

TEST(ReportDraft, another_kind_forgets_what_was_said_about_the_first) {
  ReportDraft tip = answered(ReportStep::kind, {{"kind", "tip_off"}});
  tip = answered(ReportStep::category, {{"category", "tip_off.theft"}}, tip);
  tip = answered(ReportStep::contact, {{"anonymous", "yes"}}, tip);
  const ReportDraft complaint = answered(ReportStep::kind, {{"kind", "complaint"}}, tip);
  EXPECT_EQ(complaint.category, "");
  EXPECT_FALSE(complaint.anonymous);
  EXPECT_FALSE(is_answered(complaint, ReportStep::contact)) << "a complaint needs a name";
  const ReportDraft same = answered(ReportStep::kind, {{"kind", "tip_off"}}, tip);
  EXPECT_EQ(same.category, "tip_off.theft");
}

TEST(ReportDraft, Art_10_7_a_complaint_may_name_the_officer_and_another_kind_forgets_it) {
  ReportDraft complaint = answered(ReportStep::kind, {{"kind", "complaint"}});
  complaint = answered(ReportStep::text, {{"text", "态度不好"}, {"officer", " 王 𠮷 "}}, complaint);
  EXPECT_EQ(complaint.officer, "王 𠮷");
  EXPECT_EQ(refused(ReportStep::text, {{"text", "好"}, {"officer", std::string(61, 'x')}}, complaint), Codes{"public.too_long/officer"});
  EXPECT_EQ(answered(ReportStep::kind, {{"kind", "inquiry"}}, complaint).officer, "");
  const ReportDraft inquiry = answered(ReportStep::text, {{"text", "问"}, {"officer", "王"}}, answered(ReportStep::kind, {{"kind", "inquiry"}}));
  EXPECT_EQ(inquiry.officer, "") << "only a complaint is about an officer";
}

TEST(ReportDraft, Art_10_6_becomes_the_registration_the_api_would_take) {
  const auto input = registration_of(whole_fault(), shipped_rulebook(), "【危险】");
  ASSERT_TRUE(input.mistakes.empty()) << input.mistakes.front().code;
  EXPECT_EQ(input.value.area, Area::rural);
  EXPECT_EQ(input.value.text.value, "【危险】没电");
  EXPECT_EQ(input.value.contact.address->value, "三岔镇 1号 (24.88010,102.83290)");
  EXPECT_EQ(input.value.contact.name->value, "王女士");
  ReportDraft anonymous = whole_fault();
  anonymous.anonymous = true;
  EXPECT_FALSE(registration_of(anonymous, shipped_rulebook(), "").value.contact.name) << "who stays anonymous leaves nothing";
}

TEST(ReportDraft, the_longest_answers_still_fit_a_registration) {
  ReportDraft draft = whole_fault();
  std::string long_text, long_address;
  for (int i = 0; i < 3800; ++i) long_text += "电";
  for (int i = 0; i < 120; ++i) long_address += "路";
  draft = answered(ReportStep::text, {{"text", long_text}}, draft);
  draft = answered(ReportStep::place, {{"place", "上梧江瑶族乡"}, {"address", long_address}, {"position", "-24.12345,-102.12345"}}, draft);
  EXPECT_TRUE(registration_of(draft, shipped_rulebook(), "【客户说明：现场有危险】").mistakes.empty());
}

TEST(ReportDraft, the_public_is_offered_all_kinds_in_plain_words) {
  const auto kinds = offered_kinds(shipped_rulebook());
  EXPECT_EQ(kinds.size(), 9U);
  EXPECT_EQ(kinds.front()->kind, CaseKind::fault_report);
  for (const KindRule* kind : kinds)
    for (const std::string* text : {&kind->plain_zh, &kind->plain_en, &kind->about_zh, &kind->about_en}) EXPECT_FALSE(text->empty()) << kind->name_en;
  for (const CaseCategory& category : shipped_rulebook().categories) EXPECT_FALSE(category.plain_zh.empty() || category.plain_en.empty()) << category.code;
  EXPECT_GE(shipped_rulebook().districts.size(), 3U);
}

}  // namespace
}  // namespace shouwen
