// "Why this time?": how a deadline came about, as data for the screen, the slip and a dispute. Art. 10(7). Pure.
#pragma once

#include <functional>

#include "cases/case_event.h"

namespace shouwen {

enum class AdjustmentKind { paused, resumed, extended, corrected, replanned };

/// What moved or stopped a deadline after it was first counted.
struct Adjustment {
  AdjustmentKind kind{};
  Instant at;
  Instant due_before, due_after;  ///< of the source looked at; of the duty itself for an extension
  std::string reason;             ///< code of the pause reason; "" for the others
  std::int64_t event_number = 0;
};

struct Derivation {
  const LimitRule* rule = nullptr;     ///< nullptr: the rulebook knows it no longer
  std::int64_t calendar_version = 0;   ///< the rulebook version whose days were counted
  std::string calendar_name;
  Instant start_at;
  Due counted;                         ///< from the start, before any adjustment
  std::vector<DerivationStep> steps;
  std::vector<Adjustment> adjustments; ///< in order
  Instant due_at;                      ///< what the source asks now
};

/// The calendars of a rulebook version.
using CalendarsOf = std::function<const Calendars&(std::int64_t version)>;

/// `events` are the case's, in order. The days are those known when the deadline was last counted from its beginning, so an
/// edited calendar changes nothing here.
Derivation derive(const ServiceCase& service_case, const Duty& duty, const SourceDue& source, const std::vector<CaseEvent>& events,
                  const Rulebook& rulebook, const CalendarsOf& calendars_of, const std::string& unit_code);

}  // namespace shouwen
