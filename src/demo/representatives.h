// Representatives of two key customers: one signed in and heard, one only invited.
#pragma once

#include "api/house.h"

namespace shouwen {

/// At the end of the story, by the rules of their room; the password is that of all demonstration accounts.
Verdict add_representatives(House& house);

}  // namespace shouwen
