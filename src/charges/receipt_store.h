// Receipts and charges in the database: state, journal (stream receipt/ID) and the lines, in one transaction. All SQL of them.
#pragma once

#include "charges/receipt_steps.h"
#include "db/session.h"

namespace shouwen {

struct ChargeWriter {
  OfficerId officer_id;
  Instant now;
  std::int64_t rulebook_version = 0;
};

/// What the rule of a charge asks the price lists.
ChargeGround charge_ground(db::Session& session, std::string_view code, Date on, CustomerClass payer_class, const ChargeRules& rules);
/// Every line by the rule, on one day. Refusals point at "/lines/0/unit" …
struct TriedCharges {
  std::vector<Charge> charges;
  std::vector<std::pair<std::size_t, Refusal>> refused;  ///< place of the line, and why
};
TriedCharges try_charges(db::Session& session, const std::vector<ChargeWish>& wishes, Date on, CustomerClass payer_class, const ChargeRules& rules);

/// With the next number of its year. Fault(constraint) if its source's number is there already.
Receipt add_receipt(db::Session& session, const NewReceipt& fresh, const ChargeWriter& writer);
Receipt ask_for_cancellation(db::Session& session, const Receipt& before, const CancellationAsked& body, const ChargeWriter& writer);
Receipt deny_cancellation(db::Session& session, const Receipt& before, const CancellationDenied& body, const ChargeWriter& writer);
/// The counter-entry and the mark on the first, in this transaction. Returns the counter-entry.
Receipt cancel_receipt(db::Session& session, const Receipt& before, const NewReceipt& entry, const Text<1, 500>& words, const ChargeWriter& writer);

std::optional<Receipt> load_receipt(db::Session& session, ReceiptId id);
std::optional<ReceiptId> find_receipt(db::Session& session, const ReceiptNumber& number);
std::optional<ReceiptId> find_imported_receipt(db::Session& session, std::string_view source, std::string_view source_number);

struct ReceiptFilter {
  std::optional<Date> from, to;            ///< of the day it was issued
  std::optional<OfficerId> officer_id;
  std::optional<CustomerId> customer_id;
  std::optional<ReceiptState> state;
  std::optional<ReceiptOrigin> origin;
  std::string item;                        ///< code of a line
};
/// Newest first, behind a receipt; 0: from the beginning.
std::vector<Receipt> list_receipts(db::Session& session, const ReceiptFilter& filter, ReceiptId after, std::int64_t limit);

/// One line of a day's account.
struct DaySum {
  std::string key;                         ///< code of an item, id of an officer, code of a way of payment
  std::string name_zh, name_en;            ///< of items
  std::int64_t count = 0, cancelled = 0;   ///< lines or receipts; of them counter-entries
  std::int64_t amount_fen = 0;             ///< counter-entries subtracted
};
enum class DayGroup { item, officer, payment_way };
/// Of what the counters took on a day; what was brought along from another system does not count.
std::vector<DaySum> day_sums(db::Session& session, Date on, DayGroup group);
struct DayNumbers {
  std::int64_t first = 0, last = 0;        ///< receipt numbers given out on the day; 0 = none
  std::int64_t receipts = 0, counter_entries = 0, amount_fen = 0;
};
DayNumbers day_numbers(db::Session& session, Date on);

/// The check code of a receipt, sealed; "" = it has none.
void keep_receipt_code(db::Session& session, ReceiptId id, const std::string& sealed);
std::string receipt_code_sealed(db::Session& session, ReceiptId id);

/// What differs between a receipt and its events, its lines and its place among the numbers.
std::vector<std::string> verify_receipt(db::Session& session, ReceiptId id);

}  // namespace shouwen
