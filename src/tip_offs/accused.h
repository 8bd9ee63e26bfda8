// Naming whom a tip accuses: what keeps it away from them and their line. Art. 9(5), 10(7).
#pragma once

#include "cases/situation.h"
#include "json/field_types.h"

namespace shouwen {

struct NameAccusedInput {
  std::vector<OfficerId> officer_ids;
  std::vector<UnitId> unit_ids;
  Text<1, 500> reason;
};

/// Replaces who was named. A holder of their line loses the tip at once to somebody out of it. Refusals register_case.unknown_officer,
/// register_case.unknown_unit, register_case.nobody_independent, tip.too_many_accused, and those of an open case.
Decision name_accused(const ServiceCase& service_case, const NameAccusedInput& input, const Situation& situation);

}  // namespace shouwen
