// Duty clocks: what is owed by when, and how each clock ends. Art. 10(7), 10(8).
#include "cases/duties.h"

#include <algorithm>

#include "calendar/advance.h"

namespace shouwen {

namespace {

DutyChange change_of(const Duty& duty, DutyStep step, Instant at, std::string cause = {}) {
  DutyChange change;
  change.number = duty.number;
  change.kind = duty.kind;
  change.step = step;
  change.at = at;
  change.due_at = duty.due_at;
  change.cause = std::move(cause);
  return change;
}

/// A breach names who held the case when the time ran out.
DutyChange breach_of(const Duty& duty, const ServiceCase& service_case) {
  DutyChange change = change_of(duty, DutyStep::breached, duty.due_at);
  const bool the_holder_owes = !duty.owner_officer_id && !duty.owner_unit_id;
  change.owner_officer_id = the_holder_owes ? service_case.responsible_officer_id : duty.owner_officer_id;
  change.owner_unit_id = the_holder_owes ? service_case.handling_unit_id : duty.owner_unit_id;
  return change;
}

bool runs_on_working_time(const Duty& duty) {
  return !duty.sources.empty() && duty.sources.front().limit.unit != TimeUnit::min &&
         duty.sources.front().limit.unit != TimeUnit::h;
}

Instant shifted(const Duty& duty, Instant due_at, const Situation& situation) {
  const Instant paused_at = *duty.paused_at;
  if (due_at <= paused_at) return due_at;
  if (!runs_on_working_time(duty)) return due_at.plus_seconds(situation.now.seconds - paused_at.seconds);
  const std::int64_t left = working_seconds_between(situation.rulebook.calendar, paused_at, due_at);
  return advance_working_time(situation.rulebook.calendar, situation.now, left);
}

std::int64_t next_number(const std::vector<DutyChange>& changes, const ServiceCase& service_case) {
  std::int64_t last = service_case.duties.empty() ? 0 : service_case.duties.back().number;
  for (const DutyChange& change : changes) last = std::max(last, change.number);
  return last + 1;
}

bool ends_in(const std::vector<DutyChange>& changes, std::int64_t number) {
  return std::any_of(changes.begin(), changes.end(), [number](const DutyChange& change) {
    return change.number == number && (change.step == DutyStep::met || change.step == DutyStep::lifted ||
                                       change.step == DutyStep::fulfilled_late);
  });
}

}  // namespace

void arm(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, DutyKind kind,
         DutyOwner owner) {
  const Duty* owed = service_case.open_duty(kind);
  if (owed != nullptr && !ends_in(changes, owed->number)) return;
  std::vector<SourceDue> sources = due_by_source(
      situation.rulebook, {kind, service_case.kind, service_case.category, service_case.area}, situation.now);
  if (sources.empty()) return;
  DutyChange change;
  change.number = next_number(changes, service_case);
  change.kind = kind;
  change.step = DutyStep::armed;
  change.at = situation.now;
  change.due_at = sources.front().due_at;
  change.provisional = sources.front().provisional;
  change.sources = std::move(sources);
  change.owner_officer_id = owner.officer_id;
  change.owner_unit_id = owner.unit_id;
  changes.push_back(std::move(change));
}

void fulfil(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation,
            DutyKind kind, const std::string& cause) {
  const Duty* duty = service_case.open_duty(kind);
  if (duty == nullptr) return;
  const bool in_time = duty->state == DutyState::open && (duty->paused_at || situation.now <= duty->due_at);
  if (in_time) {
    changes.push_back(change_of(*duty, DutyStep::met, situation.now, cause));
    return;
  }
  if (duty->state == DutyState::open) changes.push_back(breach_of(*duty, service_case));
  changes.push_back(change_of(*duty, DutyStep::fulfilled_late, situation.now, cause));
}

void lift(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, DutyKind kind,
          const std::string& cause) {
  const Duty* duty = service_case.open_duty(kind);
  if (duty == nullptr || duty->state == DutyState::breached) return;
  const bool in_time = duty->paused_at || situation.now <= duty->due_at;
  changes.push_back(in_time ? change_of(*duty, DutyStep::lifted, situation.now, cause) : breach_of(*duty, service_case));
}

void discard(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, DutyKind kind,
             const std::string& cause) {
  const Duty* duty = service_case.open_duty(kind);
  if (duty == nullptr) return;
  const bool overdue = duty->state == DutyState::open && !duty->paused_at && situation.now > duty->due_at;
  if (overdue) changes.push_back(breach_of(*duty, service_case));
  changes.push_back(change_of(*duty, DutyStep::lifted, situation.now, cause));
}

void lift_all(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation,
              const std::string& cause) {
  for (const Duty& duty : service_case.duties)
    if (duty.state == DutyState::open && !ends_in(changes, duty.number))
      lift(changes, service_case, situation, duty.kind, cause);
}

void pause(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation,
           const std::vector<DutyKind>& kinds) {
  for (const Duty& duty : service_case.duties) {
    const bool named = std::find(kinds.begin(), kinds.end(), duty.kind) != kinds.end();
    if (named && duty.state == DutyState::open && !duty.paused_at && situation.now <= duty.due_at)
      changes.push_back(change_of(duty, DutyStep::paused, situation.now));
  }
}

void resume_paused(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation) {
  for (const Duty& duty : service_case.duties) {
    if (duty.state != DutyState::open || !duty.paused_at) continue;
    DutyChange change = change_of(duty, DutyStep::resumed, situation.now);
    change.sources = duty.sources;
    for (SourceDue& source : change.sources) source.due_at = shifted(duty, source.due_at, situation);
    change.due_at = shifted(duty, duty.due_at, situation);
    change.provisional = duty.provisional;
    changes.push_back(std::move(change));
  }
}

void rederive(std::vector<DutyChange>& changes, const ServiceCase& corrected, const Situation& situation) {
  for (const Duty& duty : corrected.duties) {
    const bool the_holder_owes = !duty.owner_officer_id && !duty.owner_unit_id;
    if (duty.state != DutyState::open || duty.paused_at || !the_holder_owes) continue;
    std::vector<SourceDue> sources = due_by_source(
        situation.rulebook, {duty.kind, corrected.kind, corrected.category, corrected.area}, duty.armed_at);
    if (sources.empty()) {
      changes.push_back(situation.now <= duty.due_at
                            ? change_of(duty, DutyStep::lifted, situation.now, "registration_corrected")
                            : breach_of(duty, corrected));
    } else if (sources != duty.sources && situation.now <= duty.due_at) {
      DutyChange change = change_of(duty, DutyStep::moved, situation.now, "registration_corrected");
      change.due_at = sources.front().due_at;
      change.provisional = sources.front().provisional;
      change.sources = std::move(sources);
      changes.push_back(std::move(change));
    }
  }
}

Instant warn_at(const Duty& duty, const Rulebook& rulebook) {
  const std::int64_t whole = duty.due_at.seconds - duty.armed_at.seconds;
  return duty.armed_at.plus_seconds(whole * rulebook.closing.warn_at_percent / 100);
}

std::optional<Instant> next_strike(const ServiceCase& service_case, const Rulebook& rulebook) {
  if (!service_case.lives()) return std::nullopt;
  std::optional<Instant> next;
  const auto consider = [&next](Instant at) { next = next ? std::min(*next, at) : at; };
  if (service_case.suspension) consider(service_case.suspension->until);
  for (const Duty& duty : service_case.duties) {
    if (duty.paused_at) continue;
    if (duty.state == DutyState::open) {
      consider(duty.warned_at ? duty.due_at.plus_seconds(1) : warn_at(duty, rulebook));
      consider(duty.due_at.plus_seconds(1));
    } else if (duty.state == DutyState::breached && !duty.ended_at && duty.escalations < 2) {
      consider(due_at(rulebook.calendar, duty.due_at, rulebook.closing.supervision_after).at);
    }
  }
  return next;
}

}  // namespace shouwen
