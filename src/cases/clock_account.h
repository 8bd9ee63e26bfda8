// Whose time it was: the customer's clock split among those who held the case and the lawful pauses. Art. 10(7). Pure.
#pragma once

#include "cases/service_case.h"

namespace shouwen {

/// One officer's stretch as the holder; pauses are not his time.
struct DeskClock {
  OfficerId officer_id;
  UnitId unit_id;
  Instant from, to;
  std::int64_t seconds = 0;
};

struct ClockAccount {
  std::int64_t customer_seconds = 0;  ///< while the customer waited for an answer; no hand-over resets it, no pause stops it
  std::int64_t paused_seconds = 0;    ///< of these, by a reason the limits allow
  std::vector<DeskClock> desks;       ///< in order; no stretch is left out
  /// What must hold for every case, to the second.
  bool adds_up() const;
};

ClockAccount account_of(const ServiceCase& service_case, Instant now);

}  // namespace shouwen
