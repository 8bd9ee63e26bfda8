// Duty clocks: what is owed by when, and how each clock ends. Art. 10(7), 10(8).
#include "cases/duties.h"

#include <algorithm>

namespace shouwen {

namespace {

DutyChange change_of(const Duty& duty, DutyStep step, Instant at, std::string cause = {}) {
  DutyChange change;
  change.number = duty.number;
  change.kind = duty.kind;
  change.start = duty.start;
  change.stop = duty.stop;
  change.step = step;
  change.at = at;
  change.due_at = duty.due_at;
  change.cause = std::move(cause);
  return change;
}

bool the_holder_owes(const Duty& duty) { return !duty.owner_officer_id && !duty.owner_unit_id; }

/// A breach names who held the case when the time ran out.
DutyChange breach_of(const Duty& duty, const ServiceCase& service_case) {
  DutyChange change = change_of(duty, DutyStep::breached, duty.due_at);
  change.owner_officer_id = the_holder_owes(duty) ? service_case.responsible_officer_id : duty.owner_officer_id;
  change.owner_unit_id = the_holder_owes(duty) ? service_case.handling_unit_id : duty.owner_unit_id;
  return change;
}

DutyScope scope_of(const ServiceCase& service_case, const Situation& situation, const DutyName& name, UnitId owner) {
  const Unit* unit = situation.organisation.unit(owner ? owner : service_case.handling_unit_id);
  return {name.kind, service_case.kind, service_case.category, service_case.area, service_case.channel, service_case.customer_class,
          service_case.voltage, name.start, name.stop, unit == nullptr ? "" : unit->code};
}

const WorkCalendar& calendar_of(const SourceDue& source, const ServiceCase& service_case, const Situation& situation, const Duty& duty) {
  const LimitRule* rule = situation.rulebook.limit(source.limit_id);
  if (rule == nullptr) return situation.calendars.bureau;
  return calendar_for(situation.calendars, *rule, scope_of(service_case, situation, {duty.kind, duty.start, duty.stop}, duty.owner_unit_id).unit_code);
}

bool allows_pause(const SourceDue& source, DutyKind kind, const PauseReason& reason, const Rulebook& rulebook) {
  const LimitRule* rule = rulebook.limit(source.limit_id);
  if (rule != nullptr && rule->pauses) return std::find(rule->pauses->begin(), rule->pauses->end(), reason.code) != rule->pauses->end();
  return std::find(reason.pauses.begin(), reason.pauses.end(), kind) != reason.pauses.end();
}

/// The earliest of the sources that run; nothing if all stand still.
std::optional<Instant> running_due(const std::vector<SourceDue>& sources) {
  std::optional<Instant> due;
  for (const SourceDue& source : sources)
    if (!source.paused_at) due = due ? std::min(*due, source.due_at) : source.due_at;
  return due;
}

Instant strictest(const std::vector<SourceDue>& sources) {
  return std::min_element(sources.begin(), sources.end(), [](const SourceDue& a, const SourceDue& b) { return a.due_at < b.due_at; })->due_at;
}

bool is_provisional(const std::vector<SourceDue>& sources) {
  return std::any_of(sources.begin(), sources.end(), [](const SourceDue& source) { return source.provisional; });
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

bool stands_still(const Duty& duty) {
  return duty.paused_at || std::any_of(duty.sources.begin(), duty.sources.end(), [](const SourceDue& source) { return source.paused_at.has_value(); });
}

const PauseReason* reason_of(const Pause& pause, const Rulebook& rulebook) {
  const auto found = std::find_if(rulebook.pause_reasons.begin(), rulebook.pause_reasons.end(), [&pause](const PauseReason& row) { return row.code == pause.reason; });
  return found == rulebook.pause_reasons.end() ? nullptr : &*found;
}

/// The source's deadline, once its clock stood still for a while: later by that, and provisional if that leads into a year not decreed.
void stand_still(SourceDue& source, const WorkCalendar& calendar, Instant armed_at, StandStill pause) {
  source.due_at = shift_due(calendar, source.due_at, source.limit, pause);
  const bool by_the_clock = source.limit.unit == TimeUnit::min || source.limit.unit == TimeUnit::h;
  source.provisional = source.provisional || (!by_the_clock && crosses_undecreed(calendar, armed_at, source.due_at));
}

/// Every source's deadline from the duty's beginning, with the pauses that have ended since.
std::vector<SourceDue> counted_anew(const Duty& duty, const ServiceCase& service_case, const Situation& situation) {
  const DutyScope scope = scope_of(service_case, situation, {duty.kind, duty.start, duty.stop}, duty.owner_unit_id);
  std::vector<SourceDue> sources = due_by_source(situation.rulebook, situation.calendars, scope, duty.armed_at);
  for (SourceDue& source : sources)
    for (const Pause& pause : service_case.pauses) {
      const PauseReason* reason = reason_of(pause, situation.rulebook);
      const bool stopped = pause.to && reason != nullptr && pause.from >= duty.armed_at && allows_pause(source, duty.kind, *reason, situation.rulebook);
      if (stopped) stand_still(source, calendar_of(source, service_case, situation, duty), duty.armed_at, {pause.from, *pause.to});
    }
  std::stable_sort(sources.begin(), sources.end(), [](const SourceDue& a, const SourceDue& b) { return a.due_at < b.due_at; });
  return sources;
}

void lift_one(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, const Duty& duty, const std::string& cause) {
  if (duty.state != DutyState::open || ends_in(changes, duty.number)) return;
  const bool in_time = duty.paused_at || situation.now <= duty.due_at;
  changes.push_back(in_time ? change_of(duty, DutyStep::lifted, situation.now, cause) : breach_of(duty, service_case));
}

DutyChange moved_to(const Duty& duty, std::vector<SourceDue> sources, Instant at, const char* cause) {
  DutyChange change = change_of(duty, DutyStep::moved, at, cause);
  change.due_at = duty.extended_to ? std::max(*duty.extended_to, strictest(sources)) : strictest(sources);
  change.provisional = is_provisional(sources);
  change.sources = std::move(sources);
  return change;
}

}  // namespace

void arm(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, const DutyName& name, DutyOwner owner,
         std::optional<Instant> since) {
  const bool is_owed = std::any_of(service_case.duties.begin(), service_case.duties.end(), [&](const Duty& duty) {
    const bool is_same = duty.kind == name.kind && (name.kind != DutyKind::step || (duty.start == name.start && duty.stop == name.stop));
    return is_same && duty.is_owed() && !ends_in(changes, duty.number);
  });
  if (is_owed) return;
  const Instant from = since.value_or(situation.now);
  std::vector<SourceDue> sources = due_by_source(situation.rulebook, situation.calendars, scope_of(service_case, situation, name, owner.unit_id), from);
  if (sources.empty()) return;
  DutyChange change;
  change.number = next_number(changes, service_case);
  change.kind = name.kind;
  change.start = name.start;
  change.stop = name.stop;
  change.step = DutyStep::armed;
  change.at = from;
  change.due_at = sources.front().due_at;
  change.provisional = is_provisional(sources);
  change.sources = std::move(sources);
  change.owner_officer_id = owner.officer_id;
  change.owner_unit_id = owner.unit_id;
  changes.push_back(std::move(change));
}

void fulfil(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, const DutyName& name,
            const std::string& cause) {
  for (const Duty& duty : service_case.duties) {
    if (duty.kind != name.kind || duty.stop != name.stop || !duty.is_owed()) continue;
    const bool in_time = duty.state == DutyState::open && (duty.paused_at || situation.now <= duty.due_at);
    if (!in_time && duty.state == DutyState::open) changes.push_back(breach_of(duty, service_case));
    changes.push_back(change_of(duty, in_time ? DutyStep::met : DutyStep::fulfilled_late, situation.now, cause));
  }
}

void lift(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, DutyKind kind,
          const std::string& cause) {
  for (const Duty& duty : service_case.duties)
    if (duty.kind == kind) lift_one(changes, service_case, situation, duty, cause);
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
  for (const Duty& duty : service_case.duties) lift_one(changes, service_case, situation, duty, cause);
}

void pause(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, const PauseReason& reason) {
  for (const Duty& duty : service_case.duties) {
    if (duty.state != DutyState::open || duty.paused_at || situation.now > duty.due_at) continue;
    std::vector<SourceDue> sources = duty.sources;
    bool stopped = false;
    for (SourceDue& source : sources) {
      if (source.due_at < situation.now || !allows_pause(source, duty.kind, reason, situation.rulebook)) continue;
      source.paused_at = situation.now;
      stopped = true;
    }
    if (!stopped) continue;
    const std::optional<Instant> runs_on = running_due(sources);
    // Of a duty with more time granted, what ran out before may stay behind: the granted time is what stands still.
    DutyChange change = change_of(duty, runs_on && !duty.extended_to ? DutyStep::moved : DutyStep::paused, situation.now, reason.code);
    if (change.step == DutyStep::moved) change.due_at = *runs_on;
    change.provisional = duty.provisional;
    change.sources = std::move(sources);
    changes.push_back(std::move(change));
  }
}

namespace {

/// What the days known now make of a source whose clock has stood still since `since`; without them what it was.
SourceDue by_days_known_now(const SourceDue& source, const std::vector<SourceDue>& anew, Instant since) {
  const auto found = std::find_if(anew.begin(), anew.end(), [&source](const SourceDue& row) { return row.limit_id == source.limit_id; });
  // A clock that was in time when it stopped is in time when it goes on: later days give no verdict on what was before.
  return found == anew.end() || found->due_at < since ? source : *found;
}

}  // namespace

void resume_paused(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation) {
  for (const Duty& duty : service_case.duties) {
    if (duty.state != DutyState::open || !stands_still(duty)) continue;
    DutyChange change = change_of(duty, DutyStep::resumed, situation.now);
    change.sources = duty.sources;
    // Whatever was decreed meanwhile passed this clock by while it stood still (see replan_duties).
    const std::vector<SourceDue> anew = counted_anew(duty, service_case, situation);
    for (SourceDue& source : change.sources) {
      // States of before kept one instant for all sources.
      const std::optional<Instant> since = source.paused_at ? source.paused_at : duty.paused_at;
      if (since) {
        source = by_days_known_now(source, anew, *since);
        stand_still(source, calendar_of(source, service_case, situation, duty), duty.armed_at, {*since, situation.now});
      }
      source.paused_at.reset();
    }
    change.due_at = strictest(change.sources);
    if (duty.extended_to) {
      const SourceDue& first = duty.sources.front();
      change.due_at = duty.paused_at ? shift_due(calendar_of(first, service_case, situation, duty), duty.due_at, first.limit, {*duty.paused_at, situation.now}) : duty.due_at;
    }
    change.provisional = is_provisional(change.sources);
    changes.push_back(std::move(change));
  }
}

void extend(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, Instant until) {
  const Duty* duty = service_case.open_duty(DutyKind::reply);
  if (duty == nullptr) return;
  DutyChange change = change_of(*duty, DutyStep::moved, situation.now, "extension_granted");
  // A pause since the request may have moved the deadline beyond what was asked for.
  change.due_at = std::max(until, duty->due_at);
  change.sources = duty->sources;
  change.provisional = duty->provisional;
  changes.push_back(std::move(change));
}

void rederive(std::vector<DutyChange>& changes, const ServiceCase& corrected, const Situation& situation) {
  for (const Duty& duty : corrected.duties) {
    if (duty.state != DutyState::open || stands_still(duty) || !the_holder_owes(duty)) continue;
    std::vector<SourceDue> sources = counted_anew(duty, corrected, situation);
    if (sources.empty()) {
      changes.push_back(situation.now <= duty.due_at ? change_of(duty, DutyStep::lifted, situation.now, "registration_corrected") : breach_of(duty, corrected));
    } else if (sources != duty.sources && situation.now <= duty.due_at) {
      changes.push_back(moved_to(duty, std::move(sources), situation.now, "registration_corrected"));
    }
  }
}

void replan_duties(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation) {
  for (const Duty& duty : service_case.duties) {
    // A clock that stands still is counted anew when it goes on; one past its time has its verdict.
    if (duty.state != DutyState::open || stands_still(duty) || situation.now > duty.due_at) continue;
    std::vector<SourceDue> sources = counted_anew(duty, service_case, situation);
    if (!sources.empty() && sources != duty.sources) changes.push_back(moved_to(duty, std::move(sources), situation.now, "replanned"));
  }
}

std::optional<bool> source_kept(const Duty& duty, const SourceDue& source, Instant now) {
  if (duty.state == DutyState::lifted) return std::nullopt;
  if (duty.fulfilled_at) return *duty.fulfilled_at <= source.due_at || source.paused_at.has_value();
  const Instant until = duty.ended_at.value_or(now);
  if (source.paused_at || until <= source.due_at) return std::nullopt;
  return false;
}

std::optional<Instant> next_warning(const Duty& duty, const Rulebook& rulebook) {
  const std::int64_t whole = duty.due_at.seconds - duty.armed_at.seconds;
  for (const std::int64_t percent : rulebook.closing.warn_at_percents) {
    const Instant at = duty.armed_at.plus_seconds(whole * percent / 100);
    if (!duty.warned_at || at > *duty.warned_at) return at;
  }
  return std::nullopt;
}

std::optional<Instant> next_escalation(const Duty& duty, const Rulebook& rulebook, const Calendars& calendars) {
  const auto& steps = rulebook.closing.escalations;
  if (duty.escalations >= static_cast<std::int64_t>(steps.size())) return std::nullopt;
  const EscalationRule& next = steps[static_cast<std::size_t>(duty.escalations)];
  return next.after ? due_at(calendars.bureau, duty.due_at, *next.after).at : duty.due_at;
}

std::optional<Instant> next_strike(const ServiceCase& service_case, const Rulebook& rulebook, const Calendars& calendars) {
  if (!service_case.lives()) return std::nullopt;
  std::optional<Instant> next;
  const auto consider = [&next](std::optional<Instant> at) {
    if (at) next = next ? std::min(*next, *at) : *at;
  };
  if (service_case.suspension) consider(service_case.suspension->until);
  for (const Duty& duty : service_case.duties) {
    if (duty.paused_at) continue;
    if (duty.state == DutyState::open) {
      const auto warning = next_warning(duty, rulebook);
      if (warning && *warning <= duty.due_at) consider(warning);
      consider(duty.due_at.plus_seconds(1));
    } else if (duty.state == DutyState::breached && !duty.ended_at) {
      consider(next_escalation(duty, rulebook, calendars));
    }
  }
  return next;
}

}  // namespace shouwen
