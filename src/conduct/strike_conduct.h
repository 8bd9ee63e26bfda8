// What the clock does to a case: warns, strikes, lets a right lapse, takes an exposure down when its term is over. Art. 9(4).
#pragma once

#include "conduct/conduct_situation.h"

namespace shouwen {

/// The next thing the clock has to do by now, if any; asked again until there is none.
std::optional<ConductEvent> strike_conduct(const ConductCase& conduct_case, const ConductSituation& situation);
/// When the clock has something to do with it again; nothing = never.
std::optional<Instant> next_strike_at(const ConductCase& conduct_case);

}  // namespace shouwen
