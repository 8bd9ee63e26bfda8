// Only the uppermost of the units is named: what is below it goes without saying.
#include "dashboard/report_scope.h"

#include <algorithm>

#include "org/permissions.h"

namespace shouwen {

namespace {

bool contains(const std::vector<UnitId>& units, UnitId id) { return std::find(units.begin(), units.end(), id) != units.end(); }

std::string uppermost(const api::Call& call, const std::vector<UnitId>& units) {
  std::string names;
  for (const Unit& unit : call.organisation->units()) {
    if (!contains(units, unit.id) || contains(units, unit.parent_id)) continue;
    const bool has_more = std::any_of(units.begin(), units.end(), [&](UnitId id) { return id != unit.id && call.organisation->is_within(id, unit.id); });
    names += (names.empty() ? "" : call.said("、", ", ")) + unit.name + (has_more ? call.said("及下属部门", " and the units below") : "");
  }
  return names;
}

}  // namespace

std::string report_scope(const api::Call& call) {
  const ReadScope scope = read_scope(*call.rulebook, *call.organisation, call.actor);
  if (scope.bureau) return scope.secrecy_up_to == Secrecy::sealed ? call.said("全局", "the whole bureau") : call.said("全局（密封举报除外）", "the whole bureau but for sealed tips");
  const std::string units = uppermost(call, scope.units);
  if (units.empty()) return call.said("本人经手的工单", "cases of one's own");
  return units + call.said("，以及本人经手的工单", ", and cases of one's own");
}

}  // namespace shouwen
