// Deny unless a grant of one of the officer's roles reaches the case; recusal and sealed secrecy come first.
#include "org/permissions.h"

#include <algorithm>

#include "org/kept_from.h"

namespace shouwen {

namespace {

template <class T, class U>
bool holds(const std::vector<T>& list, const U& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool grants_role(const Grant& grant, const Officer& officer) { return grant.role == "*" || holds(officer.roles, grant.role); }

bool token_allows(const Actor& actor, std::string_view verb) {
  return actor.token_scopes.empty() || holds(actor.token_scopes, verb) ||
         (verb.starts_with("read_") && holds(actor.token_scopes, std::string_view("read")));
}

/// Why a grant's scope reaches the case; "" if it does not.
std::string reach(const Organisation& organisation, const Officer& officer, Scope scope, const CaseFacts& facts) {
  const auto in_units = [&](UnitId ancestor) {
    return organisation.is_within(facts.handling_unit_id, ancestor) || organisation.is_within(facts.first_contact_unit_id, ancestor) ||
           (facts.offered_to_unit_id && organisation.is_within(facts.offered_to_unit_id, ancestor));
  };
  if (facts.responsible_officer_id == officer.id) return "responsible_officer";
  if (facts.first_contact_id == officer.id) return "first_contact";
  if (facts.offered_to_officer_id == officer.id) return "offered";
  // An offer to a unit is an offer to everybody in it and below it.
  if (facts.offered_to_unit_id && organisation.is_within(officer.unit_id, facts.offered_to_unit_id)) return "offered";
  const Officer* holder = organisation.officer(facts.responsible_officer_id);
  if (holder != nullptr && holder->deputy_id == officer.id) return "deputy";
  switch (scope) {
    case Scope::own: return holds(facts.earlier_holders, officer.id) ? "earlier_holder" : "";
    case Scope::unit: return in_units(officer.unit_id) ? "same_unit" : "";
    case Scope::subtree: {
      if (in_units(officer.unit_id)) return "subtree";
      for (const Unit& unit : organisation.units())
        if (unit.head_id == officer.id && in_units(unit.id)) return "subtree";
      return "";
    }
    case Scope::bureau: return "bureau";
  }
  return "";
}

/// Sealed cases open to a wider scope only by a grant that says so; own cases show no identity anyway.
bool secrecy_fits(const Grant& grant, const CaseFacts& facts) { return facts.secrecy <= grant.secrecy_up_to; }

Permission denied(const char* code, std::string_view verb) {
  Permission permission;
  permission.refusal = {code, "", "", {{"verb", std::string(verb)}}};
  return permission;
}

}  // namespace

bool is_accused(const CaseFacts& facts, OfficerId officer) {
  return officer && (facts.about_officer_id == officer || holds(facts.also_about_officer_ids, officer));
}

bool is_in_accused_line(const Organisation& organisation, const CaseFacts& facts, OfficerId officer) {
  if (is_accused(facts, officer)) return true;
  if (facts.about_officer_id && organisation.is_in_line_of(facts.about_officer_id, officer)) return true;
  for (const OfficerId accused : facts.also_about_officer_ids)
    if (organisation.is_in_line_of(accused, officer)) return true;
  const Officer* who = organisation.officer(officer);
  for (const UnitId id : facts.about_unit_ids) {
    const Unit* unit = organisation.unit(id);
    if (who != nullptr && unit != nullptr && (unit->head_id == officer || organisation.is_within(who->unit_id, id))) return true;
  }
  return false;
}

bool is_kept_from(const CaseFacts& facts, const Organisation& organisation, OfficerId officer) {
  if (is_accused(facts, officer)) return true;
  const bool must_answer = facts.kind == CaseKind::complaint && facts.first_contact_id == officer;
  const bool accusing = facts.kind == CaseKind::complaint || facts.kind == CaseKind::tip_off;
  return accusing && !must_answer && is_in_accused_line(organisation, facts, officer);
}

bool unit_is_in_accused_line(const Organisation& organisation, const CaseFacts& facts, UnitId unit) {
  if (facts.about_officer_id && organisation.unit_is_in_line_of(facts.about_officer_id, unit)) return true;
  for (const OfficerId accused : facts.also_about_officer_ids)
    if (organisation.unit_is_in_line_of(accused, unit)) return true;
  for (const UnitId id : facts.about_unit_ids)
    if (organisation.is_within(unit, id)) return true;
  return false;
}

Permission may(const Rulebook& rulebook, const Organisation& organisation, const Actor& actor, std::string_view verb,
               const CaseFacts& facts) {
  const Officer* officer = organisation.officer(actor.officer_id);
  if (actor.kind != Actor::Kind::officer || officer == nullptr || !officer->active) return denied("permission.denied", verb);
  if (!token_allows(actor, verb)) return denied("permission.token_scope", verb);
  if (is_kept_from(facts, organisation, officer->id)) return denied("permission.recused", verb);
  Permission permission;
  bool secrecy_stands_between = false;
  for (const Grant& grant : rulebook.grants) {
    if (!grants_role(grant, *officer) || !holds(grant.verbs, verb)) continue;
    if (!grant.kinds.empty() && !holds(grant.kinds, facts.kind)) continue;
    const std::string because = reach(organisation, *officer, grant.scope, facts);
    if (because.empty()) continue;
    if (!secrecy_fits(grant, facts)) {
      secrecy_stands_between = true;
      continue;
    }
    permission.reasons.push_back({grant.role, grant.scope, because});
  }
  permission.allowed = !permission.reasons.empty();
  if (!permission.allowed) return denied(secrecy_stands_between ? "permission.sealed" : "permission.denied", verb);
  return permission;
}

Permission may(const Rulebook& rulebook, const Organisation& organisation, const Actor& actor, std::string_view verb) {
  const Officer* officer = organisation.officer(actor.officer_id);
  if (actor.kind != Actor::Kind::officer || officer == nullptr || !officer->active) return denied("permission.denied", verb);
  if (!token_allows(actor, verb)) return denied("permission.token_scope", verb);
  Permission permission;
  for (const Grant& grant : rulebook.grants)
    if (grants_role(grant, *officer) && holds(grant.verbs, verb)) permission.reasons.push_back({grant.role, grant.scope, "role"});
  permission.allowed = !permission.reasons.empty();
  return permission.allowed ? permission : denied("permission.denied", verb);
}

ReadScope read_scope(const Rulebook& rulebook, const Organisation& organisation, const Actor& actor) {
  ReadScope scope;
  scope.officer_id = actor.officer_id;
  scope.secrecy_up_to = Secrecy::normal;
  const Officer* officer = organisation.officer(actor.officer_id);
  if (actor.kind != Actor::Kind::officer || officer == nullptr || !officer->active) return scope;
  const auto add_below = [&](UnitId top) {
    for (const Unit& unit : organisation.units())
      if (organisation.is_within(unit.id, top) && !holds(scope.units, unit.id)) scope.units.push_back(unit.id);
  };
  for (const Grant& grant : rulebook.grants) {
    if (!grants_role(grant, *officer) || !holds(grant.verbs, std::string_view("read_case")) || grant.scope == Scope::own) continue;
    // A grant for some kinds only widens single cases, not whole lists.
    if (!grant.kinds.empty()) continue;
    scope.secrecy_up_to = std::max(scope.secrecy_up_to, grant.secrecy_up_to);
    if (grant.scope == Scope::bureau) scope.bureau = true;
    if (grant.scope == Scope::unit) add_below(officer->unit_id);
    if (grant.scope != Scope::subtree) continue;
    add_below(officer->unit_id);
    for (const Unit& unit : organisation.units())
      if (unit.head_id == officer->id) add_below(unit.id);
  }
  return scope;
}

}  // namespace shouwen
