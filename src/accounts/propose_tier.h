// Which tier a customer would belong to by the bureau's thresholds, and why. Arts. 11(5)(1), 11(5)(2).
#pragma once

#include "accounts/account_situation.h"

namespace shouwen {

struct TierProposal {
  AccountTier tier{};
  std::vector<TierReason> reasons;  ///< every threshold of that tier that is reached; none for ordinary
  bool thresholds_set = false;      ///< false: the bureau set none, a person decides alone
};

/// The highest tier of which at least one threshold is reached: each threshold is enough by itself.
TierProposal propose_tier(const TierFacts& facts, const AccountManagerRules& rules);

/// What the customer file knows stands before what a person stated; what it does not know is filled in.
TierFacts joined_facts(const TierFacts& file, const std::optional<TierFacts>& stated);

struct StateTierFactsInput {
  TierFacts facts;
  std::string source;
  std::int64_t largest_capacity_kva = 0;   ///< more is a slip of the pen; 0 = anything may be
};
/// Refusals: tier_facts.out_of_range, customer_file.capacity_impossible, tier_facts.influence_without_reason, tier_facts.source_missing.
AccountDecision state_tier_facts(const StateTierFactsInput& input, const AccountSituation& situation);

}  // namespace shouwen
