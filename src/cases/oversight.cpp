// Reminders, supervision, extensions: pressure is recorded, and time is given only by somebody else.
#include "cases/oversight.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

Decision remind(const ServiceCase& service_case, const RemindInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_7, Reminded{situation.actor.kind == Actor::Kind::customer, input.text.value});
  return std::move(writer).take();
}

Decision supervise(const ServiceCase& service_case, const SuperviseInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (auto refusal = refuse_recused_officer(service_case, situation, situation.actor.officer_id)) return *refusal;
  if (situation.actor.officer_id == service_case.responsible_officer_id) return Refusal{"supervise.own_case", clause::art_6, "", {}};
  if (service_case.open_duty(DutyKind::supervision_reply) != nullptr) return Refusal{"supervise.reply_pending", clause::art_6, "", {}};
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_6, Supervised{input.order.value});
  return std::move(writer).take();
}

Decision answer_supervision(const ServiceCase& service_case, const SupervisionAnswerInput& input, const Situation& situation) {
  if (!service_case.lives()) return Refusal{"case.already_closed", clause::art_10_1, "", {}};
  if (auto refusal = refuse_unless_holder(service_case, situation)) return *refusal;
  if (service_case.open_duty(DutyKind::supervision_reply) == nullptr) return Refusal{"answer_supervision.none_pending", clause::art_6, "", {}};
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_6, SupervisionAnswered{input.text.value});
  return std::move(writer).take();
}

Decision request_extension(const ServiceCase& service_case, const ExtensionInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (auto refusal = refuse_unless_holder(service_case, situation)) return *refusal;
  if (service_case.extension_request) return Refusal{"request_extension.asked_already", clause::art_10_7, "", {}};
  const CloseRules& rules = situation.rulebook.closing;
  if (service_case.extensions_granted >= rules.extensions_max) return Refusal{"request_extension.used_up", clause::art_10_7, "", {}};
  const Duty* duty = service_case.open_duty(DutyKind::reply);
  if (duty == nullptr || duty->paused_at) return Refusal{"request_extension.no_running_reply", clause::art_10_7, "", {}};
  if (situation.now > duty->due_at) return Refusal{"request_extension.overdue_already", clause::art_10_7, "", {}};
  if (input.until <= duty->due_at) return Refusal{"request_extension.not_later", clause::art_10_7, "/until", {{"due", to_iso(duty->due_at)}}};
  if (!rules.extension_longest.empty()) {
    const Due latest = due_at(situation.calendars.bureau, duty->due_at, rules.extension_longest.front());
    if (input.until > latest.at) return Refusal{"request_extension.too_long", clause::art_10_7, "/until", {{"latest", to_iso(latest.at)}}};
  }
  // More time is the bureau's to give only as far as the law's own limit goes.
  for (const SourceDue& source : duty->sources)
    if ((source.source_class == SourceClass::law || source.source_class == SourceClass::standard) && input.until > source.due_at)
      return Refusal{"request_extension.beyond_law", clause::art_10_7, "/until", {{"limit", source.limit_id}, {"due", to_iso(source.due_at)}}};
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_7, ExtensionRequested{input.reason.value, input.until});
  return std::move(writer).take();
}

Decision decide_extension(const ServiceCase& service_case, const ExtensionDecisionInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (!service_case.extension_request) return Refusal{"decide_extension.none_asked", clause::art_10_7, "", {}};
  const OfficerId actor = situation.actor.officer_id;
  if (actor == service_case.extension_request->requester_id || actor == service_case.responsible_officer_id)
    return Refusal{"decide_extension.own_request", clause::art_10_7, "", {}};
  if (auto refusal = refuse_recused_officer(service_case, situation, actor)) return *refusal;
  const Duty* duty = service_case.open_duty(DutyKind::reply);
  // Granting after the deadline has passed would rewrite a breach, so it grants nothing.
  if (input.granted && (duty == nullptr || (situation.now > duty->due_at && !duty->paused_at)))
    return Refusal{"decide_extension.too_late", clause::art_10_7, "", {}};
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_7, ExtensionDecided{input.granted, input.reason.value});
  return std::move(writer).take();
}

Decision lift_duty(const ServiceCase& service_case, const LiftInput& input, const Situation& situation) {
  if (!service_case.lives()) return Refusal{"case.already_closed", clause::art_10_1, "", {}};
  const auto& reasons = situation.rulebook.closing.lift_reasons;
  const bool known = std::any_of(reasons.begin(), reasons.end(),
                                 [&input](const Reason& reason) { return reason.code == input.reason.value; });
  if (!known) return Refusal{"lift_duty.unknown_reason", clause::art_10_7, "/reason", {{"reason", input.reason.value}}};
  if (situation.actor.officer_id == service_case.responsible_officer_id) return Refusal{"lift_duty.own_duty", clause::art_10_7, "", {}};
  if (auto refusal = refuse_recused_officer(service_case, situation, situation.actor.officer_id)) return *refusal;
  if (input.kind == DutyKind::reply) return Refusal{"lift_duty.reply_is_never_lifted", clause::art_10_1, "/kind", {}};
  const Duty* owed = service_case.open_duty(input.kind);
  if (owed == nullptr || owed->state != DutyState::open) return Refusal{"lift_duty.none_owed", clause::art_10_7, "/kind", {}};
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_7, DutyLifted{input.kind, input.reason.value, input.grounds.value});
  return std::move(writer).take();
}

}  // namespace shouwen
