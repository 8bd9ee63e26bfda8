// From one manager to another with a list both sign; until then the earlier one stays answerable. Art. 11(3).
#pragma once

#include "accounts/account_situation.h"

namespace shouwen {

struct OfferHandOverInput {
  OfficerId to_officer_id;
  std::string reason;
  std::vector<SignedItem> items;  ///< every item of the rulebook's list, with what there is to say
};
struct SignHandOverInput {
  std::vector<std::string> confirmed;  ///< codes of the items the receiver agrees to
};
struct EndHandOverInput {
  std::string reason;
};

/// Signed by the giving side. Refusals: hand_over.no_manager, hand_over.open_already, hand_over.to_himself,
/// hand_over.checklist_incomplete, hand_over.unknown_item, and those of can_serve (take_charge.h).
AccountDecision offer_hand_over(const ManagedCustomer& customer, std::int64_t held_by_receiver, const OfferHandOverInput& input, const AccountSituation& situation);
/// By the receiver himself; a term that ended meanwhile is refused. Refusals: hand_over.none_open, hand_over.not_the_receiver,
/// hand_over.checklist_incomplete, account.wrong_kind.
AccountDecision sign_hand_over(const ManagedCustomer& customer, const SignHandOverInput& input, const AccountSituation& situation);
/// Taken back by the one side or declined by the other. Refusal hand_over.none_open.
AccountDecision end_hand_over(const ManagedCustomer& customer, const EndHandOverInput& input, const AccountSituation& situation);

}  // namespace shouwen
