// The clock's part in taking part: comment periods end, comments that wait too long are told, sent forms forgotten. Art. 8.
#pragma once

#include "api/house.h"

namespace shouwen {

/// Returns how many plans changed.
std::int64_t strike_plans(House& house);

/// Tells whoever looks after the social supervisors, once, that their meeting is overdue. Returns 1 if it did.
std::int64_t tell_missed_meeting(House& house);

}  // namespace shouwen
