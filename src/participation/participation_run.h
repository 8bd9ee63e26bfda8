// The clock's part in taking part: comment periods end, comments that wait too long are told, sent forms forgotten. Art. 8.
#pragma once

#include "api/house.h"

namespace shouwen {

/// Returns how many plans changed.
std::int64_t strike_plans(House& house);

}  // namespace shouwen
