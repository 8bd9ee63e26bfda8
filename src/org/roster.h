// The roster: who is on duty in a unit when, and who may plan it. Pure; the shifts are passed in.
#pragma once

#include "org/permissions.h"

namespace shouwen {

struct DutyShift {
  std::int64_t id = 0;
  UnitId unit_id;
  OfficerId officer_id;
  Instant from, to;   ///< [from, to)
  std::string duty;   ///< 值班, 带班, 抢修 …
  bool operator==(const DutyShift&) const = default;
};

struct OnDuty {
  OfficerId officer_id;  ///< who is there
  OfficerId instead_of;  ///< the absent officer he stands in for; 0 = himself
  std::int64_t shift_id = 0;
  Instant until;
  bool operator==(const OnDuty&) const = default;
};

/// By the unit's shifts at `at`: an absent officer's deputy stands in; one who left, and an absent one without a present
/// deputy, is nobody. Everybody once, in the order of the shifts. Empty = the unit has nobody on duty: ask its head.
std::vector<OnDuty> on_duty(const std::vector<DutyShift>& shifts, const Organisation& organisation, UnitId unit, Instant at);

/// Verb plan_roster: in the whole bureau, or for one's own unit and the units below it and below those one heads.
Permission may_plan_roster(const Rulebook& rulebook, const Organisation& organisation, const Actor& actor, UnitId unit);

}  // namespace shouwen
