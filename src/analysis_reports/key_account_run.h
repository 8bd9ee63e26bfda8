// Computing what pages about many key customers add up: all of them once a night, new ones within a minute, in pieces.
#pragma once

#include "api/house.h"

namespace shouwen {

/// The next customers that wait; false if none does. To be asked by the house clock until it is false.
bool go_on_with_key_accounts(House& house);
/// Everybody again, up to the month most of them are known of.
void begin_key_accounts(House& house);

}  // namespace shouwen
