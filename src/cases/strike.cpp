// The clock's own decisions: nobody has to remember a deadline.
#include "cases/strike.h"

#include "cases/duties.h"
#include "cases/transfer.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

UnitId unit_owing(const Duty& duty, const ServiceCase& service_case) {
  return duty.owner_unit_id ? duty.owner_unit_id : service_case.handling_unit_id;
}

DutyChange step_of(const Duty& duty, DutyStep step, Instant at) {
  DutyChange change;
  change.number = duty.number;
  change.kind = duty.kind;
  change.step = step;
  change.at = at;
  change.due_at = duty.due_at;
  return change;
}

/// The deadline passed: it is a breach, and the head of whoever owes it is told at once.
void strike_breach(DecisionWriter& writer, const Duty& duty) {
  const ServiceCase& state = writer.state();
  DutyChange breach = step_of(duty, DutyStep::breached, duty.due_at);
  const bool the_holder_owes = !duty.owner_officer_id && !duty.owner_unit_id;
  breach.owner_officer_id = the_holder_owes ? state.responsible_officer_id : duty.owner_officer_id;
  breach.owner_unit_id = unit_owing(duty, state);
  DutyChange escalation = step_of(duty, DutyStep::escalated, writer.situation().now);
  const OfficerId head = writer.situation().organisation.head_of(unit_owing(duty, state));
  writer.add(clause::art_10_7, ClockStruck{head}, {breach, escalation});
}

void strike_supervision(DecisionWriter& writer, const Duty& duty) {
  const Rulebook& rulebook = writer.situation().rulebook;
  const Unit* unit = writer.situation().organisation.unit_by_code(rulebook.closing.supervision_unit_code);
  const OfficerId told = unit ? writer.situation().organisation.head_of(unit->id) : OfficerId{};
  writer.add(clause::art_6, ClockStruck{told}, {step_of(duty, DutyStep::escalated, writer.situation().now)});
}

void strike_duty(DecisionWriter& writer, std::int64_t number) {
  // Copied: adding an event replaces the state the duty lives in.
  const auto find = [&writer, number]() -> Duty {
    for (const Duty& duty : writer.state().duties)
      if (duty.number == number) return duty;
    return {};
  };
  const Instant now = writer.situation().now;
  const Rulebook& rulebook = writer.situation().rulebook;
  Duty duty = find();
  if (duty.paused_at) return;
  if (duty.state == DutyState::open && !duty.warned_at && now >= warn_at(duty, rulebook) && now <= duty.due_at) {
    writer.add(clause::art_10_7, ClockStruck{writer.state().responsible_officer_id}, {step_of(duty, DutyStep::warned, now)});
    return;
  }
  if (duty.state == DutyState::open && now > duty.due_at) {
    const bool lapses = duty.kind == DutyKind::acceptance && writer.state().offer.has_value();
    if (lapses) {
      let_offer_lapse(writer);
      return;
    }
    strike_breach(writer, duty);
    duty = find();
  }
  const bool unfulfilled = duty.state == DutyState::breached && !duty.ended_at && duty.escalations < 2;
  if (unfulfilled && now >= due_at(rulebook.calendar, duty.due_at, rulebook.closing.supervision_after).at)
    strike_supervision(writer, duty);
}

}  // namespace

std::vector<CaseEvent> strike(const ServiceCase& service_case, const Situation& situation) {
  DecisionWriter writer(service_case, situation);
  if (!service_case.lives()) return {};
  if (service_case.suspension && situation.now >= service_case.suspension->until) {
    std::vector<DutyChange> duties;
    resume_paused(duties, service_case, situation);
    writer.add(clause::art_10_7, Resumed{"longest_pause_over"}, std::move(duties));
  }
  const std::size_t count = writer.state().duties.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t number = writer.state().duties[i].number;
    strike_duty(writer, number);
  }
  return *std::move(writer).take();
}

}  // namespace shouwen
