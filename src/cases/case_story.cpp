// Each event as one sentence: who did what, to whom, and why.
#include <fmt/format.h>

#include "base/overloaded.h"
#include "cases/case_words.h"

namespace shouwen {

namespace {

using http::Language;

/// "：words" if there are any.
std::string after_colon(const std::string& words, Language language) {
  if (words.empty()) return language == Language::zh ? "。" : ".";
  return (language == Language::zh ? "：" : ": ") + words;
}

/// "；通知张三、李四"
std::string told_names(const ClockStruck& struck, const Names& names) {
  if (!struck.told_id) return {};
  const bool zh = names.language == Language::zh;
  std::string list = names.officer(struck.told_id);
  for (const OfficerId also : struck.also_told_ids) list += (zh ? "、" : ", ") + names.officer(also);
  if (!struck.unread_by_id) return (zh ? "，通知" : "; told: ") + list;
  return zh ? fmt::format("，{}未读提醒，转告{}", names.officer(struck.unread_by_id), list)
            : fmt::format("; {} has not read the reminder: told {}", names.officer(struck.unread_by_id), list);
}

std::string told_of(const CaseEvent& event, const ClockStruck& struck, const Names& names) {
  const bool zh = names.language == Language::zh;
  std::string text;
  for (const DutyChange& change : event.duties) {
    const std::string duty = names.duty(change.kind, change.stop);
    std::string said;
    switch (change.step) {
      case DutyStep::warned: said = zh ? fmt::format("“{}”时限将至", duty) : fmt::format("\"{}\" is due soon", duty); break;
      case DutyStep::breached: said = zh ? fmt::format("“{}”已超时", duty) : fmt::format("\"{}\" is overdue", duty); break;
      case DutyStep::escalated: said = zh ? fmt::format("“{}”超时未补办，上报", duty) : fmt::format("\"{}\" still undone, escalated", duty); break;
      case DutyStep::armed:
      case DutyStep::met:
      case DutyStep::fulfilled_late:
      case DutyStep::lifted:
      case DutyStep::paused:
      case DutyStep::resumed:
      case DutyStep::moved: break;
    }
    if (said.empty() || (change.step == DutyStep::escalated && !text.empty())) continue;  // a breach that is told at once
    text += (text.empty() ? "" : zh ? "；" : "; ") + said;
  }
  return text + told_names(struck, names) + (zh ? "。" : ".");
}

std::string changed_fields(const RegistrationCorrected& e, const Names& names) {
  const bool zh = names.language == Language::zh;
  std::string list;
  const auto add = [&](const char* zh_name, const char* en_name, const std::string& value) {
    list += (list.empty() ? "" : zh ? "，" : ", ") + std::string(zh ? zh_name : en_name) + (value.empty() ? "" : " → " + value);
  };
  if (e.kind) add("类别", "kind", names.kind(*e.kind));
  if (e.category) add("分类", "category", names.category(*e.category));
  if (e.area) add("地区", "area", words_of(*e.area, names.language));
  if (e.contact) add("联系人信息", "contact", "");
  if (e.text) add("诉求内容", "text", "");
  return list;
}

}  // namespace

std::string sentence_of(const CaseEvent& event, const Names& names) {
  const Language language = names.language;
  const bool zh = language == Language::zh;
  const std::string who = names.officer(event.actor_id);
  const auto colon = [&](const std::string& words) { return after_colon(words, language); };
  return std::visit(
      Overloaded{
          [&](const Registered& e) {
            return zh ? fmt::format("{}受理客户诉求（{}·{}，{}），为首问责任人{}", names.officer(e.first_contact_id), names.kind(e.kind), names.category(e.category),
                                    words_of(e.channel, language), colon(e.text))
                      : fmt::format("{} was asked first ({}, {}, {}){}", names.officer(e.first_contact_id), names.kind(e.kind), names.category(e.category),
                                    words_of(e.channel, language), colon(e.text));
          },
          [&](const Replied& e) {
            return zh ? fmt::format("{}{}以{}方式答复客户{}", who, e.on_the_spot ? "当场" : "", words_of(e.channel, language), colon(e.text))
                      : fmt::format("{} answered the customer{} ({}){}", who, e.on_the_spot ? " on the spot" : "", words_of(e.channel, language), colon(e.text));
          },
          [&](const ExplainedOutOfScope& e) {
            return (zh ? who + "说明不属供电业务并指引客户" : who + " explained that it is not our business") + colon(e.text);
          },
          [&](const TransferOffered& e) {
            const std::string to = names.unit(e.to_unit_id) + (e.to_officer_id ? (zh ? "·" : ", ") + names.officer(e.to_officer_id) : "");
            const std::string reason = names.reason(names.rulebook.hand_over.transfer_reasons, e.reason);
            return zh ? fmt::format("{}提交转办至{}（{}），接收前仍由{}负责{}", who, to, reason, who, colon(e.note))
                      : fmt::format("{} offered it to {} ({}); {} holds it until accepted{}", who, to, reason, who, colon(e.note));
          },
          [&](const Accepted& e) {
            return zh ? fmt::format("{}（{}）接收，现由其承办。", who, names.unit(e.unit_id)) : fmt::format("{} ({}) accepted and holds it now.", who, names.unit(e.unit_id));
          },
          [&](const Returned& e) {
            const std::string reason = names.reason(names.rulebook.hand_over.return_reasons, e.reason);
            std::string said = zh ? fmt::format("{}退回（{}）{}", who, reason, colon(e.note)) : fmt::format("{} returned it ({}){}", who, reason, colon(e.note));
            if (e.to_office) said += zh ? "（退回次数已用完，转局办公室裁定）" : " (the return budget is spent, the office decides)";
            return said;
          },
          [&](const OfferLapsed& e) {
            return zh ? fmt::format("{}未在时限内接收，已通知负责人{}；仍由原承办人负责{}。", names.unit(e.unit_id), names.officer(e.head_told_id),
                                    e.to_office ? "，转局办公室裁定" : "")
                      : fmt::format("{} did not accept in time; its head {} was told; the sender still holds it{}.", names.unit(e.unit_id),
                                    names.officer(e.head_told_id), e.to_office ? ", the office decides" : "");
          },
          [&](const OfficeAsked& e) {
            if (e.question.empty()) return zh ? std::string("按规定交局办公室裁定由谁承办。") : std::string("By the rules the bureau office now decides whose business it is.");
            return (zh ? who + "提请局办公室裁定由谁承办" : who + " asked the bureau office whose business it is") + colon(e.question);
          },
          [&](const Ruled& e) {
            return zh ? fmt::format("{}裁定由{}·{}承办，不得再退回{}", who, names.unit(e.unit_id), names.officer(e.officer_id), colon(e.grounds))
                      : fmt::format("{} ruled: {} ({}) handles it, no more returns{}", who, names.officer(e.officer_id), names.unit(e.unit_id), colon(e.grounds));
          },
          [&](const Assigned& e) {
            return zh ? fmt::format("{}指派{}（{}）承办{}", who, names.officer(e.officer_id), names.unit(e.unit_id), colon(e.note))
                      : fmt::format("{} assigned {} ({}){}", who, names.officer(e.officer_id), names.unit(e.unit_id), colon(e.note));
          },
          [&](const TakenOver& e) {
            return zh ? fmt::format("{}代{}接办。", who, names.officer(e.absent_officer_id)) : fmt::format("{} took over for {}.", who, names.officer(e.absent_officer_id));
          },
          [&](const Noted& e) { return (zh ? who + "备注" : who + " noted") + colon(e.text); },
          [&](const Contacted& e) {
            return (zh ? fmt::format("{}以{}方式联系客户", who, words_of(e.channel, language)) : fmt::format("{} contacted the customer ({})", who, words_of(e.channel, language))) + colon(e.text);
          },
          [&](const Arrived& e) {
            return (zh ? who + "到达现场" : who + " arrived on site") + (e.place.empty() ? "" : (zh ? "（" : " (") + e.place + (zh ? "）" : ")")) + colon(e.note);
          },
          [&](const Suspended& e) {
            const std::string reason = names.pause_reason(e.suspension.reason);
            return zh ? fmt::format("{}因“{}”{}，最迟{}恢复{}", who, reason, e.suspension.pauses ? "暂停计时" : "等待客户（计时不停）", to_iso(e.suspension.until).substr(0, 10), colon(e.suspension.asked_for))
                      : fmt::format("{} {}: {}, at the latest until {}{}", who, e.suspension.pauses ? "paused the clocks" : "waits for the customer (clocks run)", reason,
                                    to_iso(e.suspension.until).substr(0, 10), colon(e.suspension.asked_for));
          },
          [&](const Resumed&) { return zh ? "恢复计时。" : std::string("The clocks run again."); },
          [&](const ProgressReported& e) { return (zh ? who + "向客户反馈进展" : who + " told the customer how it stands") + colon(e.text); },
          [&](const FollowedUp& e) {
            return zh ? fmt::format("{}回访客户：{}{}", who, words_of(e.result, language), colon(e.words)) : fmt::format("{} followed up: {}{}", who, words_of(e.result, language), colon(e.words));
          },
          [&](const Closed& e) { return (zh ? who + "办结，" + words_of(e.outcome, language) : "Closed by " + who + ", " + words_of(e.outcome, language)) + colon(e.note); },
          [&](const Reopened& e) { return (zh ? who + "提出重新办理，首问责任人不变" : who + " reopened it; the first contact stays answerable") + colon(e.reason); },
          [&](const Reminded& e) { return (zh ? who + "催办" : who + " reminded") + colon(e.text); },
          [&](const Supervised& e) { return (zh ? who + "督办" : who + " ordered supervision") + colon(e.order); },
          [&](const SupervisionAnswered& e) { return (zh ? who + "回复督办" : who + " answered the supervision") + colon(e.text); },
          [&](const ExtensionRequested& e) {
            return (zh ? fmt::format("{}申请延期至{}", who, to_iso(e.until).substr(0, 16)) : fmt::format("{} asked for time until {}", who, to_iso(e.until).substr(0, 16))) + colon(e.reason);
          },
          [&](const ExtensionDecided& e) {
            return (zh ? who + (e.granted ? "同意延期" : "不同意延期") : who + (e.granted ? " granted the extension" : " refused the extension")) + colon(e.reason);
          },
          [&](const Linked& e) { return (zh ? fmt::format("{}关联工单{}", who, names.other_case(e.other_id)) : fmt::format("{} linked case {}", who, names.other_case(e.other_id))) + colon(e.reason); },
          [&](const Unlinked& e) { return (zh ? fmt::format("{}取消与工单{}的关联", who, names.other_case(e.other_id)) : fmt::format("{} unlinked case {}", who, names.other_case(e.other_id))) + colon(e.reason); },
          [&](const RegistrationCorrected& e) {
            return (zh ? fmt::format("{}更正登记（{}）", who, changed_fields(e, names)) : fmt::format("{} corrected the registration ({})", who, changed_fields(e, names))) + colon(e.reason);
          },
          [&](const Withdrawn& e) { return (zh ? (e.by_customer ? std::string("客户撤回诉求") : who + "记录客户撤回诉求") : e.by_customer ? std::string("The customer withdrew") : who + " recorded the withdrawal") + colon(e.reason); },
          [&](const Supplemented& e) { return (zh ? who + "补充" : who + " added") + colon(e.text); },
          [&](const Rated& e) { return (zh ? fmt::format("客户评价{}星", e.stars) : fmt::format("The customer gave {} stars", e.stars)) + colon(e.words); },
          [&](const DutyLifted& e) {
            const std::string reason = names.reason(names.rulebook.closing.lift_reasons, e.reason);
            return (zh ? fmt::format("{}解除“{}”时限（{}）", who, words_of(e.kind, language), reason) : fmt::format("{} lifted \"{}\" ({})", who, words_of(e.kind, language), reason)) + colon(e.grounds);
          },
          [&](const StepRecorded& e) { return who + (zh ? "完成环节：" : " recorded: ") + names.step(e.step) + colon(e.note); },
          [&](const Replanned& e) {
            if (e.migrated) return zh ? fmt::format("改按第{}版规则库推算时限", e.to_version) : fmt::format("Deadlines now follow rulebook version {}", e.to_version);
            return zh ? fmt::format("日历变化，按第{}版重新推算时限", e.to_version) : fmt::format("Deadlines counted anew by the calendar of version {}", e.to_version);
          },
          [&](const ClockStruck& e) { return told_of(event, e, names); },
          [&](const Attached& e) { return (zh ? (e.by_customer ? std::string("客户") : who) + "添加附件" : (e.by_customer ? std::string("The customer") : who) + " attached") + colon(e.file_name); },
      },
      event.body);
}

}  // namespace shouwen
