// Duty clocks of a case: arming, fulfilling, lifting, stopping, moving. Pure: every answer is a list of duty changes.
#pragma once

#include <vector>

#include "cases/situation.h"

namespace shouwen {

struct DutyOwner {
  OfficerId officer_id;  ///< 0 with unit 0: whoever holds the case
  UnitId unit_id;
};

/// What is timed: a duty, and for a step of a service line the steps that start and end it. `start` may also narrow other
/// duties to limits that begin with a certain event ("extension_granted").
struct DutyName {
  DutyKind kind{};
  std::string start = {}, stop = {};
};

/// Starts a duty's clock by the strictest source in force; no change if nothing limits it or one is already owed. `since`: what
/// started it, if that was earlier than now.
void arm(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, const DutyName& name,
         DutyOwner owner = {}, std::optional<Instant> since = {});
/// The duty was done now: met, or breached at its due time and fulfilled late. A step ends every clock it is the stop of.
void fulfil(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, const DutyName& name,
            const std::string& cause);
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
/// Stops the clocks (only those still in time) of the sources that allow the reason. A duty stands still when none of its
/// sources runs on; else the strictest that runs on becomes its deadline.
void pause(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, const PauseReason& reason);
/// Starts stopped clocks again: each source keeps the time it had left (working time for days and working hours).
void resume_paused(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation);
/// More time was granted: the deadline moves, what each source asked stays on record. Never shortens.
void extend(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation, Instant until);
/// Deadlines again from their beginning under a corrected kind, category, area, class or voltage.
void rederive(std::vector<DutyChange>& changes, const ServiceCase& corrected, const Situation& situation);
/// Deadlines again from their beginning under the situation's limits and calendars. Open duties in time only: verdicts stay.
void replan_duties(std::vector<DutyChange>& changes, const ServiceCase& service_case, const Situation& situation);

/// Whether one source held, as far as can be told now; nothing while it runs or if the duty was lifted.
std::optional<bool> source_kept(const Duty& duty, const SourceDue& source, Instant now);
/// The earliest instant at which the clock has something to do: warn, breach, escalate, resume; nothing if none.
std::optional<Instant> next_strike(const ServiceCase& service_case, const Rulebook& rulebook, const Calendars& calendars);
/// When the next warning of a running duty is due: a share of its time (rulebook: warn_at_percents). Nothing after the last.
std::optional<Instant> next_warning(const Duty& duty, const Rulebook& rulebook);
/// When the next escalation of a breach not made good is due; nothing after the last.
std::optional<Instant> next_escalation(const Duty& duty, const Rulebook& rulebook, const Calendars& calendars);

}  // namespace shouwen
