// From a refusal to what supervision reads.
#include "charges/charge_attempt.h"

#include <algorithm>

namespace shouwen {

Refusal ChargeAttempt::refusal() const {
  Refusal refusal{code, clause, field, {}};
  for (std::size_t i = 0; i < value_names.size() && i < values.size(); ++i) refusal.values.emplace_back(value_names[i], values[i]);
  return refusal;
}

ChargeAttempt attempt_of(const AttemptedCharge& tried, const Refusal& refusal, Instant at) {
  ChargeAttempt attempt{{}, {}, at, tried.officer_id, tried.unit_id, tried.origin, tried.payer, tried.charged_on, tried.wish, refusal.code, refusal.clause, refusal.field,
                        {}, {}, tried.source, tried.source_number};
  for (const auto& [name, value] : refusal.values) {
    attempt.value_names.push_back(name);
    attempt.values.push_back(value);
  }
  return attempt;
}

std::vector<OfficerId> told_of_attempt(const ChargeAttempt& attempt, const AttemptReaders& readers, const Organisation& organisation) {
  std::vector<OfficerId> told;
  const auto may_know = [&](OfficerId officer) { return officer && officer != attempt.officer_id && !(attempt.officer_id && organisation.is_in_line_of(attempt.officer_id, officer)); };
  for (const OfficerId officer : readers.on_duty)
    if (may_know(officer) && std::find(told.begin(), told.end(), officer) == told.end()) told.push_back(officer);
  if (!told.empty()) return told;
  const Unit* unit = organisation.unit(readers.supervision_unit_id);
  for (int step = 0; unit != nullptr && step < 8; ++step) {
    if (const OfficerId head = organisation.head_of(unit->id); may_know(head)) return {head};
    unit = organisation.unit(unit->parent_id);
  }
  return {};
}

}  // namespace shouwen
