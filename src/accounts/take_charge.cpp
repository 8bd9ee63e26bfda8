// The first manager of a customer.
#include "accounts/take_charge.h"

#include "accounts/appoint_account_manager.h"
#include "accounts/confirm_tier.h"
#include "regulation/clauses.h"

namespace shouwen {

ManagerKind kind_for(const AccountManagerRules& rules, AccountTier tier) {
  const AccountTierRule* rule = rules.rule(tier);
  if (rule != nullptr) return rule->manager;
  return tier == AccountTier::large_account ? ManagerKind::large_account_manager : ManagerKind::general_account_manager;
}

Verdict can_serve(const ManagedCustomer& customer, OfficerId id, std::int64_t held, const std::string& because, const AccountSituation& situation) {
  if (!id) return Refusal{"account.no_receiver", clause::art_11_3, "/officer_id", {}};
  const Officer* officer = situation.organisation.officer(id);
  const AccountTier tier = customer.present_tier();
  if (officer == nullptr || !officer->active) return Refusal{"account.receiver_left", clause::art_11_3, "/officer_id", {}};
  if (!holds_term(situation.terms, id, kind_for(situation.rules, tier), situation.now))
    return Refusal{"account.wrong_kind", clause_of(tier), "/officer_id", {{"officer", officer->name}}};
  // A term outlives a change of post only on paper.
  if (Verdict allowed = post_allows(kind_for(situation.rules, tier), *officer, situation.organisation); !allowed) return allowed;
  const auto most = situation.rules.customers_max;
  if (most && held >= *most && because.empty())
    return Refusal{"account.portfolio_full", clause::art_11_3, "/because", {{"officer", officer->name}, {"held", std::to_string(held)}, {"limit", std::to_string(*most)}}};
  return Done{};
}

AccountDecision take_charge(const ManagedCustomer& customer, std::int64_t held, const TakeChargeInput& input, const AccountSituation& situation) {
  if (customer.present_tier() == AccountTier::ordinary) return Refusal{"take_charge.no_tier", clause::art_11_3, "", {}};
  if (customer.manager_id) return Refusal{"take_charge.in_charge_already", clause::art_11_3, "", {}};
  if (const Verdict able = can_serve(customer, input.officer_id, held, input.because, situation); !able) return able.refusal();
  const ManagerKind kind = kind_for(situation.rules, customer.present_tier());
  return std::vector{account_event(situation, clause_of(customer.present_tier()), TakenInCharge{input.officer_id, kind, input.because})};
}

}  // namespace shouwen
