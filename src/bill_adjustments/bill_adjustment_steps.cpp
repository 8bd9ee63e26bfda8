// Proposed, then decided once.
#include "bill_adjustments/bill_adjustment_steps.h"

#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::optional<Refusal> not_now(const BillAdjustment& adjustment, std::int64_t version) {
  if (version != 0 && version != adjustment.version) return Refusal{"bill_adjustment.changed_meanwhile", "", "", {}};
  if (adjustment.state != AdjustmentState::proposed) return Refusal{"bill_adjustment.decided_already", clause::art_9_2, "", {}};
  return std::nullopt;
}

AdjustmentState state_after(const std::string& kind) {
  if (kind == "bill_adjustment_confirmed") return AdjustmentState::confirmed;
  return kind == "bill_adjustment_declined" ? AdjustmentState::declined : AdjustmentState::withdrawn;
}

}  // namespace

BillAdjustment apply(BillAdjustment adjustment, const BillAdjustmentEvent& event) {
  ++adjustment.version;
  if (event.basis) {
    adjustment.customer_id = *event.customer_id;
    adjustment.basis = *event.basis;
    adjustment.result = *event.result;
    adjustment.reason = {event.words.value};
    adjustment.proposed_by_id = event.actor_id;
    adjustment.proposed_at = event.at;
    adjustment.rulebook_version = event.rulebook_version;
    return adjustment;
  }
  adjustment.state = state_after(event.kind);
  adjustment.decided_by_id = event.actor_id;
  adjustment.decided_at = event.at;
  adjustment.words = event.words;
  return adjustment;
}

Result<BillAdjustmentEvent> propose_bill_adjustment(CustomerId customer, const ProposeAdjustmentInput& input, const AdjustmentSituation& situation) {
  auto result = adjust_bills(situation.rulebook, input.basis, local_date(situation.now));
  if (!result) return result.refusal();
  BillAdjustmentEvent event{"bill_adjustment_proposed", situation.officer_id, situation.now, situation.rulebook.version, customer, input.basis, *std::move(result), {input.reason.value}};
  return event;
}

Result<BillAdjustmentEvent> decide_bill_adjustment(const BillAdjustment& adjustment, const DecideAdjustmentInput& input, const AdjustmentSituation& situation) {
  if (auto wrong = not_now(adjustment, input.version)) return *std::move(wrong);
  if (adjustment.proposed_by_id == situation.officer_id) return Refusal{"bill_adjustment.own_proposal", clause::art_9_2, "", {}};
  return BillAdjustmentEvent{input.agreed ? "bill_adjustment_confirmed" : "bill_adjustment_declined", situation.officer_id, situation.now, situation.rulebook.version, {}, {}, {},
                             {input.words.value}};
}

Result<BillAdjustmentEvent> withdraw_bill_adjustment(const BillAdjustment& adjustment, const WithdrawAdjustmentInput& input, const AdjustmentSituation& situation) {
  if (auto wrong = not_now(adjustment, input.version)) return *std::move(wrong);
  if (adjustment.proposed_by_id != situation.officer_id) return Refusal{"bill_adjustment.not_yours", clause::art_9_2, "", {}};
  return BillAdjustmentEvent{"bill_adjustment_withdrawn", situation.officer_id, situation.now, situation.rulebook.version, {}, {}, {}, {input.words.value}};
}

}  // namespace shouwen
