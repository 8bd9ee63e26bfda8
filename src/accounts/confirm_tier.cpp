// Deciding a tier.
#include "accounts/confirm_tier.h"

#include "regulation/clauses.h"

namespace shouwen {

const char* clause_of(AccountTier tier) { return tier == AccountTier::large_account ? clause::art_11_5_1 : clause::art_11_5_2; }

AccountDecision confirm_tier(const ManagedCustomer& customer, const TierProposal& proposal, UnitId home_unit_id, const ConfirmTierInput& input,
                             const AccountSituation& situation) {
  const char* clause = clause_of(input.tier);
  const bool changes = input.tier != customer.present_tier();
  if (input.tier != proposal.tier && input.because.empty()) return Refusal{"confirm_tier.reason_missing", clause, "/because", {}};
  // Whoever receives the customer must fit the tier he was offered with.
  if (changes && customer.hand_over) return Refusal{"confirm_tier.hand_over_open", clause, "", {}};
  if (input.tier == AccountTier::ordinary && !customer.promises.empty())
    return Refusal{"confirm_tier.promises_open", clause, "/tier", {{"count", std::to_string(customer.promises.size())}}};
  ConfirmedTier tier{input.tier, proposal.tier, proposal.reasons, input.because, situation.actor_id, situation.now, {}};
  if (situation.rules.review_every) tier.review_due_at = due_at(situation.calendar, situation.now, *situation.rules.review_every).at;
  return std::vector{account_event(situation, clause, TierConfirmed{std::move(tier), home_unit_id})};
}

}  // namespace shouwen
