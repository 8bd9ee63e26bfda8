// Moments of a case that reports count by their own instant. Pure: one event in, at most one moment out.
#pragma once

#include <optional>

#include "cases/case_event.h"

namespace shouwen {

/// held: somebody became the holder (the first contact, who is the first one, has no moment).
enum class MomentKind { held, answered, progressed, returned, followed_up, reminded, suspended };

struct CaseMoment {
  CaseId case_id;
  MomentKind kind{};
  std::int64_t event_number = 0;
  Instant at;
  OfficerId officer_id;   ///< held: the holder; else who did it (0 = the clock, -1 = the customer)
  UnitId unit_id;         ///< held: the handling unit; returned: the unit that sent it back
  UnitId from_unit_id;    ///< returned: the unit that had handed it over
  Satisfaction result{};  ///< followed_up
  bool operator==(const CaseMoment&) const = default;
};

/// `after` is the state the event, or the last event of the same decision, led to.
std::optional<CaseMoment> moment_of(const CaseEvent& event, const ServiceCase& after);

}  // namespace shouwen
