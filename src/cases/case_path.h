// A case's way through the house: who offered it to whom, who took it, sent it back, ruled. Pure, out of the events.
#pragma once

#include <vector>

#include "cases/case_event.h"

namespace shouwen {

/// One step; the event's own kind says which. Officer 0: the unit as a whole (an offer to nobody in particular), or the clock.
struct PathStep {
  std::int64_t event_number = 0;
  OfficerId from_officer_id, to_officer_id;
  UnitId from_unit_id, to_unit_id;  ///< unit 0: the bureau office, asked for a ruling
  bool operator==(const PathStep&) const = default;
};

/// In order. The first step is the registration, from and to the first contact.
std::vector<PathStep> path_of(const std::vector<CaseEvent>& events);

}  // namespace shouwen
