// Events of a receipt to its state; and its number as text.
#include <fmt/format.h>

#include "base/check.h"
#include "base/overloaded.h"
#include "base/text.h"
#include "charges/receipt.h"

namespace shouwen {

namespace {

constexpr std::size_t year_digits = 4, most_sequence_digits = 9;

void decide(Receipt& receipt, const ReceiptEvent& event, const Text<0, 500>& words, bool agreed) {
  SHOUWEN_CHECK(!receipt.questions.empty());
  CancellationQuestion& question = receipt.questions.back();
  question.decided_by_id = event.actor_id;
  question.decided_at = event.at;
  question.words = words;
  question.agreed = agreed;
}

}  // namespace

Receipt apply(Receipt receipt, const ReceiptEvent& event) {
  ++receipt.version;
  std::visit(Overloaded{
                 [&](const ReceiptIssued& body) {
                   receipt.origin = body.origin;
                   receipt.state = body.cancels_id ? ReceiptState::counter_entry : ReceiptState::issued;
                   receipt.year = body.year;
                   receipt.sequence = body.sequence;
                   receipt.issued_at = event.at;
                   receipt.charged_on = body.charged_on;
                   receipt.officer_id = event.actor_id;
                   receipt.unit_id = body.unit_id;
                   receipt.payer = body.payer;
                   receipt.payment_way = body.payment_way;
                   receipt.lines = body.lines;
                   for (const ChargeLine& line : body.lines) receipt.total_fen += line.amount_fen;
                   receipt.remarks = body.remarks;
                   receipt.case_id = body.case_id;
                   receipt.case_number = body.case_number;
                   receipt.cancels_id = body.cancels_id;
                   receipt.cancels_number = body.cancels_number;
                   receipt.source = body.source;
                   receipt.source_number = body.source_number;
                 },
                 [&](const CancellationAsked& body) {
                   receipt.state = ReceiptState::cancellation_asked;
                   receipt.questions.push_back({event.actor_id, event.at, body.reason, {}, {}, {}, false});
                 },
                 [&](const CancellationDenied& body) {
                   receipt.state = ReceiptState::issued;
                   decide(receipt, event, body.words, false);
                 },
                 [&](const ReceiptCancelled& body) {
                   receipt.state = ReceiptState::cancelled;
                   receipt.cancelled_by_id = body.counter_entry_id;
                   decide(receipt, event, body.words, true);
                 },
             },
             event.body);
  return receipt;
}

std::string number_text(ReceiptOrigin origin, std::int64_t year, std::int64_t sequence) {
  return fmt::format("{}{}-{:06}", origin == ReceiptOrigin::imported ? "D" : "", year, sequence);
}

std::optional<ReceiptNumber> parse_receipt_number(std::string_view typed) {
  if (!is_valid_utf8(typed)) return std::nullopt;
  std::string digits;
  ReceiptNumber number;
  for (const char c : to_half_width(typed)) {
    if (c >= '0' && c <= '9') digits += c;
    else if ((c == 'D' || c == 'd') && digits.empty()) number.origin = ReceiptOrigin::imported;
    else if (c != ' ' && c != '-') return std::nullopt;
  }
  if (digits.size() <= year_digits || digits.size() > year_digits + most_sequence_digits) return std::nullopt;
  number.year = std::stoll(digits.substr(0, year_digits));
  number.sequence = std::stoll(digits.substr(year_digits));
  return number;
}

}  // namespace shouwen
