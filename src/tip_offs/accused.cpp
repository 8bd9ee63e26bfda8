// A correction of the registration, so that every list and every rule of cases knows.
#include "tip_offs/accused.h"

#include "cases/register_case.h"
#include "regulation/clauses.h"

namespace shouwen {

Decision name_accused(const ServiceCase& service_case, const NameAccusedInput& input, const Situation& situation) {
  constexpr std::size_t most_accused = 50;
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (auto refusal = refuse_recused_officer(service_case, situation, situation.actor.officer_id)) return *refusal;
  if (input.officer_ids.size() > most_accused || input.unit_ids.size() > most_accused) return Refusal{"tip.too_many_accused", clause::art_9_5, "/officer_ids", {}};
  RegistrationCorrected body;
  body.reason = input.reason.value;
  body.about_officer_id = input.officer_ids.empty() ? OfficerId{} : input.officer_ids.front();
  body.further_accused = Accused{{input.officer_ids.begin() + (input.officer_ids.empty() ? 0 : 1), input.officer_ids.end()}, input.unit_ids};
  if (auto refusal = refuse_unknown_accused(Accused{input.officer_ids, input.unit_ids}, situation.organisation)) return *refusal;
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_9_5, std::move(body));
  if (refuse_recused_officer(writer.state(), situation, writer.state().responsible_officer_id))
    if (auto refusal = hand_to_independent_holder(writer)) return *refusal;
  return std::move(writer).take();
}

}  // namespace shouwen
