// A right that was given and not used lapses; what is owed and late is told; what has hung long enough comes down.
#include "conduct/strike_conduct.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// The clock's own: nobody's deed.
ConductEvent struck(const char* kind, const ConductSituation& situation) {
  ConductEvent event = conduct_event(kind, situation);
  event.actor_id = {};
  return event;
}

Instant end_of(Date day) { return at_local(day.plus_days(1), 0); }

std::optional<ConductEvent> strike_exposure(const ConductCase& conduct_case, const ConductSituation& situation) {
  if (!conduct_case.exposure || !conduct_case.exposure->is_up() || situation.now < end_of(*conduct_case.exposure->last_day)) return std::nullopt;
  ConductEvent event = struck("conduct_exposure_taken_down", situation);
  event.exposure = conduct_case.exposure;
  event.exposure->taken_down_at = situation.now;
  event.exposure->taken_down_by = TakeDownRule::term_over;
  event.exposure->draft.reset();
  event.exposure->outdated = false;
  return event;
}

std::optional<ConductEvent> strike_task(const ConductCase& conduct_case, const ConductSituation& situation) {
  if (conduct_case.stage != ConductStage::carrying_out) return std::nullopt;
  for (const Rectification& row : conduct_case.rectifications) {
    if (row.reported_at || row.overdue_told || situation.now < end_of(row.due_on)) continue;
    ConductEvent event = struck("conduct_rectification_overdue", situation);
    event.rectification = row;
    event.rectification->overdue_told = true;
    return event;
  }
  return std::nullopt;
}

std::optional<ConductEvent> strike_step(const ConductCase& conduct_case, const ConductSituation& situation) {
  if (!conduct_case.clock) return std::nullopt;
  const ConductClock& clock = *conduct_case.clock;
  if (clock.due_at <= situation.now && conduct_case.stage == ConductStage::hearing) {
    ConductEvent event = struck("conduct_hearing_lapsed", situation);
    event.stage = ConductStage::to_decide;
    event.hearing = conduct_case.hearing;
    event.hearing->answer = HearingAnswer::lapsed;
    event.hearing->answered_at = situation.now;
    event.clock = clock_of(situation, situation.rules.decide_within);
    return event;
  }
  if (clock.due_at <= situation.now && conduct_case.stage == ConductStage::decided) {
    ConductEvent event = struck("conduct_objection_lapsed", situation);
    event.stage = ConductStage::carrying_out;
    event.clock = clock_of(situation, situation.rules.expose_within);
    return event;
  }
  const bool due = clock.due_at <= situation.now;
  if (due ? clock.overdue : clock.warned || situation.now < clock.warn_at) return std::nullopt;
  ConductEvent event = struck(due ? "conduct_step_overdue" : "conduct_step_warned", situation);
  event.clock = clock;
  event.clock->warned = true;
  event.clock->overdue = due;
  return event;
}

}  // namespace

std::optional<ConductEvent> strike_conduct(const ConductCase& conduct_case, const ConductSituation& situation) {
  if (auto event = strike_exposure(conduct_case, situation)) return event;
  if (auto event = strike_task(conduct_case, situation)) return event;
  return strike_step(conduct_case, situation);
}

std::optional<Instant> next_strike_at(const ConductCase& conduct_case) {
  std::optional<Instant> next;
  const auto earlier = [&next](Instant at) { next = next ? std::min(*next, at) : at; };
  if (conduct_case.exposure && conduct_case.exposure->is_up()) earlier(end_of(*conduct_case.exposure->last_day));
  if (conduct_case.stage == ConductStage::carrying_out)
    for (const Rectification& row : conduct_case.rectifications)
      if (!row.reported_at && !row.overdue_told) earlier(end_of(row.due_on));
  if (conduct_case.clock && !conduct_case.clock->overdue) earlier(conduct_case.clock->warned ? conduct_case.clock->due_at : conduct_case.clock->warn_at);
  return next;
}

}  // namespace shouwen
