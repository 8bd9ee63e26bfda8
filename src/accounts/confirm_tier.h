// A person decides the tier; the house only proposes. Arts. 11(5)(1), 11(5)(2).
#pragma once

#include "accounts/propose_tier.h"

namespace shouwen {

struct ConfirmTierInput {
  AccountTier tier{};
  std::string because;  ///< needed when it differs from the proposal
};

/// `home_unit_id` answers for the customer until somebody takes charge. Confirming the same tier again is its yearly review.
/// Refusals: confirm_tier.reason_missing, confirm_tier.hand_over_open, confirm_tier.promises_open.
AccountDecision confirm_tier(const ManagedCustomer& customer, const TierProposal& proposal, UnitId home_unit_id, const ConfirmTierInput& input,
                             const AccountSituation& situation);

/// The clause a tier rests on.
const char* clause_of(AccountTier tier);

}  // namespace shouwen
