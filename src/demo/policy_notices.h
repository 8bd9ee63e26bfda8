// Policy notices of the demonstration: one mostly read, one just sent, one for representatives, one waiting for approval, one withdrawn, one draft. Art. 11(6)(2).
#pragma once

#include "api/house.h"

namespace shouwen {

Verdict add_policy_notices(House& house);

}  // namespace shouwen
