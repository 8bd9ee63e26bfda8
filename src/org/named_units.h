// Whether the organisation has the units the rulebook names (art. 10(3), 10(4)).
#pragma once

#include <string>
#include <vector>

#include "org/organisation.h"

namespace shouwen {

/// Codes of units the rulebook sends work to that the organisation lacks, each once, in the rulebook's order. What would
/// go there goes to the bureau office until they are added.
std::vector<std::string> missing_units(const Rulebook& rulebook, const Organisation& organisation);

}  // namespace shouwen
