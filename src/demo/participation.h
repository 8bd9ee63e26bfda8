// Plans, comments, the leading group, social supervisors and what the public reads, for the demonstration bureau.
#pragma once

#include "api/house.h"

namespace shouwen {

/// Nothing without participation.toml or without the demonstration's people.
Verdict add_participation(House& house);

}  // namespace shouwen
