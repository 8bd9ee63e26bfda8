// 退补电费 of a customer: worked out, proposed by one with the reason, confirmed by another, never altered. Pure. Art. 9(2).
#pragma once

#include "base/id.h"
#include "prices/bill_adjustment.h"

namespace shouwen {

using BillAdjustmentId = Id<struct BillAdjustmentTag>;

enum class AdjustmentState { proposed, confirmed, declined, withdrawn };

struct BillAdjustment {
  BillAdjustmentId id;
  std::int64_t version = 0;
  AdjustmentState state{};
  CustomerId customer_id;
  AdjustmentBasis basis;
  AdjustmentResult result;
  Text<2, 500> reason;              ///< of whoever proposed it
  OfficerId proposed_by_id;
  Instant proposed_at;
  OfficerId decided_by_id;          ///< who confirmed, declined or withdrew it; 0 = nobody yet
  std::optional<Instant> decided_at;
  Text<0, 500> words;
  std::int64_t rulebook_version = 0;  ///< whose prices and terms it was worked out by
  bool operator==(const BillAdjustment&) const = default;
};

/// What happened; only what this event changes is set.
struct BillAdjustmentEvent {
  std::string kind;                 ///< bill_adjustment_proposed, _confirmed, _declined, _withdrawn
  OfficerId actor_id;
  Instant at;
  std::int64_t rulebook_version = 0;
  std::optional<CustomerId> customer_id;
  std::optional<AdjustmentBasis> basis;
  std::optional<AdjustmentResult> result;
  Text<0, 500> words;
};
/// The state after one event more.
BillAdjustment apply(BillAdjustment adjustment, const BillAdjustmentEvent& event);

struct ProposeAdjustmentInput {
  AdjustmentBasis basis;
  Text<2, 500> reason;
};
struct DecideAdjustmentInput {
  std::int64_t version = 0;
  bool agreed = false;
  Text<2, 500> words;
};
struct WithdrawAdjustmentInput {
  std::int64_t version = 0;
  Text<2, 500> words;
};
struct AdjustmentSituation {
  OfficerId officer_id;
  Instant now;
  const Rulebook& rulebook;
};

/// Refusals: those of adjust_bills.
Result<BillAdjustmentEvent> propose_bill_adjustment(CustomerId customer, const ProposeAdjustmentInput& input, const AdjustmentSituation& situation);
/// Another person than who proposed it. Refusals: bill_adjustment.changed_meanwhile, decided_already, own_proposal.
Result<BillAdjustmentEvent> decide_bill_adjustment(const BillAdjustment& adjustment, const DecideAdjustmentInput& input, const AdjustmentSituation& situation);
/// Only who proposed it. Refusals: bill_adjustment.changed_meanwhile, decided_already, not_yours.
Result<BillAdjustmentEvent> withdraw_bill_adjustment(const BillAdjustment& adjustment, const WithdrawAdjustmentInput& input, const AdjustmentSituation& situation);

}  // namespace shouwen
