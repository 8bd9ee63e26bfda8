// Within the unit: assignment and deputies. The case never has no holder in between.
#include "cases/assign.h"

#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// The head of the unit, or of a station or department above it, who answers for its teams; the bureau's own head does not assign.
bool heads(const Organisation& organisation, UnitId unit_id, OfficerId officer) {
  if (organisation.head_of(unit_id) == officer) return true;
  for (const Unit* unit = organisation.unit(unit_id); unit != nullptr && unit->parent_id; unit = organisation.unit(unit->parent_id))
    if (unit->head_id == officer) return true;
  return false;
}

}  // namespace

Decision assign(const ServiceCase& service_case, const AssignInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (service_case.offer) return Refusal{"assign.offer_pending", clause::art_10_7, "", {}};
  const OfficerId actor = situation.actor.officer_id;
  const bool is_head = situation.actor.kind == Actor::Kind::officer && heads(situation.organisation, service_case.handling_unit_id, actor);
  if (!is_head && refuse_unless_holder(service_case, situation))
    return Refusal{"assign.not_head_or_holder", clause::art_10_7, "", {}};
  if (auto refusal = refuse_recused_officer(service_case, situation, actor)) return *refusal;
  const Officer* officer = situation.organisation.officer(input.officer_id);
  if (officer == nullptr || !officer->active ||
      !situation.organisation.is_within(officer->unit_id, service_case.handling_unit_id))
    return Refusal{"assign.officer_not_in_unit", clause::art_10_7, "/officer_id", {}};
  if (officer->id == service_case.responsible_officer_id)
    return Refusal{"assign.holds_already", clause::art_10_7, "/officer_id", {{"officer", officer->name}}};
  if (auto refusal = refuse_recused_officer(service_case, situation, officer->id)) return *refusal;
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_7,
             Assigned{officer->id, service_case.handling_unit_id, input.note ? input.note->value : ""});
  return std::move(writer).take();
}

Decision take_over(const ServiceCase& service_case, const Situation& situation) {
  if (!service_case.lives()) return Refusal{"case.already_closed", clause::art_10_1, "", {}};
  const OfficerId holder_id = service_case.responsible_officer_id;
  const Officer* holder = situation.organisation.officer(holder_id);
  const OfficerId actor = situation.actor.officer_id;
  if (situation.actor.kind != Actor::Kind::officer || actor == holder_id)
    return Refusal{"take_over.holds_already", clause::art_4, "", {}};
  const bool gone = holder == nullptr || !holder->active;
  if (!gone && !situation.organisation.is_absent(holder_id, situation.now))
    return Refusal{"take_over.holder_is_present", clause::art_4, "", {{"holder", holder->name}}};
  const bool is_deputy = holder != nullptr && holder->deputy_id == actor;
  const bool is_head = situation.organisation.head_of(service_case.handling_unit_id) == actor;
  if (!is_deputy && !is_head) return Refusal{"take_over.not_the_deputy", clause::art_4, "", {}};
  if (auto refusal = refuse_recused_officer(service_case, situation, actor)) return *refusal;
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_4, TakenOver{holder_id, service_case.handling_unit_id});
  return std::move(writer).take();
}

}  // namespace shouwen
