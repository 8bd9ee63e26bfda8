// Needs of the demonstration bureau: some in every stage, three with internal requests under way.
#pragma once

#include "api/house.h"

namespace shouwen {

/// Of customers that are organisations, at the end of the story; the same bureau gets the same needs.
Verdict add_needs(House& house);

}  // namespace shouwen
