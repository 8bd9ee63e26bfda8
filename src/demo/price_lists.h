// Price lists of the demonstration: two issued, so that a difference shows, one in draft; photos of halls, one missing. Art. 9(1).
#pragma once

#include "demo/demo.h"
#include "api/house.h"

namespace shouwen {

/// A second version of the rulebook, planned for some days before the end, in which example fees change.
Verdict plan_price_change(House& house, const DemoOptions& options);
/// At the end of the demonstration; each step at its own day.
Verdict add_price_lists(House& house, const DemoOptions& options);

}  // namespace shouwen
