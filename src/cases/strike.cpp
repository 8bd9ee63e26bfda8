// The clock's own decisions: nobody has to remember a deadline, and nobody misses one because nobody was told.
#include "cases/strike.h"

#include <algorithm>
#include <functional>

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
  change.start = duty.start;
  change.stop = duty.stop;
  change.step = step;
  change.at = at;
  change.due_at = duty.due_at;
  return change;
}

/// Heads from a unit upwards, each once, without those the case is about or whose line is.
std::vector<OfficerId> heads_above(UnitId unit_id, const ServiceCase& service_case, const Situation& situation) {
  std::vector<OfficerId> heads;
  for (const Unit* unit = situation.organisation.unit(unit_id); unit != nullptr; unit = situation.organisation.unit(unit->parent_id)) {
    const bool fits = unit->head_id && !refuse_recused_officer(service_case, situation, unit->head_id);
    if (fits && std::find(heads.begin(), heads.end(), unit->head_id) == heads.end()) heads.push_back(unit->head_id);
  }
  return heads;
}

/// Whom a step of escalation tells (art. 6, 7). The supervision is told whatever stands in between.
std::vector<OfficerId> told_by(const EscalationRule& rule, const Duty& duty, const ServiceCase& service_case, const Situation& situation) {
  const std::vector<OfficerId> heads = heads_above(unit_owing(duty, service_case), service_case, situation);
  std::vector<OfficerId> told;
  const auto tell = [&told](OfficerId officer) {
    if (officer && std::find(told.begin(), told.end(), officer) == told.end()) told.push_back(officer);
  };
  for (const EscalationTarget target : rule.tell) switch (target) {
      case EscalationTarget::head: tell(heads.empty() ? OfficerId{} : heads.front()); break;
      case EscalationTarget::superior: tell(heads.size() < 2 ? OfficerId{} : heads[1]); break;
      case EscalationTarget::leader: tell(heads.empty() ? OfficerId{} : heads.back()); break;
      case EscalationTarget::supervision: {
        const Unit* unit = situation.organisation.unit_by_code(situation.rulebook.closing.supervision_unit_code);
        tell(unit ? situation.organisation.head_of(unit->id) : OfficerId{});
        break;
      }
    }
  return told;
}

ClockStruck struck(const std::vector<OfficerId>& told) {
  if (told.empty()) return {};
  return {told.front(), {told.begin() + 1, told.end()}, {}};
}

bool is_there(OfficerId officer, const Situation& situation) {
  const Officer* known = situation.organisation.officer(officer);
  return known != nullptr && known->active && !situation.organisation.is_absent(officer, situation.now);
}

/// Who owes the duty, and, if neither he nor his deputy is there, the first head above who is.
std::vector<OfficerId> warned_for(const Duty& duty, const ServiceCase& service_case, const Situation& situation) {
  const bool a_unit_owes = duty.owner_unit_id && !duty.owner_officer_id;
  const OfficerId owes = duty.owner_officer_id ? duty.owner_officer_id
                         : a_unit_owes         ? situation.organisation.head_of(duty.owner_unit_id)
                                               : service_case.responsible_officer_id;
  std::vector<OfficerId> told;
  if (owes) told.push_back(owes);
  const Officer* officer = situation.organisation.officer(owes);
  if (is_there(owes, situation) || (officer != nullptr && is_there(officer->deputy_id, situation))) return told;
  for (const OfficerId head : heads_above(unit_owing(duty, service_case), service_case, situation)) {
    if (head == owes || !is_there(head, situation)) continue;
    told.push_back(head);
    break;
  }
  return told;
}

/// The deadline passed: it is a breach, and whoever must know at once is told.
void strike_breach(DecisionWriter& writer, const Duty& duty) {
  const ServiceCase& state = writer.state();
  DutyChange breach = step_of(duty, DutyStep::breached, duty.due_at);
  const bool the_holder_owes = !duty.owner_officer_id && !duty.owner_unit_id;
  breach.owner_officer_id = the_holder_owes ? state.responsible_officer_id : duty.owner_officer_id;
  breach.owner_unit_id = unit_owing(duty, state);
  const auto& escalations = writer.situation().rulebook.closing.escalations;
  if (escalations.empty() || escalations.front().after) {
    writer.add_struck(clause::art_10_7, ClockStruck{}, {breach});
    return;
  }
  const std::vector<OfficerId> told = told_by(escalations.front(), duty, state, writer.situation());
  writer.add_struck(clause::art_10_7, struck(told), {breach, step_of(duty, DutyStep::escalated, writer.situation().now)});
}

void strike_escalations(DecisionWriter& writer, const std::function<Duty()>& find) {
  const Situation& situation = writer.situation();
  for (Duty duty = find(); duty.state == DutyState::breached && !duty.ended_at; duty = find()) {
    const auto at = next_escalation(duty, situation.rulebook, situation.calendars);
    if (!at || *at > situation.now) return;
    const EscalationRule& rule = situation.rulebook.closing.escalations[static_cast<std::size_t>(duty.escalations)];
    writer.add_struck(clause::art_6, struck(told_by(rule, duty, writer.state(), situation)), {step_of(duty, DutyStep::escalated, situation.now)});
  }
}

void strike_duty(DecisionWriter& writer, std::int64_t number) {
  // Copied: adding an event replaces the state the duty lives in.
  const auto find = [&writer, number]() -> Duty {
    for (const Duty& duty : writer.state().duties)
      if (duty.number == number) return duty;
    return {};
  };
  const Situation& situation = writer.situation();
  const Instant now = situation.now;
  const Duty duty = find();
  if (duty.paused_at) return;
  const auto warning = next_warning(duty, situation.rulebook);
  if (duty.state == DutyState::open && warning && now >= *warning && now <= duty.due_at) {
    writer.add_struck(clause::art_10_7, struck(warned_for(duty, writer.state(), situation)), {step_of(duty, DutyStep::warned, now)});
    return;
  }
  if (duty.state == DutyState::open && now > duty.due_at) {
    const bool lapses = duty.kind == DutyKind::acceptance && writer.state().offer.has_value();
    if (lapses) {
      let_offer_lapse(writer);
      return;
    }
    strike_breach(writer, duty);
  }
  strike_escalations(writer, find);
}

}  // namespace

std::vector<CaseEvent> strike(const ServiceCase& service_case, const Situation& situation) {
  DecisionWriter writer(service_case, situation);
  if (!service_case.lives()) return {};
  if (service_case.suspension && situation.now >= service_case.suspension->until) writer.add(clause::art_10_7, Resumed{"longest_pause_over"});
  const std::size_t count = writer.state().duties.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t number = writer.state().duties[i].number;
    strike_duty(writer, number);
  }
  return *std::move(writer).take();
}

std::vector<CaseEvent> escalate_unread(const ServiceCase& service_case, OfficerId unread_by, const Situation& situation) {
  DecisionWriter writer(service_case, situation);
  if (!service_case.lives()) return {};
  for (const Duty& duty : service_case.duties) {
    if (duty.state != DutyState::open || duty.paused_at || !duty.warned_at) continue;
    std::vector<OfficerId> heads = heads_above(unit_owing(duty, service_case), service_case, situation);
    std::erase(heads, unread_by);
    std::erase_if(heads, [&situation](OfficerId head) { return !is_there(head, situation); });
    if (heads.empty()) return {};
    ClockStruck body = struck({heads.front()});
    body.unread_by_id = unread_by;
    writer.add_struck(clause::art_10_7, std::move(body), {step_of(duty, DutyStep::warned, situation.now)});
    break;
  }
  return *std::move(writer).take();
}

}  // namespace shouwen
