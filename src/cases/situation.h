// What a rule may know besides the case: who acts, when, under which rulebook, in which organisation. And what it answers.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cases/case_event.h"
#include "org/permissions.h"

namespace shouwen {

struct Situation {
  Actor actor;
  Instant now;
  const Rulebook& rulebook;          ///< the version the case is pinned to
  const Organisation& organisation;
  const Calendars& calendars;        ///< as known now: days are facts, so they are not pinned like limits
};

/// The events a command decides, in order, or the reason why not.
using Decision = Result<std::vector<CaseEvent>>;

/// Collects the events of one decision and keeps the state they lead to, so that verbs compose.
class DecisionWriter {
 public:
  DecisionWriter(ServiceCase before, const Situation& situation);

  const ServiceCase& state() const { return state_; }
  const Situation& situation() const { return situation_; }
  /// What the event does to the clocks is the same for every verb (clocks.h).
  void add(const char* clause, EventBody body);
  /// The clock's own events say which duty they strike.
  void add_struck(const char* clause, ClockStruck body, std::vector<DutyChange> duties);
  Decision take() && { return std::move(events_); }

 private:
  void add_with(const char* clause, EventBody body, std::vector<DutyChange> duties);

  ServiceCase state_;
  const Situation& situation_;
  std::vector<CaseEvent> events_;
};

// Who stands where. Each returns the refusal or nothing.

/// The accountable holder, or the deputy of a holder who is absent now.
std::optional<Refusal> refuse_unless_holder(const ServiceCase& service_case, const Situation& situation);
std::optional<Refusal> refuse_unless_open(const ServiceCase& service_case);
/// Nobody handles a case about himself; complaints and tips stay out of the accused's line (art. 9(4), 10(7)).
std::optional<Refusal> refuse_recused_officer(const ServiceCase& service_case, const Situation& situation, OfficerId officer);
std::optional<Refusal> refuse_recused_unit(const ServiceCase& service_case, const Situation& situation, UnitId unit);

/// What permissions look at.
CaseFacts facts_of(const ServiceCase& service_case);

}  // namespace shouwen
