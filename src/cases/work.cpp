// While the work goes on: what is told to the customer and what is waited for.
#include "cases/work.h"

#include <algorithm>

#include "cases/clocks.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// The holder works; the first person asked stays answerable and may speak with the customer too (art. 10(1)).
std::optional<Refusal> refuse_unless_holder_or_first_contact(const ServiceCase& service_case, const Situation& situation) {
  const bool is_first = situation.actor.kind == Actor::Kind::officer &&
                        situation.actor.officer_id == service_case.first_contact_id;
  if (is_first) return refuse_recused_officer(service_case, situation, situation.actor.officer_id);
  return refuse_unless_holder(service_case, situation);
}

void add_resumed(DecisionWriter& writer, const std::string& cause) {
  writer.add(clause::art_10_7, Resumed{cause});
}

}  // namespace

Decision note(const ServiceCase& service_case, const NoteInput& input, const Situation& situation) {
  if (auto refusal = refuse_recused_officer(service_case, situation, situation.actor.officer_id)) return *refusal;
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_1, Noted{input.text.value});
  return std::move(writer).take();
}

Decision record_contact(const ServiceCase& service_case, const ContactMadeInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (auto refusal = refuse_unless_holder_or_first_contact(service_case, situation)) return *refusal;
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_7, Contacted{input.channel, input.text.value});
  return std::move(writer).take();
}

Decision record_arrival(const ServiceCase& service_case, const ArrivalInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (auto refusal = refuse_unless_holder(service_case, situation)) return *refusal;
  if (service_case.open_duty(DutyKind::arrival) == nullptr) return Refusal{"record_arrival.none_owed", clause::art_10_7, "", {}};
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_7, Arrived{input.place ? input.place->value : "", input.note ? input.note->value : ""});
  return std::move(writer).take();
}

Decision report_progress(const ServiceCase& service_case, const ProgressInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (auto refusal = refuse_unless_holder_or_first_contact(service_case, situation)) return *refusal;
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_8,
             ProgressReported{input.channel, input.text.value, input.proof ? input.proof->value : ""});
  return std::move(writer).take();
}

Decision suspend(const ServiceCase& service_case, const SuspendInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (auto refusal = refuse_unless_holder(service_case, situation)) return *refusal;
  if (service_case.suspension) return Refusal{"suspend.suspended_already", clause::art_10_7, "", {}};
  if (service_case.offer || service_case.office_question) return Refusal{"suspend.hand_over_pending", clause::art_10_7, "", {}};
  const auto& reasons = situation.rulebook.pause_reasons;
  const auto reason = std::find_if(reasons.begin(), reasons.end(),
                                   [&input](const PauseReason& row) { return row.code == input.reason.value; });
  if (reason == reasons.end()) return Refusal{"suspend.unknown_reason", clause::art_10_7, "/reason", {{"reason", input.reason.value}}};
  if (input.asked_at && *input.asked_at > situation.now) return Refusal{"suspend.asked_later", clause::art_10_7, "/asked_at", {}};
  Suspension suspension;
  suspension.reason = reason->code;
  suspension.asked_for = input.asked_for.value;
  suspension.asked_by = input.asked_by;
  if (input.asked_by) suspension.asked_at = input.asked_at.value_or(situation.now);
  suspension.at = situation.now;
  suspension.until = due_at(situation.calendars.bureau, situation.now, reason->longest).at;
  suspension.pauses = !clock_changes(service_case, Suspended{suspension}, situation).empty();
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_7, Suspended{std::move(suspension)});
  return std::move(writer).take();
}

Decision resume(const ServiceCase& service_case, const ResumeInput& input, const Situation& situation) {
  if (!service_case.suspension) return Refusal{"resume.not_suspended", clause::art_10_7, "", {}};
  if (situation.actor.kind == Actor::Kind::officer)
    if (auto refusal = refuse_unless_holder(service_case, situation)) return *refusal;
  DecisionWriter writer(service_case, situation);
  add_resumed(writer, input.cause.value);
  return std::move(writer).take();
}

Decision attach(const ServiceCase& service_case, const Attached& file, const Situation& situation) {
  if (situation.actor.kind == Actor::Kind::officer)
    if (auto refusal = refuse_recused_officer(service_case, situation, situation.actor.officer_id)) return *refusal;
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_6, file);
  return std::move(writer).take();
}

Decision supplement(const ServiceCase& service_case, const SupplementInput& input, const Situation& situation) {
  if (!service_case.lives()) return Refusal{"case.already_closed", clause::art_10_1, "", {}};
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_1, Supplemented{input.text.value});
  if (writer.state().suspension) add_resumed(writer, "customer_answered");
  return std::move(writer).take();
}

}  // namespace shouwen
