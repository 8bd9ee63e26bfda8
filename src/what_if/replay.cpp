// Event by event: the facts stay, the clocks are counted by the other rules.
#include "what_if/replay.h"

#include <algorithm>

#include "cases/clocks.h"

namespace shouwen {

namespace {

bool is_the_clocks_own(const EventBody& body) { return std::holds_alternative<ClockStruck>(body) || std::holds_alternative<Replanned>(body); }

/// What the ticker would have found by `at`: deadlines that passed, in the name of who held the case.
void let_deadlines_pass(ServiceCase& state, Instant at) {
  for (Duty& duty : state.duties) {
    if (duty.state != DutyState::open || duty.paused_at || at <= duty.due_at) continue;
    duty.state = DutyState::breached;
    if (!duty.owner_officer_id && !duty.owner_unit_id) duty.owner_officer_id = state.responsible_officer_id;
    if (!duty.owner_unit_id) duty.owner_unit_id = state.handling_unit_id;
  }
}

struct Owner {
  UnitId unit_id;
  OfficerId officer_id;
};

Owner owner_of(const Duty& duty, const ServiceCase& state, Instant until) {
  if (duty.owner_officer_id || duty.owner_unit_id) return {duty.owner_unit_id ? duty.owner_unit_id : state.handling_unit_id, duty.owner_officer_id};
  const Instant at = std::min(duty.ended_at.value_or(until), duty.paused_at ? until : duty.due_at);
  Owner owner{state.first_contact_unit_id, state.first_contact_id};
  for (const Holding& holding : state.holdings)
    if (holding.from <= at) owner = {holding.unit_id, holding.officer_id};
  return owner;
}

bool same_duty(const Duty& a, const Duty& b) { return a.kind == b.kind && a.armed_at == b.armed_at && a.stop == b.stop; }

DutyComparison comparison_of(const Duty* was, const Duty* would, const ServiceCase& state, Instant until) {
  const Duty& shown = was != nullptr ? *was : *would;
  DutyComparison row;
  row.kind = shown.kind;
  row.stop = shown.stop;
  if (was != nullptr) {
    row.was = ending_of(*was, until);
    row.was_due = was->due_at;
  }
  if (would != nullptr) {
    row.would = ending_of(*would, until);
    row.would_due = would->due_at;
  }
  // Who answers for it: the one who was late, if anybody was.
  const Owner owner = owner_of(would != nullptr && row.would == DutyEnding::late && row.was != DutyEnding::late ? *would : shown, state, until);
  row.unit_id = owner.unit_id;
  row.officer_id = owner.officer_id;
  return row;
}

}  // namespace

DutyEnding ending_of(const Duty& duty, Instant until) {
  switch (duty.state) {
    case DutyState::open: return !duty.paused_at && until > duty.due_at ? DutyEnding::late : DutyEnding::running;
    case DutyState::met: return DutyEnding::met;
    case DutyState::breached: return DutyEnding::late;
    case DutyState::lifted: return DutyEnding::lifted;
  }
  return DutyEnding::none;
}

ServiceCase replay(const std::vector<CaseEvent>& events, const ReplayRules& rules, Instant until) {
  ServiceCase state;
  CaseEvent told;
  for (const CaseEvent& event : events) {
    if (is_the_clocks_own(event.body)) continue;
    let_deadlines_pass(state, event.at);
    const Situation situation{{}, event.at, rules.rulebook, rules.organisation, rules.rulebook.calendars};
    told = event;
    told.number = state.version + 1;
    told.duties = clock_changes(state, event.body, situation);
    state = apply(std::move(state), told);
  }
  let_deadlines_pass(state, until);
  return state;
}

ServiceCase as_it_was(const std::vector<CaseEvent>& events) {
  ServiceCase state;
  for (const CaseEvent& event : events) state = apply(std::move(state), event);
  return state;
}

std::vector<DutyComparison> compare_duties(const ServiceCase& was, const ServiceCase& would, Instant until) {
  std::vector<DutyComparison> rows;
  rows.reserve(was.duties.size());
  std::vector<bool> taken(would.duties.size(), false);
  for (const Duty& duty : was.duties) {
    const Duty* match = nullptr;
    for (std::size_t i = 0; i < would.duties.size() && match == nullptr; ++i) {
      if (taken[i] || !same_duty(duty, would.duties[i])) continue;
      taken[i] = true;
      match = &would.duties[i];
    }
    rows.push_back(comparison_of(&duty, match, was, until));
  }
  for (std::size_t i = 0; i < would.duties.size(); ++i)
    if (!taken[i]) rows.push_back(comparison_of(nullptr, &would.duties[i], would, until));
  return rows;
}

}  // namespace shouwen
