// Shifts of a unit in order; the few that may hold an instant are asked by the rule of who is on duty.
#include "what_if/roster_cover.h"

#include <algorithm>

namespace shouwen {

namespace {

/// A breach books the holder's duty to who held the case when the clock struck; somebody was needed where it lay at the moment.
UnitId unit_owing(const Duty& duty, const ServiceCase& state, Instant at) {
  const bool a_unit_owes = duty.owner_unit_id && (duty.kind == DutyKind::acceptance || !duty.owner_officer_id);
  if (a_unit_owes) return duty.owner_unit_id;
  UnitId unit = state.first_contact_unit_id;
  for (const Holding& holding : state.holdings)
    if (holding.from <= at) unit = holding.unit_id;
  return unit;
}

template <class Each>
void each_need(const ServiceCase& state, const Rulebook& rulebook, Instant until, Each each) {
  for (const Duty& duty : state.duties)
    for (const Instant at : moments_of_need(duty, rulebook))
      if (at <= until && (!duty.ended_at || at <= *duty.ended_at)) each(unit_owing(duty, state, at), at);
}

}  // namespace

RosterCover::RosterCover(const std::vector<DutyShift>& shifts, const Organisation& organisation) : organisation_(organisation) {
  for (const DutyShift& shift : shifts) {
    UnitShifts& unit = by_unit_[shift.unit_id];
    unit.shifts.push_back(shift);
    unit.longest_seconds = std::max(unit.longest_seconds, shift.to.seconds - shift.from.seconds);
  }
  for (auto& [unit, row] : by_unit_)
    std::stable_sort(row.shifts.begin(), row.shifts.end(), [](const DutyShift& a, const DutyShift& b) { return a.from < b.from; });
}

bool RosterCover::somebody_there(UnitId unit, Instant at) const {
  const auto found = by_unit_.find(unit);
  if (found == by_unit_.end()) return false;
  const std::vector<DutyShift>& shifts = found->second.shifts;
  const auto after = std::upper_bound(shifts.begin(), shifts.end(), at, [](Instant value, const DutyShift& shift) { return value < shift.from; });
  auto first = after;
  while (first != shifts.begin() && at.seconds - std::prev(first)->from.seconds < found->second.longest_seconds) --first;
  return !on_duty(std::vector<DutyShift>(first, after), organisation_, unit, at).empty();
}

std::vector<Instant> moments_of_need(const Duty& duty, const Rulebook& rulebook) {
  if (duty.kind == DutyKind::arrival) return {duty.armed_at};
  std::vector<Instant> moments;
  const std::int64_t whole = duty.due_at.seconds - duty.armed_at.seconds;
  for (const std::int64_t percent : rulebook.closing.warn_at_percents) moments.push_back(duty.armed_at.plus_seconds(whole * percent / 100));
  return moments;
}

void count_cover(WhatIfFigures& figures, const ServiceCase& was, const Rulebook& then, const RosterCover& present, const ServiceCase& would,
                 const Rulebook& draft, const RosterCover& drafted, Instant until) {
  const auto keeps = [&](UnitId unit) { return present.keeps_roster(unit) || drafted.keeps_roster(unit); };
  each_need(was, then, until, [&](UnitId unit, Instant at) {
    if (!keeps(unit)) return;
    Cover& cover = figures.by_cover[unit];
    ++cover.moments_was;
    if (!present.somebody_there(unit, at)) ++cover.nobody_was;
  });
  each_need(would, draft, until, [&](UnitId unit, Instant at) {
    if (!keeps(unit)) return;
    Cover& cover = figures.by_cover[unit];
    ++cover.moments_would;
    if (!drafted.somebody_there(unit, at)) ++cover.nobody_would;
  });
}

}  // namespace shouwen
