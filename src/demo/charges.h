// Charges of the demonstration bureau: receipts of a day, one taken back, refused attempts, an affiliated enterprise's charges.
#pragma once

#include "api/house.h"

namespace shouwen {

/// At the end of the story. Issues an example price list if the bureau has none yet.
Verdict add_charges(House& house);

}  // namespace shouwen
