// One branch an event, as with notices and news: what is told to the customer is decided here and nowhere else.
#include "cases/case_messages.h"

#include <algorithm>

#include "base/text.h"
#include "regulation/quiet_hours.h"

namespace shouwen {

namespace {

constexpr std::int64_t moment_to_take_back_seconds = 20;

bool is_told_nothing(const ServiceCase& service_case) {
  return service_case.secrecy == Secrecy::sealed || service_case.kind == CaseKind::tip_off || service_case.contact.anonymous || !takes_messages(service_case.contact.phone);
}

bool moves_answer(const CaseEvent& event, DutyStep step) {
  return std::any_of(event.duties.begin(), event.duties.end(), [step](const DutyChange& change) { return change.kind == DutyKind::reply && change.step == step; });
}

/// A storm or a permit of others is nothing the customer can bring.
bool asks_customer(const Suspension& suspension, const Rulebook& rulebook) {
  const auto reason = std::find_if(rulebook.pause_reasons.begin(), rulebook.pause_reasons.end(), [&suspension](const PauseReason& one) { return one.code == suspension.reason; });
  return reason != rulebook.pause_reasons.end() && reason->asks_customer && !suspension.asked_for.empty();
}

std::optional<MessageKind> kind_of_message(const CaseEvent& event, const Rulebook& rulebook) {
  const EventBody& body = event.body;
  if (std::holds_alternative<Registered>(body)) return MessageKind::registered;
  if (const auto* suspended = std::get_if<Suspended>(&body)) return asks_customer(suspended->suspension, rulebook) ? std::optional(MessageKind::papers_asked) : std::nullopt;
  if (const auto* decided = std::get_if<ExtensionDecided>(&body)) return decided->granted ? std::optional(MessageKind::extended) : std::nullopt;
  if (std::holds_alternative<Replanned>(body)) return moves_answer(event, DutyStep::moved) ? std::optional(MessageKind::moved) : std::nullopt;
  if (const auto* replied = std::get_if<Replied>(&body)) return replied->on_the_spot ? std::nullopt : std::optional(MessageKind::answered);
  if (std::holds_alternative<Reopened>(body)) return MessageKind::reopened;
  if (moves_answer(event, DutyStep::breached)) return MessageKind::late;
  return std::nullopt;
}

/// Who answers to the customer, as much of his name as the bureau allows; else his unit.
std::string answerable(const ServiceCase& service_case, const MessageWords& words) {
  const Officer* officer = words.organisation.officer(service_case.responsible_officer_id);
  const Unit* unit = officer == nullptr ? nullptr : words.organisation.unit(officer->unit_id);
  const std::string unit_name = unit == nullptr ? std::string() : unit->name;
  if (officer == nullptr || !words.rulebook.public_rules) return unit_name;
  switch (words.rulebook.public_rules->officer_name) {
    case OfficerNaming::full: return officer->name;
    case OfficerNaming::surname: return mask_name(officer->name);
    case OfficerNaming::code: return officer->code;
    case OfficerNaming::unit: break;
  }
  return unit_name;
}

MessageFacts message_facts(const CaseEvent& event, const ServiceCase& after, const MessageWords& words) {
  MessageFacts facts;
  facts.number = after.number;
  facts.first_contact = answerable(after, words);
  if (const Officer* officer = words.organisation.officer(after.responsible_officer_id))
    if (const Unit* unit = words.organisation.unit(officer->unit_id)) facts.phone = unit->phone;
  const auto answer = std::find_if(after.duties.begin(), after.duties.end(), [](const Duty& duty) { return duty.kind == DutyKind::reply && duty.is_owed(); });
  if (answer != after.duties.end()) facts.due = message_time(answer->due_at, words.setting.language);
  if (const auto* suspended = std::get_if<Suspended>(&event.body)) facts.what = suspended->suspension.asked_for;
  if (!words.setting.link.empty()) facts.link = words.setting.link + (words.setting.link.find('?') == std::string::npos ? "?" : "&") + "number=" + after.number;
  return facts;
}

}  // namespace

Instant message_from(const CloseRules& rules, Instant now) {
  return after_quiet_hours(rules, now.plus_seconds(moment_to_take_back_seconds));
}

std::vector<NewMessage> messages_of(const std::vector<CaseEvent>& events, const ServiceCase& after, const MessageWords& words) {
  std::vector<NewMessage> messages;
  const bool answered_at_once = std::any_of(events.begin(), events.end(), [](const CaseEvent& event) {
    const auto* replied = std::get_if<Replied>(&event.body);
    return (replied != nullptr && replied->on_the_spot) || std::holds_alternative<ExplainedOutOfScope>(event.body);
  });
  if (!words.setting.sends || answered_at_once || is_told_nothing(after)) return messages;
  for (const CaseEvent& event : events) {
    const auto kind = kind_of_message(event, words.rulebook);
    const std::string* card = kind ? message_card(words.rulebook, *kind, words.setting.language) : nullptr;
    if (card == nullptr) continue;
    messages.push_back({after.id, *kind, after.contact.phone, message_text(*card, message_facts(event, after, words)), message_from(words.rulebook.closing, event.at)});
  }
  return messages;
}

std::vector<MessageKind> outdated_messages(const std::vector<CaseEvent>& events, const ServiceCase& after) {
  using enum MessageKind;
  const std::vector<MessageKind> all{registered, papers_asked, extended, moved, late, answered, reopened};
  if (is_told_nothing(after)) return all;
  std::vector<MessageKind> outdated;
  const auto ends = [&outdated](std::initializer_list<MessageKind> kinds) { outdated.insert(outdated.end(), kinds); };
  for (const CaseEvent& event : events) {
    if (std::holds_alternative<Withdrawn>(event.body)) return all;
    if (std::holds_alternative<Reopened>(event.body)) ends({answered});
    if (std::holds_alternative<Resumed>(event.body)) ends({papers_asked});
    const bool is_over = std::holds_alternative<Replied>(event.body) || std::holds_alternative<ExplainedOutOfScope>(event.body) || std::holds_alternative<Closed>(event.body);
    if (is_over) ends({papers_asked, extended, moved, late, reopened});
  }
  return outdated;
}

}  // namespace shouwen
