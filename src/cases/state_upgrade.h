// Stored states of an earlier program, rebuilt from their events.
#pragma once

#include <cstdint>

#include "api/house.h"

namespace shouwen {

/// Before serving: brings states written by an earlier program to this one's shape, in groups of one transaction each; taken up
/// again where it stopped. Returns how many cases were rebuilt.
std::int64_t upgrade_states(House& house);

}  // namespace shouwen
