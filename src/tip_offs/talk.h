// The two-way talk with somebody whose name nobody needs, and the openings of an identity as far as they are rules. Art. 9(5).
#pragma once

#include "tip_offs/tip_situation.h"

namespace shouwen {

struct TipMessageInput {
  Text<1, 2000> text;
};
struct OpeningInput {
  Text<2, 500> reason;
  Line<1, 200> passphrase;
};

/// Refusal tip.talk_full: so many words that nobody writes them by hand.
TipDecision say_to_reporter(const TipOff& tip, const TipMessageInput& input, const TipSituation& situation);
TipDecision say_as_reporter(const TipOff& tip, const TipMessageInput& input, std::int64_t reporter, const TipSituation& situation);

/// Refusals identity.unknown (nothing sealed), tip.recused, opening.waiting_already.
TipDecision ask_opening(const TipOff& tip, const Text<1, 500>& reason, const TipSituation& situation);
/// What became of the opening that waits. Refusals opening.unknown, .over, .own (who asked does not agree), tip.recused.
TipDecision end_opening(const TipOff& tip, std::int64_t number, OpeningStage became, const TipSituation& situation);

}  // namespace shouwen
