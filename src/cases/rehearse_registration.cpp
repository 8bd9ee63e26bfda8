// The rule and its clocks, without the store.
#include "cases/rehearse_registration.h"

#include "org/permissions.h"

namespace shouwen {

Result<ServiceCase> rehearse_registration(const CaseDesk& desk, const RegisterInput& input) {
  const Permission permission = may(*desk.rulebook_now, *desk.organisation, desk.actor, "register_case");
  if (!permission.allowed) return permission.refusal;
  RegisterFacts facts;
  facts.case_id = CaseId{1};
  facts.first_contact_id = desk.actor.officer_id;
  const Situation situation{desk.actor, desk.now, *desk.rulebook_now, *desk.organisation, desk.rulebook_now->calendars};
  Decision decision = register_case(input, facts, desk.seal, situation);
  if (!decision) return decision.refusal();
  ServiceCase made;
  made.id = facts.case_id;
  for (const CaseEvent& event : *decision) made = apply(std::move(made), event);
  return made;
}

}  // namespace shouwen
