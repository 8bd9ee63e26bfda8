// What the house says to a reporter by itself: each "no" with its rule, and that the time to claim ends. Art. 9(5), rules.md R-REP-05 …
// R-REP-07.
#pragma once

#include "tip_offs/tip_situation.h"

namespace shouwen {

/// The word that follows an event in the talk, if one is due: after a finding that earns nothing, a refused reward, an end.
std::optional<TipOffEvent> told_after(const TipOff& after, const TipOffEvent& event, const TipSituation& situation);

}  // namespace shouwen
