// Offered, signed, ended.
#include "accounts/hand_over.h"

#include <algorithm>

#include "accounts/take_charge.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// The first item of the rulebook's list that is not among `codes`.
std::optional<Refusal> refuse_incomplete(const AccountManagerRules& rules, const std::vector<std::string>& codes, const char* field) {
  for (const HandOverItem& item : rules.hand_over_items)
    if (std::find(codes.begin(), codes.end(), item.code) == codes.end())
      return Refusal{"hand_over.checklist_incomplete", clause::art_11_3, field, {{"item", item.name_zh}}};
  for (const std::string& code : codes)
    if (std::none_of(rules.hand_over_items.begin(), rules.hand_over_items.end(), [&](const HandOverItem& item) { return item.code == code; }))
      return Refusal{"hand_over.unknown_item", clause::art_11_3, field, {{"item", code}}};
  return std::nullopt;
}

}  // namespace

AccountDecision offer_hand_over(const ManagedCustomer& customer, std::int64_t held_by_receiver, const OfferHandOverInput& input, const AccountSituation& situation) {
  if (!customer.manager_id) return Refusal{"hand_over.no_manager", clause::art_11_3, "", {}};
  if (customer.hand_over) return Refusal{"hand_over.open_already", clause::art_11_3, "", {}};
  if (input.to_officer_id == customer.manager_id) return Refusal{"hand_over.to_himself", clause::art_11_3, "/to_officer_id", {}};
  if (const Verdict able = can_serve(customer, input.to_officer_id, held_by_receiver, input.reason, situation); !able) {
    // Here the receiver is called otherwise than where a customer without a manager gets one.
    Refusal refusal = able.refusal();
    if (refusal.field == "/officer_id") refusal.field = "/to_officer_id";
    if (refusal.field == "/because") refusal.field = "/reason";
    return refusal;
  }
  std::vector<std::string> codes;
  for (const SignedItem& item : input.items) codes.push_back(item.code);
  if (auto refusal = refuse_incomplete(situation.rules, codes, "/items")) return *std::move(refusal);
  return std::vector{
      account_event(situation, clause::art_11_3, HandOverOffered{{customer.manager_id, input.to_officer_id, input.reason, input.items, situation.now}})};
}

AccountDecision sign_hand_over(const ManagedCustomer& customer, const SignHandOverInput& input, const AccountSituation& situation) {
  if (!customer.hand_over) return Refusal{"hand_over.none_open", clause::art_11_3, "", {}};
  const HandOver& open = *customer.hand_over;
  if (open.to_officer_id != situation.actor_id) return Refusal{"hand_over.not_the_receiver", clause::art_11_3, "", {}};
  if (auto refusal = refuse_incomplete(situation.rules, input.confirmed, "/confirmed")) return *std::move(refusal);
  // Room in the portfolio was decided when it was offered.
  if (const Verdict able = can_serve(customer, open.to_officer_id, 0, open.reason, situation); !able) return able.refusal();
  return std::vector{account_event(situation, clause::art_11_3, HandOverSigned{open.from_officer_id, open.to_officer_id, input.confirmed})};
}

AccountDecision end_hand_over(const ManagedCustomer& customer, const EndHandOverInput& input, const AccountSituation& situation) {
  if (!customer.hand_over) return Refusal{"hand_over.none_open", clause::art_11_3, "", {}};
  return std::vector{account_event(situation, clause::art_11_3, HandOverEnded{input.reason})};
}

}  // namespace shouwen
