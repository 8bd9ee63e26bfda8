// Tips of the demonstration bureau: supervision's key, and tips at every step up to a paid reward.
#pragma once

#include "api/house.h"

namespace shouwen {

/// Before the first named tip: JCSJ01 and JCSJ02 enrol and make the key. The passphrase is that of all demonstration accounts.
Verdict make_demo_supervision_key(House& house);
/// Among the tips of the story the youngest that may be worked on; each step by the rules.
Verdict add_tip_offs(House& house);

}  // namespace shouwen
