// A manager gets a customer nobody is in charge of yet. Arts. 11(3), 11(5)(1), 11(5)(2).
#pragma once

#include "accounts/account_situation.h"

namespace shouwen {

struct TakeChargeInput {
  OfficerId officer_id;
  std::string because;  ///< needed when his portfolio is full
};

/// The kind of manager the tier asks for.
ManagerKind kind_for(const AccountManagerRules& rules, AccountTier tier);

/// Whether the officer can be this customer's manager now; `held` = the customers he has. Refusals: account.no_receiver (nobody was
/// chosen), account.receiver_left,
/// account.wrong_kind (with the tier's clause), those of post_allows (he has another post now), account.portfolio_full unless there is a reason.
Verdict can_serve(const ManagedCustomer& customer, OfficerId officer, std::int64_t held, const std::string& because, const AccountSituation& situation);

/// Refusals: take_charge.no_tier, take_charge.in_charge_already, and those of can_serve.
AccountDecision take_charge(const ManagedCustomer& customer, std::int64_t held, const TakeChargeInput& input, const AccountSituation& situation);

}  // namespace shouwen
