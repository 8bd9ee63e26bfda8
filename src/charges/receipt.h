// A receipt: lawful charges to one payer, numbered without gaps, never altered; taken back only by a counter-entry. Art. 9(2).
#pragma once

#include <variant>

#include "base/id.h"
#include "charges/charge.h"

namespace shouwen {

using ReceiptId = Id<struct ReceiptTag>;

/// counter: taken by a clerk; imported: brought along from another system. Each has its own numbers.
enum class ReceiptOrigin { counter, imported };
enum class ReceiptState { issued, cancellation_asked, cancelled, counter_entry };

struct Payer {
  CustomerId customer_id;            ///< 0 = a walk-in without file
  Line<0, 60> name;
  bool is_organisation = false;      ///< a legal person's name is nobody's personal data
  CustomerClass payer_class{};
  bool operator==(const Payer&) const = default;
};

/// One asks with a reason, another decides.
struct CancellationQuestion {
  OfficerId asked_by_id;
  Instant asked_at;
  Text<0, 500> reason;
  OfficerId decided_by_id;
  std::optional<Instant> decided_at;
  Text<0, 500> words;
  bool agreed = false;
  bool operator==(const CancellationQuestion&) const = default;
};

struct Receipt {
  ReceiptId id;
  std::int64_t version = 0;
  ReceiptOrigin origin{};
  ReceiptState state{};
  std::int64_t year = 0, sequence = 0;
  Instant issued_at;
  Date charged_on;                   ///< whose prices hold
  OfficerId officer_id;
  UnitId unit_id;
  Payer payer;
  std::string payment_way;           ///< code of the rulebook
  std::vector<ChargeLine> lines;
  std::int64_t total_fen = 0;
  Text<0, 500> remarks;
  CaseId case_id;
  std::string case_number;
  ReceiptId cancels_id;              ///< of a counter-entry
  std::string cancels_number;
  ReceiptId cancelled_by_id;         ///< its counter-entry
  std::string source, source_number; ///< of an imported one
  std::vector<CancellationQuestion> questions;  ///< the last may be open
  bool operator==(const Receipt&) const = default;

  Date issued_on() const { return local_date(issued_at); }
};
/// "2026-000123", of imported ones "D2026-000123".
std::string number_text(ReceiptOrigin origin, std::int64_t year, std::int64_t sequence);
inline std::string number_text(const Receipt& receipt) { return number_text(receipt.origin, receipt.year, receipt.sequence); }
struct ReceiptNumber {
  ReceiptOrigin origin{};
  std::int64_t year = 0, sequence = 0;
};
/// As people type it: full width, spaces, a missing dash and a small d do not matter.
std::optional<ReceiptNumber> parse_receipt_number(std::string_view typed);

// What happened, as past participles.
struct ReceiptIssued {
  ReceiptOrigin origin{};
  std::int64_t year = 0, sequence = 0;
  Date charged_on;
  UnitId unit_id;
  Payer payer;
  std::string payment_way;
  std::vector<ChargeLine> lines;
  Text<0, 500> remarks;
  CaseId case_id;
  std::string case_number;
  ReceiptId cancels_id;
  std::string cancels_number, source, source_number;
};
struct CancellationAsked { Text<0, 500> reason; };
struct CancellationDenied { Text<0, 500> words; };
struct ReceiptCancelled { ReceiptId counter_entry_id; Text<0, 500> words; };
using ReceiptEventBody = std::variant<ReceiptIssued, CancellationAsked, CancellationDenied, ReceiptCancelled>;
struct ReceiptEvent {
  OfficerId actor_id;
  Instant at;
  ReceiptEventBody body;
};
/// The state after one event more.
Receipt apply(Receipt receipt, const ReceiptEvent& event);

}  // namespace shouwen
