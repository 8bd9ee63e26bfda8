// Hand-over by offer and acceptance, bounded by the return budget: no path is longer than the budget plus the ruling.
#include "cases/transfer.h"

#include <algorithm>

#include "cases/office.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

bool is_reason(const std::vector<Reason>& reasons, const std::string& code) {
  return std::any_of(reasons.begin(), reasons.end(), [&code](const Reason& reason) { return reason.code == code; });
}

bool budget_is_spent(const ServiceCase& service_case, const Situation& situation) {
  return service_case.offers_made >= situation.rulebook.hand_over.return_budget;
}

std::optional<Refusal> refuse_target(const ServiceCase& service_case, const TransferInput& input, const Situation& situation) {
  const Unit* unit = situation.organisation.unit(input.to_unit_id);
  if (unit == nullptr) return Refusal{"transfer.unknown_unit", "", "/to_unit_id", {}};
  if (input.to_unit_id == service_case.handling_unit_id)
    return Refusal{"transfer.same_unit", clause::art_10_3, "/to_unit_id", {{"unit", unit->name}}};
  if (auto refusal = refuse_recused_unit(service_case, situation, input.to_unit_id)) return refusal;
  if (!input.to_officer_id) return std::nullopt;
  if (*input.to_officer_id == service_case.responsible_officer_id) return Refusal{"transfer.to_yourself", clause::art_10_7, "/to_officer_id", {}};
  const Officer* officer = situation.organisation.officer(*input.to_officer_id);
  if (officer == nullptr || !officer->active || !situation.organisation.is_within(officer->unit_id, input.to_unit_id))
    return Refusal{"transfer.officer_not_in_unit", clause::art_10_7, "/to_officer_id", {{"unit", unit->name}}};
  return refuse_recused_officer(service_case, situation, officer->id);
}

/// The receiver of the offer: the named officer or his deputy while absent, else anyone of the unit.
std::optional<Refusal> refuse_unless_receiver(const ServiceCase& service_case, const Situation& situation) {
  if (!service_case.offer) return Refusal{"accept.nothing_offered", clause::art_10_7, "", {}};
  const Offer& offer = *service_case.offer;
  const Officer* actor = situation.organisation.officer(situation.actor.officer_id);
  if (situation.actor.kind != Actor::Kind::officer || actor == nullptr) return Refusal{"accept.not_the_receiver", clause::art_10_7, "", {}};
  // A holder in a team below the receiving unit is not "anyone of the unit": he would answer himself.
  if (actor->id == service_case.responsible_officer_id) return Refusal{"accept.not_the_receiver", clause::art_10_7, "", {}};
  bool receives = situation.organisation.is_within(actor->unit_id, offer.to_unit_id);
  if (offer.to_officer_id && actor->id != offer.to_officer_id) {
    const Officer* named = situation.organisation.officer(offer.to_officer_id);
    const bool stands_in = named != nullptr && named->deputy_id == actor->id &&
                           situation.organisation.is_absent(named->id, situation.now);
    const bool is_head = situation.organisation.head_of(offer.to_unit_id) == actor->id;
    receives = stands_in || is_head;
  }
  if (!receives) return Refusal{"accept.not_the_receiver", clause::art_10_7, "", {}};
  return refuse_recused_officer(service_case, situation, actor->id);
}

void go_to_office_if_spent(DecisionWriter& writer) {
  if (budget_is_spent(writer.state(), writer.situation())) put_to_office(writer, "");
}

}  // namespace

Decision transfer(const ServiceCase& service_case, const TransferInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (auto refusal = refuse_unless_holder(service_case, situation)) return *refusal;
  if (service_case.ruled) return Refusal{"transfer.ruling_binds", clause::art_10_4, "", {}};
  if (service_case.offer) return Refusal{"transfer.already_offered", clause::art_10_7, "", {}};
  if (service_case.office_question) return Refusal{"transfer.office_is_deciding", clause::art_10_4, "", {}};
  if (service_case.suspension) return Refusal{"transfer.suspended", clause::art_10_7, "", {}};
  if (budget_is_spent(service_case, situation)) return Refusal{"transfer.return_budget_spent", clause::art_10_7, "", {}};
  if (!is_reason(situation.rulebook.hand_over.transfer_reasons, input.reason.value))
    return Refusal{"transfer.unknown_reason", clause::art_10_3, "/reason", {{"reason", input.reason.value}}};
  if (auto refusal = refuse_target(service_case, input, situation)) return *refusal;

  const OfficerId to_officer = input.to_officer_id.value_or(OfficerId{});
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_3,
             TransferOffered{input.to_unit_id, to_officer, input.reason.value, input.note ? input.note->value : ""});
  return std::move(writer).take();
}

Decision accept(const ServiceCase& service_case, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (auto refusal = refuse_unless_receiver(service_case, situation)) return *refusal;
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_7, Accepted{service_case.offer->to_unit_id});
  return std::move(writer).take();
}

Decision return_case(const ServiceCase& service_case, const ReturnInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (service_case.ruled && !service_case.offer) return Refusal{"return_case.ruling_binds", clause::art_10_4, "", {}};
  if (!service_case.offer && service_case.responsible_officer_id == situation.actor.officer_id)
    return Refusal{"return_case.accepted_already", clause::art_10_7, "", {}};
  if (auto refusal = refuse_unless_receiver(service_case, situation)) return *refusal;
  if (!is_reason(situation.rulebook.hand_over.return_reasons, input.reason.value))
    return Refusal{"return_case.unknown_reason", clause::art_10_7, "/reason", {{"reason", input.reason.value}}};
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_7,
             Returned{input.reason.value, input.note.value, budget_is_spent(service_case, situation)});
  go_to_office_if_spent(writer);
  return std::move(writer).take();
}

void let_offer_lapse(DecisionWriter& writer) {
  const ServiceCase& state = writer.state();
  const Situation& situation = writer.situation();
  SHOUWEN_CHECK(state.offer.has_value());
  const UnitId unit = state.offer->to_unit_id;
  writer.add(clause::art_10_7,
             OfferLapsed{unit, situation.organisation.head_of(unit), budget_is_spent(state, situation)});
  go_to_office_if_spent(writer);
}

}  // namespace shouwen
