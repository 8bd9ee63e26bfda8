// Notices nobody confirmed within the bureau's days: whoever answers for the customer is told, once. Art. 11(6)(2).
#pragma once

#include "api/house.h"

namespace shouwen {

/// One round; how many officers were told of how many notices.
std::int64_t remind_of_unread_notices(House& house);

}  // namespace shouwen
