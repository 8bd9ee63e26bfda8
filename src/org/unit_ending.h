// Whether a unit may end: nothing and nobody may be left behind in it (art. 10(7): no case without a holder). Pure.
#pragma once

#include "base/result.h"
#include "org/organisation.h"

namespace shouwen {

/// `open_cases`: cases it handles or is offered. Refusals: unit.unknown, end_unit.bureau_office, end_unit.units_below,
/// end_unit.officers_left, end_unit.cases_left, end_unit.named_by_rulebook.
Verdict may_end_unit(const Rulebook& rulebook, const Organisation& organisation, UnitId unit, std::int64_t open_cases);

}  // namespace shouwen
