// Figures of a what-if: what was and what would have been, side by side, by unit, kind and duty; and the single cases.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "what_if/replay.h"

namespace shouwen {

/// So many duties, and how they ended.
struct Endings {
  std::int64_t owed = 0, met = 0, late = 0, running = 0, lifted = 0;
  bool operator==(const Endings&) const = default;
};
struct SideBySide {
  Endings was, would;
  std::int64_t newly_late = 0, no_longer_late = 0;
  bool operator==(const SideBySide&) const = default;
};
/// Cases the routing gave to a unit: the rulebook's of then, and the draft's.
struct Routed {
  std::int64_t was = 0, would = 0;
  bool operator==(const Routed&) const = default;
};
/// Moments at which somebody of the owing unit was needed, and how many of them found nobody on duty.
struct Cover {
  std::int64_t moments_was = 0, nobody_was = 0, moments_would = 0, nobody_would = 0;
  bool operator==(const Cover&) const = default;
};

/// A duty of one case that ended otherwise, or whose case would have gone to another unit (then kind and endings are unset).
struct ChangedDuty {
  CaseId case_id;
  CaseKind case_kind{};
  std::optional<DutyComparison> duty;
  std::string routed_was, routed_would;
  bool operator==(const ChangedDuty&) const = default;
};

struct WhatIfFigures {
  std::int64_t cases = 0, changed_cases = 0, rerouted = 0;
  SideBySide all;
  std::map<CaseKind, SideBySide> by_kind;
  std::map<DutyKind, SideBySide> by_duty;
  std::map<UnitId, SideBySide> by_unit;
  std::map<OfficerId, SideBySide> by_officer;  ///< who answers for the duty himself; only those who were late in either
  std::map<std::string, Routed> by_route;      ///< unit code of the routing table; "" = the bureau office is asked
  std::map<UnitId, Cover> by_cover;            ///< only with a roster
  std::vector<ChangedDuty> changed;            ///< in order of case; at most most_changed
  bool changed_is_whole = true;
  bool operator==(const WhatIfFigures&) const = default;
};
inline constexpr std::size_t most_changed = 500'000;

/// The rules of then decide where the routing sent the case; `then` may be the same as the draft.
void count_case(WhatIfFigures& figures, const ServiceCase& was, const ServiceCase& would, const Rulebook& then, const Rulebook& draft, Instant until);
/// Adds what another thread counted of other cases.
void add_figures(WhatIfFigures& figures, WhatIfFigures other);
/// Puts the changed duties in order and drops officers who were never late.
void finish_figures(WhatIfFigures& figures);

}  // namespace shouwen
