// What would have been: the events of a case told again under other limits and calendars, beside what happened. Art. 5, 11(6)(1).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cases/case_event.h"
#include "org/organisation.h"

namespace shouwen {

/// How a duty stood at an instant. `none`: nobody owed it under these rules.
enum class DutyEnding { none, running, met, late, lifted };

/// A duty not fulfilled is late if its time is over; one that stands still is running.
DutyEnding ending_of(const Duty& duty, Instant until);

struct ReplayRules {
  const Rulebook& rulebook;      ///< limits, pauses, follow-ups and calendars to count by
  const Organisation& organisation;
};

/// The case as these rules would have left it. What people, customers and offers did stays a fact; what the clock alone did
/// (ClockStruck, Replanned) is left out and found again: a deadline that passes is a breach before anything later happens.
ServiceCase replay(const std::vector<CaseEvent>& events, const ReplayRules& rules, Instant until);
/// The case as it really stands: the fold of its events.
ServiceCase as_it_was(const std::vector<CaseEvent>& events);

struct DutyComparison {
  DutyKind kind{};
  std::string stop;              ///< of a step's duty
  DutyEnding was{}, would{};
  Instant was_due, would_due;    ///< 0 where nobody owed it
  UnitId unit_id;                ///< who owes it, or held the case when it ended
  OfficerId officer_id;          ///< 0 = the unit owes it
  bool operator==(const DutyComparison&) const = default;
};

/// The duties of both, matched by kind, step and the instant they began.
std::vector<DutyComparison> compare_duties(const ServiceCase& was, const ServiceCase& would, Instant until);

}  // namespace shouwen
