// Several who give one tip together: each has a code of his own; shares as agreed when it was given, else equal parts. Art. 9(5),
// rules.md R-REP-05.
#pragma once

#include "tip_offs/tip_situation.h"

namespace shouwen {

struct JointTipInput {
  std::int64_t reporters = 1;
  std::vector<std::int64_t> shares_percent;   ///< of the first, the second …; empty: equal parts
};

/// Empty for one reporter. Refusals tip_joint.too_many, .shares_count, .shares_sum (each at least 1 %, together 100 %).
Result<std::vector<TipReporter>> reporters_of(const JointTipInput& input, const TipOffRules& rules);
/// Only while nothing has happened to the tip: nobody is added to a tip that may earn a reward. Refusal tip_joint.too_late.
TipDecision join_reporters(const TipOff& tip, std::vector<TipReporter> reporters, const TipSituation& situation);

/// What each reporter gets, in fen; together the whole amount. What does not divide goes to the first ones, a fen each.
std::vector<std::int64_t> parts_of_amount(std::int64_t amount_fen, const std::vector<TipReporter>& reporters);
/// The parts of an approved reward, also of one from before there were parts; empty if it is not approved.
std::vector<RewardPart> parts_of(const TipReward& reward);
/// Sets the parts and what they say of the whole.
void set_parts(TipReward& reward, std::vector<RewardPart> parts);

}  // namespace shouwen
