// What keeps a unit alive.
#include "org/unit_ending.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

bool is_named(const Rulebook& rulebook, const std::string& code) {
  const CloseRules& closing = rulebook.closing;
  const bool routed = std::any_of(rulebook.routing.begin(), rulebook.routing.end(), [&code](const RoutingRule& rule) { return rule.unit_code == code; });
  return routed || closing.supervision_unit_code == code || closing.follow_up_unit_code == code || closing.public_first_contact_unit_code == code;
}

}  // namespace

Verdict may_end_unit(const Rulebook& rulebook, const Organisation& organisation, UnitId id, std::int64_t open_cases) {
  const Unit* unit = organisation.unit(id);
  if (unit == nullptr) return Refusal{"unit.unknown", clause::art_4, "", {}};
  if (unit->is_bureau_office || !unit->parent_id) return Refusal{"end_unit.bureau_office", clause::art_10_4, "", {{"name", unit->name}}};
  const auto& units = organisation.units();
  const auto below = std::count_if(units.begin(), units.end(), [id](const Unit& other) { return other.parent_id == id; });
  if (below > 0) return Refusal{"end_unit.units_below", clause::art_4, "", {{"count", std::to_string(below)}}};
  const auto& officers = organisation.officers();
  const auto left = std::count_if(officers.begin(), officers.end(), [id](const Officer& officer) { return officer.active && officer.unit_id == id; });
  if (left > 0) return Refusal{"end_unit.officers_left", clause::art_4, "", {{"count", std::to_string(left)}}};
  if (open_cases > 0) return Refusal{"end_unit.cases_left", clause::art_10_7, "", {{"count", std::to_string(open_cases)}}};
  if (is_named(rulebook, unit->code)) return Refusal{"end_unit.named_by_rulebook", clause::art_10_3, "", {{"code", unit->code}}};
  return Done{};
}

}  // namespace shouwen
