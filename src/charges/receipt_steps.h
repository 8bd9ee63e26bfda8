// The verbs of a receipt: issue, ask to take it back, decide on that. Pure. Art. 9(2).
#pragma once

#include "charges/receipt.h"
#include "org/organisation.h"

namespace shouwen {

struct ReceiptInput {
  std::optional<CustomerId> customer_id;   ///< none = a walk-in
  std::optional<Line<0, 60>> name;         ///< of a walk-in
  CustomerClass payer_class{};
  std::vector<ChargeWish> lines;
  Line<1, 30> payment_way;
  std::optional<Text<0, 500>> remarks;
  std::optional<Line<0, 40>> case_number;  ///< of the case the charge belongs to
};
struct AskCancellationInput {
  std::int64_t version = 0;
  Text<1, 500> reason;
};
struct DecideCancellationInput {
  std::int64_t version = 0;
  bool agreed = false;
  Text<1, 500> words;
};

/// A receipt that may be written: its charges are lawful by their type.
struct NewReceipt {
  ReceiptOrigin origin{};
  Date charged_on;
  UnitId unit_id;
  Payer payer;
  std::string payment_way;
  std::vector<Charge> charges;
  Text<0, 500> remarks;
  CaseId case_id;
  std::string case_number;
  ReceiptId cancels_id;
  std::string cancels_number, source, source_number;
};

struct ReceiptSituation {
  OfficerId officer_id;
  Instant now;
  const ChargeRules& rules;
};

/// What is wrong with the payer and the form, apart from its lines. Refusals: charge.payer_missing, charge.class_not_of_customer,
/// charge.no_lines, charge.too_many_lines, charge.unknown_payment_way.
std::vector<Refusal> wrong_with(const ReceiptInput& input, const Payer& payer, const std::vector<CustomerClass>& possible, const ReceiptSituation& situation);

/// Refusals: receipt.changed_meanwhile, receipt.wrong_state.
Result<CancellationAsked> ask_cancellation(const Receipt& receipt, const AskCancellationInput& input);
/// No refusal: the counter-entry to write, or nothing if it was denied. Refusals: receipt.changed_meanwhile, receipt.wrong_state,
/// receipt.own_question (two people).
Result<std::optional<NewReceipt>> decide_cancellation(const Receipt& receipt, const DecideCancellationInput& input, const ReceiptSituation& situation);

}  // namespace shouwen
