// Made-up use so that load curves and comparisons with the trade live.
#pragma once

#include "api/house.h"

namespace shouwen {

/// Two years of months of some firms that are no key customers: whom key customers are compared with.
void add_peer_use(House& house);
/// Some eight weeks by quarters of an hour of three key customers, in line with their months; one day stands out, one has a gap.
void add_interval_use(House& house);

}  // namespace shouwen
