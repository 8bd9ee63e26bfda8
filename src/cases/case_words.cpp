// The words of enums and events, one table each.
#include "cases/case_words.h"

#include <fmt/format.h>

#include "base/overloaded.h"

namespace shouwen {

namespace {

using http::Language;

std::string pick(Language language, const char* zh, const char* en) { return language == Language::zh ? zh : en; }

}  // namespace

std::string words_of(Stage stage, Language language) {
  switch (stage) {
    case Stage::open: return pick(language, "办理中", "Open");
    case Stage::resolved: return pick(language, "已答复", "Answered");
    case Stage::closed: return pick(language, "已办结", "Closed");
  }
  return {};
}

std::string words_of(Outcome outcome, Language language) {
  switch (outcome) {
    case Outcome::none: return pick(language, "尚无结果", "No result yet");
    case Outcome::answered: return pick(language, "已答复客户", "Customer answered");
    case Outcome::out_of_scope: return pick(language, "非供电业务，已说明", "Not our business, explained");
    case Outcome::withdrawn: return pick(language, "客户撤回", "Withdrawn");
  }
  return {};
}

std::string words_of(DutyKind kind, Language language) {
  switch (kind) {
    case DutyKind::contact: return pick(language, "联系客户", "Contact the customer");
    case DutyKind::progress: return pick(language, "反馈进展", "Report progress");
    case DutyKind::reply: return pick(language, "答复客户", "Answer the customer");
    case DutyKind::arrival: return pick(language, "到达现场", "Arrive on site");
    case DutyKind::follow_up: return pick(language, "回访客户", "Follow up");
    case DutyKind::acceptance: return pick(language, "接收转办", "Accept or return");
    case DutyKind::ruling: return pick(language, "局办裁定", "Office ruling");
    case DutyKind::supervision_reply: return pick(language, "督办回复", "Answer supervision");
    case DutyKind::step: return pick(language, "业务环节", "Step of the service");
  }
  return {};
}

std::string words_of(DutyState state, Language language) {
  switch (state) {
    case DutyState::open: return pick(language, "计时中", "Running");
    case DutyState::met: return pick(language, "按时完成", "Met");
    case DutyState::breached: return pick(language, "已超时", "Breached");
    case DutyState::lifted: return pick(language, "已解除", "Lifted");
  }
  return {};
}

std::string words_of(Channel channel, Language language) {
  switch (channel) {
    case Channel::hall: return pick(language, "营业厅", "Counter");
    case Channel::phone: return pick(language, "电话", "Phone");
    case Channel::web: return pick(language, "网站", "Website");
    case Channel::app: return pick(language, "App", "App");
    case Channel::letter: return pick(language, "信函", "Letter");
    case Channel::visit: return pick(language, "走访现场", "Visit");
    case Channel::transfer_12345: return pick(language, "12345转办", "From 12345");
    case Channel::transfer_12398: return pick(language, "12398转办", "From 12398");
    case Channel::media: return pick(language, "媒体", "Media");
  }
  return {};
}

std::string words_of(Area area, Language language) {
  switch (area) {
    case Area::urban: return pick(language, "城区", "Urban");
    case Area::rural: return pick(language, "农村", "Rural");
    case Area::remote: return pick(language, "边远", "Remote");
  }
  return {};
}

std::string words_of(Satisfaction result, Language language) {
  switch (result) {
    case Satisfaction::satisfied: return pick(language, "满意", "satisfied");
    case Satisfaction::not_satisfied: return pick(language, "不满意", "not satisfied");
    case Satisfaction::unreachable: return pick(language, "未接通", "not reached");
  }
  return {};
}

std::string words_of(SourceClass source_class, Language language) {
  switch (source_class) {
    case SourceClass::law: return pick(language, "法规", "Law");
    case SourceClass::standard: return pick(language, "标准", "Standard");
    case SourceClass::company: return pick(language, "公司规定", "Company");
    case SourceClass::bureau: return pick(language, "本局规定", "Bureau");
    case SourceClass::practice: return pick(language, "同行做法", "Practice elsewhere");
  }
  return {};
}

std::string title_of(const EventBody& body, Language language) {
  const auto say = [language](const char* zh, const char* en) { return pick(language, zh, en); };
  return std::visit(
      Overloaded{
          [&](const Registered&) { return say("首问登记", "Registered"); },
          [&](const Replied& e) { return e.on_the_spot ? say("当场答复", "Answered on the spot") : say("答复客户", "Answered"); },
          [&](const ExplainedOutOfScope&) { return say("说明非供电业务", "Explained: not our business"); },
          [&](const TransferOffered&) { return say("提交转办", "Handed over (offered)"); },
          [&](const Accepted&) { return say("接收转办", "Accepted"); },
          [&](const Returned&) { return say("退回", "Returned"); },
          [&](const OfferLapsed&) { return say("转办逾期未接收", "Offer lapsed"); },
          [&](const OfficeAsked&) { return say("提请局办裁定", "Office asked"); },
          [&](const Ruled&) { return say("局办裁定", "Ruled"); },
          [&](const Assigned&) { return say("指派承办人", "Assigned"); },
          [&](const TakenOver&) { return say("代班接办", "Taken over"); },
          [&](const Noted&) { return say("内部备注", "Note"); },
          [&](const Contacted&) { return say("联系客户", "Customer contacted"); },
          [&](const Arrived&) { return say("到达现场", "Arrived"); },
          [&](const Suspended&) { return say("暂停", "Suspended"); },
          [&](const Resumed&) { return say("恢复计时", "Resumed"); },
          [&](const ProgressReported&) { return say("反馈进展", "Progress reported"); },
          [&](const FollowedUp&) { return say("回访", "Followed up"); },
          [&](const Closed&) { return say("办结", "Closed"); },
          [&](const Reopened&) { return say("重新办理", "Reopened"); },
          [&](const Reminded&) { return say("催办", "Reminded"); },
          [&](const Supervised&) { return say("督办", "Supervised"); },
          [&](const SupervisionAnswered&) { return say("督办回复", "Supervision answered"); },
          [&](const ExtensionRequested&) { return say("申请延期", "Extension requested"); },
          [&](const ExtensionDecided& e) { return e.granted ? say("同意延期", "Extension granted") : say("不同意延期", "Extension refused"); },
          [&](const Linked&) { return say("关联", "Linked"); },
          [&](const Unlinked&) { return say("取消关联", "Unlinked"); },
          [&](const RegistrationCorrected&) { return say("更正登记", "Registration corrected"); },
          [&](const Withdrawn&) { return say("撤回", "Withdrawn"); },
          [&](const Supplemented&) { return say("客户补充", "Customer added"); },
          [&](const Rated&) { return say("客户评价", "Rated"); },
          [&](const DutyLifted&) { return say("解除时限", "Duty lifted"); },
          [&](const ClockStruck&) { return say("时限提醒", "Clock"); },
          [&](const Attached&) { return say("添加附件", "Attached"); },
          [&](const StepRecorded&) { return say("办理环节完成", "Step done"); },
          [&](const Replanned&) { return say("时限重新推算", "Deadlines counted anew"); },
      },
      body);
}

std::string Names::officer(OfficerId id) const {
  if (id.value == 0) return pick(language, "系统时钟", "The clock");
  if (id.value < 0) return pick(language, "客户", "The customer");
  const Officer* found = organisation.officer(id);
  return found == nullptr ? "#" + std::to_string(id.value) : found->name;
}

std::string Names::unit(UnitId id) const {
  const Unit* found = organisation.unit(id);
  return found == nullptr ? "#" + std::to_string(id.value) : found->name;
}

std::string Names::other_case(CaseId id) const {
  const std::string number = number_of_case ? number_of_case(id) : std::string();
  return number.empty() ? "#" + std::to_string(id.value) : number;
}

std::string Names::category(const std::string& code) const {
  const CaseCategory* found = rulebook.category(code);
  if (found == nullptr) return code;
  return language == Language::zh ? found->name_zh : found->name_en;
}

std::string Names::reason(const std::vector<Reason>& reasons, const std::string& code) const {
  for (const Reason& known : reasons)
    if (known.code == code) return language == Language::zh ? known.name_zh : known.name_en;
  return code;
}

std::string Names::step(const std::string& code) const {
  const ServiceStep* step = rulebook.step(code);
  return step == nullptr ? code : language == Language::zh ? step->name_zh : step->name_en;
}

std::string Names::duty(DutyKind kind, const std::string& stop) const {
  return kind == DutyKind::step ? step(stop) : words_of(kind, language);
}

std::string Names::pause_reason(const std::string& code) const {
  for (const PauseReason& known : rulebook.pause_reasons)
    if (known.code == code) return language == Language::zh ? known.name_zh : known.name_en;
  return code;
}

std::string Names::kind(CaseKind kind) const {
  const KindRule& rule = rulebook.kind(kind);
  return language == Language::zh ? rule.name_zh : rule.name_en;
}

}  // namespace shouwen
