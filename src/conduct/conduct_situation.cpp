// Recusal and the questions every verb of a violation case asks first.
#include "conduct/conduct_situation.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

bool is_of_accused_line(const Organisation& organisation, const AccusedPerson& accused, OfficerId officer) {
  if (!officer) return false;
  if (organisation.is_in_line_of(accused.officer_id, officer)) return true;
  const Officer* who = organisation.officer(officer);
  return who != nullptr && accused.unit_id && organisation.is_within(who->unit_id, accused.unit_id);
}

bool supervised_accused(const Organisation& organisation, const AccusedPerson& accused, OfficerId officer) {
  const Officer* now = organisation.officer(accused.officer_id);
  return std::any_of(organisation.units().begin(), organisation.units().end(), [&](const Unit& unit) {
    return unit.head_id == officer && (organisation.is_within(accused.unit_id, unit.id) || (now != nullptr && organisation.is_within(now->unit_id, unit.id)));
  });
}

bool is_kept_from(const Organisation& organisation, const ConductCase& conduct_case, OfficerId officer) {
  if (officer == conduct_case.accused.officer_id) return true;
  const Unit* unit = organisation.unit(conduct_case.unit_id);
  if (conduct_case.level == ConductLevel::unit && unit != nullptr && unit->head_id == officer) return false;
  return is_of_accused_line(organisation, conduct_case.accused, officer);
}

std::optional<Refusal> refuse_other_conduct_version(const ConductCase& conduct_case, std::int64_t seen_version) {
  if (seen_version != 0 && seen_version != conduct_case.version) return Refusal{"conduct.changed_meanwhile", clause::art_9_4, "", {}};
  return std::nullopt;
}

std::optional<Refusal> refuse_recused_in_conduct(const ConductCase& conduct_case, const ConductSituation& situation) {
  if (is_kept_from(situation.organisation, conduct_case, situation.officer_id)) return Refusal{"conduct.recused", clause::art_9_4, "", {}};
  return std::nullopt;
}

std::optional<Refusal> refuse_conduct_step(const ConductCase& conduct_case, std::int64_t seen_version, ConductStage needed, const ConductSituation& situation) {
  if (auto changed = refuse_other_conduct_version(conduct_case, seen_version)) return changed;
  if (auto recused = refuse_recused_in_conduct(conduct_case, situation)) return recused;
  if (conduct_case.stage != needed) return Refusal{"conduct.wrong_stage", clause::art_9_4, "", {}};
  return std::nullopt;
}

ConductEvent conduct_event(const char* kind, const ConductSituation& situation) { return {kind, situation.officer_id, situation.now, clause::art_9_4}; }

ConductClock clock_of(const ConductSituation& situation, const Limit& limit) {
  const Instant due = due_at(situation.calendar, situation.now, limit).at;
  const std::int64_t whole = due.seconds - situation.now.seconds;
  return {due, situation.now.plus_seconds(whole * situation.rules.warn_percent / 100), false, false};
}

bool is_investigator(const ConductCase& conduct_case, OfficerId officer) {
  return std::find(conduct_case.investigator_ids.begin(), conduct_case.investigator_ids.end(), officer) != conduct_case.investigator_ids.end();
}

}  // namespace shouwen
