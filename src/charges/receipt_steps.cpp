// What each verb asks and refuses.
#include "charges/receipt_steps.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::optional<Refusal> not_now(const Receipt& receipt, std::int64_t seen_version, ReceiptState wanted) {
  if (seen_version != 0 && seen_version != receipt.version) return Refusal{"receipt.changed_meanwhile", "", "", {}};
  if (receipt.state != wanted) return Refusal{"receipt.wrong_state", clause::art_9_2, "", {{"number", number_text(receipt)}}};
  return std::nullopt;
}

}  // namespace

std::vector<Refusal> wrong_with(const ReceiptInput& input, const Payer& payer, const std::vector<CustomerClass>& possible, const ReceiptSituation& situation) {
  std::vector<Refusal> wrong;
  if (payer.name.value.empty()) wrong.push_back({"charge.payer_missing", "", "/name", {}});
  if (std::find(possible.begin(), possible.end(), payer.payer_class) == possible.end()) wrong.push_back({"charge.class_not_of_customer", clause::art_9_2, "/payer_class", {}});
  if (input.lines.empty()) wrong.push_back({"charge.no_lines", "", "/lines", {}});
  if (static_cast<std::int64_t>(input.lines.size()) > situation.rules.most_lines)
    wrong.push_back({"charge.too_many_lines", "", "/lines", {{"most", std::to_string(situation.rules.most_lines)}}});
  if (situation.rules.payment_way(input.payment_way.value) == nullptr) wrong.push_back({"charge.unknown_payment_way", "", "/payment_way", {}});
  return wrong;
}

Result<CancellationAsked> ask_cancellation(const Receipt& receipt, const AskCancellationInput& input) {
  if (auto wrong = not_now(receipt, input.version, ReceiptState::issued)) return *wrong;
  return CancellationAsked{{input.reason.value}};
}

Result<std::optional<NewReceipt>> decide_cancellation(const Receipt& receipt, const DecideCancellationInput& input, const ReceiptSituation& situation) {
  if (auto wrong = not_now(receipt, input.version, ReceiptState::cancellation_asked)) return *wrong;
  if (receipt.questions.back().asked_by_id == situation.officer_id) return Refusal{"receipt.own_question", clause::art_9_2, "", {{"number", number_text(receipt)}}};
  if (!input.agreed) return std::optional<NewReceipt>{};
  NewReceipt entry{receipt.origin, receipt.charged_on, receipt.unit_id, receipt.payer, receipt.payment_way, taken_back(receipt.lines), {}, receipt.case_id, receipt.case_number,
                   receipt.id, number_text(receipt), "", ""};
  entry.remarks.value = receipt.questions.back().reason.value;
  return std::optional(std::move(entry));
}

}  // namespace shouwen
