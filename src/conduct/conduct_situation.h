// What a rule of this room may know besides the case: who acts, when, under which table, what is known of third persons.
#pragma once

#include "base/result.h"
#include "calendar/calendar.h"
#include "conduct/conduct_case.h"
#include "conduct/third_person.h"
#include "org/organisation.h"

namespace shouwen {

/// A standing decision on the same person.
struct EarlierDecision {
  ConductCaseId id;
  Instant decided_at;
};

struct ConductSituation {
  OfficerId officer_id;                          ///< 0 = the clock
  Instant now;
  const Organisation& organisation;
  const ConductRules& rules;
  const WorkCalendar& calendar;
  UnitId supervision_unit_id = {};
  std::vector<KnownDatum> known = {};            ///< of third persons: stands in nothing the accused or the public reads
  std::vector<EarlierDecision> earlier = {};     ///< on the same person, this case's own left out
  std::int64_t next_exposure_number = 1;         ///< of the series the exposure belongs to
};
using ConductDecided = Result<ConductEvent>;

/// The accused, or of his unit or below it, now or when the case was opened; or below a unit he heads (art. 9(4), 10(7)).
bool is_of_accused_line(const Organisation& organisation, const AccusedPerson& accused, OfficerId officer);
/// Heads a unit the accused belongs to, now or when the case was opened.
bool supervised_accused(const Organisation& organisation, const AccusedPerson& accused, OfficerId officer);

/// Whom a case is kept from: the accused and his line. The head of the unit that handles a unit's case is its judge (art. 7).
bool is_kept_from(const Organisation& organisation, const ConductCase& conduct_case, OfficerId officer);

// What every verb asks first. Each returns the refusal or nothing.

/// conduct.changed_meanwhile, conduct.recused, conduct.wrong_stage.
std::optional<Refusal> refuse_conduct_step(const ConductCase& conduct_case, std::int64_t seen_version, ConductStage needed, const ConductSituation& situation);
std::optional<Refusal> refuse_other_conduct_version(const ConductCase& conduct_case, std::int64_t seen_version);
std::optional<Refusal> refuse_recused_in_conduct(const ConductCase& conduct_case, const ConductSituation& situation);

ConductEvent conduct_event(const char* kind, const ConductSituation& situation);
/// The clock of a step that begins now.
ConductClock clock_of(const ConductSituation& situation, const Limit& limit);
bool is_investigator(const ConductCase& conduct_case, OfficerId officer);

}  // namespace shouwen
