// Duty clocks of a case: arming, fulfilling, lifting, pausing, moving. Pure: every answer is a list of duty changes.
#pragma once

#include <vector>

#include "cases/situation.h"

namespace shouwen {

struct DutyOwner {
  OfficerId officer_id;  ///< 0 with unit 0: whoever holds the case
  UnitId unit_id;
};

/// Starts a duty's clock by the strictest source in force; no change if nothing limits it or one is already owed.
void arm(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, DutyKind kind,
         DutyOwner owner = {});
/// The duty was done now: met, or breached at its due time and fulfilled late.
void fulfil(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation,
            DutyKind kind, const std::string& cause);
/// The duty has lost its reason. One already past due stays breached: lifting never hides it.
void lift(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, DutyKind kind,
          const std::string& cause);
/// What the duty was for is gone (the offer, the question, the answer that was followed up): in time it is lifted; overdue
/// it stays a breach that is owed no longer, so that the next one of its kind gets a clock of its own.
void discard(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, DutyKind kind,
             const std::string& cause);
/// Everything still owed, lifted.
void lift_all(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation,
              const std::string& cause);
/// Stops the clocks of these duties (only those still in time).
void pause(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation,
           const std::vector<DutyKind>& kinds);
/// Starts paused clocks again: each keeps the time it had left (working time for days and working hours).
void resume_paused(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation);
/// Deadlines again from the registration under a corrected kind, category or area.
void rederive(std::vector<DutyChange>& changes, const ServiceCase& corrected, const Situation& situation);
/// The earliest instant at which the clock has something to do: warn, breach, escalate, resume; nothing if none.
std::optional<Instant> next_strike(const ServiceCase& service_case, const Rulebook& rulebook);
/// When a duty's warning is due: a share of its time (rulebook: warn_at_percent).
Instant warn_at(const Duty& duty, const Rulebook& rulebook);

}  // namespace shouwen
