// Who put it right does not test it; who tests it says what he saw.
#include "conduct/rectify_conduct.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::size_t most_tasks = 20;

Refusal no(const char* code, std::string field = "", std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_9_4, std::move(field), std::move(values)};
}

bool due_day_fits(Date due_on, const ConductSituation& situation) {
  const Date last = local_date(due_at(situation.calendar, situation.now, situation.rules.rectify_longest).at);
  return local_date(situation.now) < due_on && due_on <= last;
}

Result<Rectification> task_of(const ConductCase& conduct_case, std::int64_t number) {
  for (const Rectification& row : conduct_case.rectifications)
    if (row.number == number) return row;
  return no("conduct.unknown_task");
}

}  // namespace

bool is_of_unit(const Organisation& organisation, UnitId unit_id, OfficerId officer) {
  const Officer* who = organisation.officer(officer);
  const Unit* unit = organisation.unit(unit_id);
  return who != nullptr && unit != nullptr && (unit->head_id == officer || organisation.is_within(who->unit_id, unit_id));
}

ConductDecided order_rectification(const ConductCase& conduct_case, const OrderRectificationInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_conduct_step(conduct_case, input.version, ConductStage::carrying_out, situation)) return *refused;
  if (conduct_case.rectifications.size() == most_tasks) return no("conduct.too_many_facts", "", {{"limit", std::to_string(most_tasks)}});
  if (situation.organisation.unit(input.unit_id) == nullptr) return no("conduct.unknown_unit", "/unit_id");
  if (!due_day_fits(input.due_on, situation)) return no("conduct.due_day_out_of_range", "/due_on", {{"limit", to_text(situation.rules.rectify_longest)}});
  if (auto named = refuse_third_persons(input.task.value, situation.known, "/task")) return *named;
  ConductEvent event = conduct_event("conduct_rectification_ordered", situation);
  event.rectification = Rectification{};
  event.rectification->number = static_cast<std::int64_t>(conduct_case.rectifications.size()) + 1;
  event.rectification->unit_id = input.unit_id;
  event.rectification->task.value = input.task.value;
  event.rectification->due_on = input.due_on;
  event.rectification->ordered_by_id = situation.officer_id;
  return event;
}

ConductDecided report_rectified(const ConductCase& conduct_case, std::int64_t number, const ReportRectifiedInput& input, const ConductSituation& situation) {
  auto task = task_of(conduct_case, number);
  if (!task) return task.refusal();
  if (!is_of_unit(situation.organisation, task->unit_id, situation.officer_id) || conduct_case.accused.officer_id == situation.officer_id) return no("conduct.not_your_task");
  if (auto changed = refuse_other_conduct_version(conduct_case, input.version)) return *changed;
  if (conduct_case.stage != ConductStage::carrying_out) return no("conduct.wrong_stage");
  if (task->reported_at) return no("conduct.rectified_already");
  ConductEvent event = conduct_event("conduct_rectification_reported", situation);
  event.rectification = *task;
  event.rectification->report.value = input.words.value;
  event.rectification->reported_by_id = situation.officer_id;
  event.rectification->reported_at = situation.now;
  return event;
}

ConductDecided retest_rectification(const ConductCase& conduct_case, std::int64_t number, const RetestInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_conduct_step(conduct_case, input.version, ConductStage::carrying_out, situation)) return *refused;
  const auto task = task_of(conduct_case, number);
  if (!task) return task.refusal();
  if (is_of_unit(situation.organisation, task->unit_id, situation.officer_id) || task->reported_by_id == situation.officer_id) return no("conduct.own_rectification");
  if (!task->waits_for_retest()) return no("conduct.not_rectified");
  if (!input.passed && (!input.due_on || !due_day_fits(*input.due_on, situation))) return no("conduct.due_day_out_of_range", "/due_on", {{"limit", to_text(situation.rules.rectify_longest)}});
  ConductEvent event = conduct_event(input.passed ? "conduct_rectification_passed" : "conduct_rectification_failed", situation);
  event.rectification = *task;
  event.rectification->retest.value = input.words.value;
  event.rectification->retested_by_id = situation.officer_id;
  event.rectification->passed = input.passed;
  if (input.passed) {
    event.rectification->retested_at = situation.now;
  } else {
    event.rectification->reported_at.reset();
    event.rectification->due_on = *input.due_on;
    event.rectification->overdue_told = false;
    ++event.rectification->failed;
  }
  return event;
}

ConductDecided close_conduct_case(const ConductCase& conduct_case, const SeenConductInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_conduct_step(conduct_case, input.version, ConductStage::carrying_out, situation)) return *refused;
  const auto& exposure = conduct_case.exposure;
  if (!exposure || !exposure->published_at) return no("conduct.exposure_missing");
  if (exposure->outdated && exposure->is_up()) return no("conduct.exposure_outdated");
  if (exposure->draft) return no("conduct.exposure_draft_waits");
  if (conduct_case.objection_waits()) return no("conduct.objection_waits");
  if (conduct_case.rectifications.empty()) return no("conduct.rectification_missing");
  for (const Rectification& row : conduct_case.rectifications)
    if (!row.passed) return no("conduct.rectification_open", "", {{"number", std::to_string(row.number)}});
  ConductEvent event = conduct_event("conduct_case_closed", situation);
  event.stage = ConductStage::closed;
  event.clock_stopped = true;
  return event;
}

}  // namespace shouwen
