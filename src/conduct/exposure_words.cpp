// Words of stages, measures and events, and the exposure put together.
#include "conduct/exposure_words.h"

#include <fmt/format.h>

#include <map>

#include "base/check.h"
#include "conduct/expose_conduct.h"

namespace shouwen {

namespace {

using http::Language;

std::string said(Language language, const char* zh, const char* en) { return language == Language::zh ? zh : en; }

ShownExposureText shown_text(const ExposureText& text, Language language) {
  ShownExposureText shown{text.title.value, words_of(text.measure, language), {}, text.published_at.value_or(text.written_at), text.because.value};
  for (const ExposedFact& fact : text.facts) shown.facts.push_back(fact.text.value);
  return shown;
}

struct KindWords {
  const char *zh, *en;
};
const std::map<std::string, KindWords, std::less<>>& kind_words() {
  static const std::map<std::string, KindWords, std::less<>> words{
      {"conduct_case_opened", {"立案", "Opened"}},
      {"conduct_case_accepted", {"受理", "Taken up"}},
      {"conduct_case_declined", {"不予受理", "Not taken up"}},
      {"conduct_case_taken_over", {"提级办理", "Taken over by supervision"}},
      {"conduct_investigators_appointed", {"指定调查人员", "Investigators named"}},
      {"conduct_finding_recorded", {"调查认定", "Finding recorded"}},
      {"conduct_finding_confirmed", {"另一名调查人员确认认定", "Finding confirmed by the other"}},
      {"conduct_file_attached", {"存入材料", "File added"}},
      {"conduct_hearing_asked", {"告知当事人，听取申辩", "The person is asked"}},
      {"conduct_hearing_answered", {"当事人作了申辩", "The person answered"}},
      {"conduct_hearing_declined", {"当事人放弃申辩", "The person declined to answer"}},
      {"conduct_hearing_lapsed", {"当事人逾期未申辩", "No answer within the limit"}},
      {"conduct_not_proved", {"未查实，结案", "Not proved, ended"}},
      {"conduct_decided", {"作出处理决定", "Decided"}},
      {"conduct_objected", {"当事人申诉", "The person objected"}},
      {"conduct_objection_waived", {"当事人不申诉", "The person lets it stand"}},
      {"conduct_objection_lapsed", {"申诉期满，决定确定", "The time to object is over"}},
      {"conduct_objection_decided", {"申诉有了结果", "Objection decided"}},
      {"conduct_exposure_drafted", {"起草曝光稿", "Exposure drafted"}},
      {"conduct_exposure_approved", {"一方批准曝光", "Approved by one body"}},
      {"conduct_exposure_returned", {"退回曝光稿", "Exposure returned"}},
      {"conduct_exposed", {"两方批准，曝光", "Approved by both, exposed"}},
      {"conduct_exposure_corrected", {"公开更正曝光", "Exposure corrected openly"}},
      {"conduct_exposure_taken_down", {"曝光期满撤下", "Term over, taken down"}},
      {"conduct_rectification_ordered", {"下达整改", "Rectification ordered"}},
      {"conduct_rectification_reported", {"整改完成", "Put right"}},
      {"conduct_rectification_passed", {"复查通过", "Re-test passed"}},
      {"conduct_rectification_failed", {"复查未通过", "Re-test not passed"}},
      {"conduct_rectification_overdue", {"整改逾期", "Rectification overdue"}},
      {"conduct_case_closed", {"办结", "Closed"}},
      {"conduct_step_warned", {"期限将到", "Nearly due"}},
      {"conduct_step_overdue", {"超过期限", "Overdue"}},
      {"conduct_told", {"告知", "Told"}},
  };
  return words;
}

}  // namespace

ShownExposure shown_exposure(const ConductCase& c, const Organisation& organisation, const ConductRules& rules, Language language, ShownText what) {
  SHOUWEN_CHECK(c.exposure && c.decision);
  const ConductExposure& exposure = *c.exposure;
  std::vector<ExposureText> texts = exposure.texts;
  if (what == ShownText::with_draft && exposure.draft) texts.push_back(*exposure.draft);
  SHOUWEN_CHECK(!texts.empty());
  ShownExposure shown;
  shown.number = number_text(exposure);
  const Unit* unit = organisation.unit(c.accused.unit_id);
  shown.unit = unit == nullptr ? std::string() : unit->name;
  const Officer* accused = organisation.officer(c.accused.officer_id);
  const ExposureRow* place = rules.exposure(exposure.level);
  // A table that lost its row names nobody in full.
  const ExposureNaming naming = place == nullptr ? ExposureNaming::surname : place->naming;
  shown.person = (accused == nullptr ? std::string() : exposed_name(accused->name, naming)) + (c.accused.post_name.empty() ? "" : (language == Language::zh ? "，" : ", ") + c.accused.post_name);
  shown.violation = violation_name(rules, c.violation, language);
  shown.decided_on = local_date(c.decision->decided_at);
  shown.now = shown_text(texts.back(), language);
  for (auto text = texts.rbegin() + 1; text != texts.rend(); ++text) shown.earlier.push_back(shown_text(*text, language));
  shown.published_at = exposure.published_at;
  shown.last_day = exposure.last_day;
  shown.taken_down_at = exposure.taken_down_at;
  shown.taken_down_by = exposure.taken_down_by;
  return shown;
}

std::string words_of(HandlingLevel level, Language language) {
  switch (level) {
    case HandlingLevel::criticism: return said(language, "批评教育", "Criticism");
    case HandlingLevel::circulated_criticism: return said(language, "通报批评", "Circulated criticism");
    case HandlingLevel::pay_withheld: return said(language, "扣发奖金、绩效", "Pay withheld");
    case HandlingLevel::post_suspended: return said(language, "待岗、调岗", "Suspended from post or moved");
    case HandlingLevel::disciplinary: return said(language, "行政处分", "Disciplinary measure");
    case HandlingLevel::judicial: return said(language, "移送司法机关", "Handed over to the judiciary");
  }
  return {};
}

std::string words_of(ConductStage stage, Language language) {
  switch (stage) {
    case ConductStage::opened: return said(language, "待受理", "To be taken up");
    case ConductStage::accepted: return said(language, "待指定调查人员", "Investigators to be named");
    case ConductStage::investigating: return said(language, "调查", "Under investigation");
    case ConductStage::to_hear: return said(language, "待听取申辩", "To be heard");
    case ConductStage::hearing: return said(language, "等待当事人申辩", "Waits for the person's answer");
    case ConductStage::to_decide: return said(language, "待决定", "To be decided");
    case ConductStage::decided: return said(language, "申诉期内", "Decided, open to objection");
    case ConductStage::objected: return said(language, "申诉处理中", "Objection to be decided");
    case ConductStage::carrying_out: return said(language, "曝光与整改", "Exposure and rectification");
    case ConductStage::declined: return said(language, "不予受理", "Not taken up");
    case ConductStage::not_proved: return said(language, "未查实", "Not proved");
    case ConductStage::lifted: return said(language, "决定已撤销", "Decision lifted");
    case ConductStage::closed: return said(language, "已办结", "Closed");
  }
  return {};
}

std::string words_of(LeadKind kind, Language language) {
  switch (kind) {
    case LeadKind::tip_off: return said(language, "举报", "Tip");
    case LeadKind::complaint: return said(language, "投诉", "Complaint");
    case LeadKind::inspection: return said(language, "检查", "Inspection");
    case LeadKind::audit: return said(language, "审计", "Audit");
    case LeadKind::charge_attempt: return said(language, "被拒收费", "Refused charge");
    case LeadKind::affiliate_charge: return said(language, "关联收费例外", "Exception of an affiliate's charge");
    case LeadKind::own_accord: return said(language, "自行发现", "Of its own accord");
  }
  return {};
}

std::string words_of(ConductFilePart part, Language language) {
  switch (part) {
    case ConductFilePart::evidence: return said(language, "调查证据", "Evidence");
    case ConductFilePart::hearing: return said(language, "申辩记录", "Of the hearing");
    case ConductFilePart::answer: return said(language, "当事人提交", "Handed in by the person");
  }
  return {};
}

std::string words_of(HearingAnswer answer, Language language) {
  switch (answer) {
    case HearingAnswer::waiting: return said(language, "等待答复", "Waits");
    case HearingAnswer::answered: return said(language, "已申辩", "Answered");
    case HearingAnswer::declined: return said(language, "放弃申辩", "Declined to answer");
    case HearingAnswer::lapsed: return said(language, "逾期未申辩", "No answer within the limit");
  }
  return {};
}

std::string measure_words(const ConductDecision& decision, const ConductRules& rules, Language language) {
  std::string words = words_of(decision.measure, language);
  if (decision.withheld_fen > 0) words += fmt::format(" {}.{:02} {}", decision.withheld_fen / 100, decision.withheld_fen % 100, language == Language::zh ? "元" : "yuan");
  for (const DisciplineRow& row : rules.disciplines)
    if (row.code == decision.discipline) words += (language == Language::zh ? "：" : ": ") + (language == Language::zh ? row.name_zh : row.name_en);
  return words;
}

std::string violation_name(const ConductRules& rules, const std::string& code, Language language) {
  const ViolationRow* row = rules.violation(code);
  return row == nullptr ? code : language == Language::zh ? row->name_zh : row->name_en;
}

std::string exposure_level_name(const ConductRules& rules, ExposureLevel level, Language language) {
  const ExposureRow* row = rules.exposure(level);
  return row == nullptr ? std::string() : language == Language::zh ? row->name_zh : row->name_en;
}

std::string conduct_event_words(const std::string& kind, Language language) {
  const auto found = kind_words().find(kind);
  return found == kind_words().end() ? kind : said(language, found->second.zh, found->second.en);
}

}  // namespace shouwen
