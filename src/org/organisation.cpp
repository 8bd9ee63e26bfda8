// The organisation's answers: lines, heads, deputies, recusal.
#include "org/organisation.h"

#include <algorithm>

namespace shouwen {

Organisation::Organisation(std::vector<Unit> units, std::vector<Officer> officers)
    : units_(std::move(units)), officers_(std::move(officers)) {
  for (std::size_t i = 0; i < units_.size(); ++i) {
    unit_index_.emplace(units_[i].id, i);
    if (units_[i].is_bureau_office) bureau_office_ = units_[i].id;
  }
  for (std::size_t i = 0; i < officers_.size(); ++i) officer_index_.emplace(officers_[i].id, i);
}

const Unit* Organisation::unit(UnitId id) const {
  const auto found = unit_index_.find(id);
  return found == unit_index_.end() ? nullptr : &units_[found->second];
}

const Unit* Organisation::unit_by_code(const std::string& code) const {
  const auto found = std::find_if(units_.begin(), units_.end(), [&code](const Unit& unit) { return unit.code == code; });
  return found == units_.end() ? nullptr : &*found;
}

const Officer* Organisation::officer(OfficerId id) const {
  const auto found = officer_index_.find(id);
  return found == officer_index_.end() ? nullptr : &officers_[found->second];
}

const Officer* Organisation::officer_by_code(const std::string& code) const {
  const auto found = std::find_if(officers_.begin(), officers_.end(), [&code](const Officer& officer) { return officer.code == code; });
  return found == officers_.end() ? nullptr : &*found;
}

bool Organisation::is_within(UnitId unit_id, UnitId ancestor) const {
  for (const Unit* unit = this->unit(unit_id); unit != nullptr; unit = this->unit(unit->parent_id))
    if (unit->id == ancestor) return true;
  return false;
}

bool Organisation::has_role(OfficerId id, const std::string& role) const {
  const Officer* officer = this->officer(id);
  return officer != nullptr && std::find(officer->roles.begin(), officer->roles.end(), role) != officer->roles.end();
}

bool Organisation::is_absent(OfficerId id, Instant at) const {
  const Officer* officer = this->officer(id);
  if (officer == nullptr) return false;
  return std::any_of(officer->absences.begin(), officer->absences.end(),
                     [at](const Absence& absence) { return absence.from <= at && at < absence.to; });
}

OfficerId Organisation::head_of(UnitId unit_id) const {
  for (const Unit* unit = this->unit(unit_id); unit != nullptr; unit = this->unit(unit->parent_id)) {
    const Officer* head = officer(unit->head_id);
    if (head != nullptr && head->active) return head->id;
  }
  return {};
}

OfficerId Organisation::superior_of(OfficerId id) const {
  const Officer* officer = this->officer(id);
  if (officer == nullptr) return {};
  const OfficerId head = head_of(officer->unit_id);
  if (head != id) return head;
  const Unit* unit = this->unit(officer->unit_id);
  return unit != nullptr && unit->parent_id ? head_of(unit->parent_id) : OfficerId{};
}

bool Organisation::unit_is_in_line_of(OfficerId accused_id, UnitId unit_id) const {
  const Officer* accused = officer(accused_id);
  if (accused == nullptr) return false;
  if (is_within(unit_id, accused->unit_id)) return true;
  return std::any_of(units_.begin(), units_.end(), [&](const Unit& unit) {
    return unit.head_id == accused_id && is_within(unit_id, unit.id);
  });
}

bool Organisation::is_in_line_of(OfficerId accused, OfficerId id) const {
  if (accused == id) return true;
  const Officer* officer = this->officer(id);
  return officer != nullptr && unit_is_in_line_of(accused, officer->unit_id);
}

UnitId Organisation::station_of(UnitId unit_id) const {
  for (const Unit* unit = this->unit(unit_id); unit != nullptr; unit = this->unit(unit->parent_id))
    if (unit->kind == UnitKind::supply_station) return unit->id;
  return {};
}

}  // namespace shouwen
