// Asking the bureau office and its ruling: the short way out of every "not mine".
#include "cases/office.h"

#include "regulation/clauses.h"

namespace shouwen {

void put_to_office(DecisionWriter& writer, const std::string& question) {
  writer.add(clause::art_10_4, OfficeAsked{question});
}

Decision ask_office(const ServiceCase& service_case, const OfficeQuestionInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (auto refusal = refuse_unless_holder(service_case, situation)) return *refusal;
  if (service_case.ruled) return Refusal{"ask_office.ruled_already", clause::art_10_4, "", {}};
  if (service_case.offer) return Refusal{"ask_office.offer_pending", clause::art_10_7, "", {}};
  if (service_case.office_question) return Refusal{"ask_office.asked_already", clause::art_10_4, "", {}};
  DecisionWriter writer(service_case, situation);
  put_to_office(writer, input.question.value);
  return std::move(writer).take();
}

Decision rule_on(const ServiceCase& service_case, const RulingInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (!service_case.office_question) return Refusal{"rule_on.nothing_asked", clause::art_10_4, "", {}};
  const Officer* actor = situation.organisation.officer(situation.actor.officer_id);
  if (actor == nullptr || !situation.organisation.is_within(actor->unit_id, situation.organisation.bureau_office()))
    return Refusal{"rule_on.not_the_office", clause::art_10_4, "", {}};
  if (auto refusal = refuse_recused_officer(service_case, situation, actor->id)) return *refusal;
  const Unit* unit = situation.organisation.unit(input.unit_id);
  if (unit == nullptr) return Refusal{"rule_on.unknown_unit", "", "/unit_id", {}};
  const OfficerId officer_id = input.officer_id.value_or(situation.organisation.head_of(input.unit_id));
  const Officer* officer = situation.organisation.officer(officer_id);
  if (officer == nullptr || !officer->active) return Refusal{"rule_on.nobody_there", clause::art_10_4, "/officer_id", {{"unit", unit->name}}};
  if (input.officer_id && !situation.organisation.is_within(officer->unit_id, input.unit_id))
    return Refusal{"rule_on.officer_not_in_unit", clause::art_10_4, "/officer_id", {{"unit", unit->name}}};
  if (auto refusal = refuse_recused_unit(service_case, situation, input.unit_id)) return *refusal;
  if (auto refusal = refuse_recused_officer(service_case, situation, officer_id)) return *refusal;
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_4, Ruled{input.unit_id, officer_id, input.grounds.value});
  return std::move(writer).take();
}

}  // namespace shouwen
