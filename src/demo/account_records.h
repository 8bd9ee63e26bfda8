// The demonstration's bills, arrears, outages and papers of key customers.
#pragma once

#include "api/house.h"

namespace shouwen {

/// As of the house's clock; some customers stay without, so that empty states show too.
void add_account_records(House& house);

}  // namespace shouwen
