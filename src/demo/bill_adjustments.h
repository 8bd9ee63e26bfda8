// Corrected bills of the demonstration bureau: one confirmed, one waiting, one declined.
#pragma once

#include "api/house.h"

namespace shouwen {

/// At the end of the story; made-up faults through the rule of every correction.
Verdict add_bill_adjustments(House& house);

}  // namespace shouwen
