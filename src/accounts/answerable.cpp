// Manager, deputy, heads upwards.
#include "accounts/answerable.h"

namespace shouwen {

namespace {

const Officer* active(const Organisation& organisation, OfficerId id) {
  const Officer* officer = organisation.officer(id);
  return officer != nullptr && officer->active ? officer : nullptr;
}

bool is_here(const Organisation& organisation, OfficerId id, Instant at) {
  return active(organisation, id) != nullptr && !organisation.is_absent(id, at);
}

/// The officer himself, or his deputy while he is absent; 0 if neither is here.
OfficerId present_one(const Organisation& organisation, OfficerId id, Instant at) {
  const Officer* officer = active(organisation, id);
  if (officer == nullptr) return {};
  if (is_here(organisation, id, at)) return id;
  return is_here(organisation, officer->deputy_id, at) ? officer->deputy_id : OfficerId{};
}

OfficerId head_here(const Organisation& organisation, UnitId from, Instant at) {
  for (const Unit* unit = organisation.unit(from); unit != nullptr; unit = organisation.unit(unit->parent_id))
    if (const OfficerId here = present_one(organisation, unit->head_id, at)) return here;
  return {};
}

/// Whoever heads the line although he is away; else the office, else anybody who heads something.
OfficerId head_at_all(const Organisation& organisation, UnitId from) {
  if (const OfficerId head = organisation.head_of(from)) return head;
  if (const OfficerId head = organisation.head_of(organisation.bureau_office())) return head;
  for (const Unit& unit : organisation.units())
    if (active(organisation, unit.head_id) != nullptr) return unit.head_id;
  return {};
}

}  // namespace

UnitId unit_of(const ManagedCustomer& customer, const Organisation& organisation) {
  const Officer* manager = organisation.officer(customer.manager_id);
  return manager == nullptr ? customer.home_unit_id : manager->unit_id;
}

Answerable answerable_for(const ManagedCustomer& customer, const std::vector<ManagerTerm>& terms, const Organisation& organisation, Instant at) {
  if (customer.present_tier() == AccountTier::ordinary) return {};
  const OfficerId manager = customer.manager_id;
  if (manager && holds_any_term(terms, manager, at))
    if (const OfficerId here = present_one(organisation, manager, at))
      return here == manager ? Answerable{manager, {}, AnswerableBecause::manager} : Answerable{here, manager, AnswerableBecause::deputy};
  const UnitId unit = unit_of(customer, organisation);
  if (const OfficerId here = head_here(organisation, unit, at)) return {here, here == manager ? OfficerId{} : manager, AnswerableBecause::head};
  if (const OfficerId head = head_at_all(organisation, unit)) return {head, head == manager ? OfficerId{} : manager, AnswerableBecause::head};
  // A bureau without any head: the last manager keeps the duty, and before there was one whoever confirmed the tier.
  return {manager ? manager : customer.tier->confirmed_by_id, {}, AnswerableBecause::manager};
}

}  // namespace shouwen
