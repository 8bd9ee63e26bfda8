// Surveys of the demonstration bureau: one closed, one under way with the same questions, one for the halls, a draft.
#pragma once

#include "api/house.h"

namespace shouwen {

/// Told backwards from `end`; the same bureau gets the same answers.
Verdict add_surveys(House& house, std::uint32_t seed, Instant end);

}  // namespace shouwen
