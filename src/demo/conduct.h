// Violation cases of the demonstration bureau, at every step from a lead to a closed and exposed one.
#pragma once

#include "api/house.h"

namespace shouwen {

/// Each step by the rules, the older ones in the weeks before.
Verdict add_conduct(House& house);

}  // namespace shouwen
