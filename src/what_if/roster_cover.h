// Whether somebody was on duty when a clock needed somebody: the present roster against a drafted one. Pure. Art. 4, 11(6)(1).
#pragma once

#include <unordered_map>
#include <vector>

#include "org/roster.h"
#include "what_if/figures.h"

namespace shouwen {

/// Shifts by unit, to be asked many times.
class RosterCover {
 public:
  RosterCover(const std::vector<DutyShift>& shifts, const Organisation& organisation);
  /// Whether the unit plans shifts at all.
  bool keeps_roster(UnitId unit) const { return by_unit_.contains(unit); }
  bool somebody_there(UnitId unit, Instant at) const;

 private:
  struct UnitShifts {
    std::vector<DutyShift> shifts;     ///< in order of beginning
    std::int64_t longest_seconds = 0;
  };
  const Organisation& organisation_;
  std::unordered_map<UnitId, UnitShifts> by_unit_;
};

/// When a duty needs somebody: a crew when the fault comes in; for everything else each warning before its end.
std::vector<Instant> moments_of_need(const Duty& duty, const Rulebook& rulebook);

/// Counts the moments of both, for units that keep a roster in either.
void count_cover(WhatIfFigures& figures, const ServiceCase& was, const Rulebook& then, const RosterCover& present, const ServiceCase& would,
                 const Rulebook& draft, const RosterCover& drafted, Instant until);

}  // namespace shouwen
