// Reading the roster at a moment.
#include "org/roster.h"

#include <algorithm>

namespace shouwen {

namespace {

bool is_there(const Organisation& organisation, OfficerId id, Instant at) {
  const Officer* officer = organisation.officer(id);
  return officer != nullptr && officer->active && !organisation.is_absent(id, at);
}

}  // namespace

std::vector<OnDuty> on_duty(const std::vector<DutyShift>& shifts, const Organisation& organisation, UnitId unit, Instant at) {
  std::vector<OnDuty> present;
  for (const DutyShift& shift : shifts) {
    if (shift.unit_id != unit || at < shift.from || shift.to <= at) continue;
    OnDuty found{shift.officer_id, {}, shift.id, shift.to};
    if (!is_there(organisation, shift.officer_id, at)) {
      const Officer* planned = organisation.officer(shift.officer_id);
      if (planned == nullptr || !planned->active || !is_there(organisation, planned->deputy_id, at)) continue;
      found = {planned->deputy_id, planned->id, shift.id, shift.to};
    }
    const bool known = std::any_of(present.begin(), present.end(), [&found](const OnDuty& row) { return row.officer_id == found.officer_id; });
    if (!known) present.push_back(found);
  }
  return present;
}

Permission may_plan_roster(const Rulebook& rulebook, const Organisation& organisation, const Actor& actor, UnitId unit) {
  Permission permission = may(rulebook, organisation, actor, "plan_roster");
  if (!permission.allowed) return permission;
  const auto& reasons = permission.reasons;
  if (std::any_of(reasons.begin(), reasons.end(), [](const PermissionReason& reason) { return reason.scope == Scope::bureau; })) return permission;
  const Officer* officer = organisation.officer(actor.officer_id);
  bool reaches = organisation.is_within(unit, officer->unit_id);
  for (const Unit& headed : organisation.units()) reaches = reaches || (headed.head_id == officer->id && organisation.is_within(unit, headed.id));
  if (reaches) return permission;
  Permission denied;
  denied.refusal = {"roster.other_unit", "art.4", "/unit_id", {}};
  return denied;
}

}  // namespace shouwen
