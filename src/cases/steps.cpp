// Recording a step of the service line a case runs through.
#include "cases/steps.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

std::vector<const ServiceStep*> steps_of(const ServiceCase& service_case, const Rulebook& rulebook) {
  std::vector<const ServiceStep*> steps;
  for (const ServiceStep& step : rulebook.steps)
    if (std::find(step.categories.begin(), step.categories.end(), service_case.category) != step.categories.end()) steps.push_back(&step);
  return steps;
}

Decision record_step(const ServiceCase& service_case, const StepInput& input, const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  if (auto refusal = refuse_unless_holder(service_case, situation)) return *refusal;
  // A tip's steps are events of its verification, with reasons and two investigators.
  if (service_case.kind == CaseKind::tip_off) return Refusal{"record_step.by_verification", clause::art_9_5, "", {}};
  const auto steps = steps_of(service_case, situation.rulebook);
  if (steps.empty()) return Refusal{"record_step.no_steps", clause::art_10_7, "", {}};
  const auto step = std::find_if(steps.begin(), steps.end(), [&input](const ServiceStep* row) { return row->code == input.step.value; });
  if (step == steps.end()) return Refusal{"record_step.unknown_step", clause::art_10_7, "/step", {{"step", input.step.value}}};
  if (service_case.has_done((*step)->code)) return Refusal{"record_step.done_already", clause::art_10_7, "/step", {{"step", (*step)->name_zh}}};
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_7, StepRecorded{(*step)->code, input.note ? input.note->value : ""});
  return std::move(writer).take();
}

}  // namespace shouwen
