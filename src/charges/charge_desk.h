// What every call of this room needs: who may, how people are named, forms of answers. Heavy: only for .cpp files of this room and
// of the pages that show receipts.
#pragma once

#include "api/answers.h"
#include "api/names.h"
#include "charges/affiliate_charge_store.h"
#include "charges/charge_attempt_store.h"
#include "charges/charge_describe.h"

namespace shouwen {

http::Operation charge_operation(const char* method, const std::string& path, const char* id, const char* summary, const char* clause);

inline ChargeWriter charge_writer(const api::Call& call) { return {call.actor.officer_id, call.now, call.rulebook->version}; }
UnitId unit_of_caller(const api::Call& call);
/// Nothing if the caller may do this to what belongs to a unit (and was done by an officer).
std::optional<Refusal> refuse_unless_may(const api::Call& call, const char* verb, UnitId unit, OfficerId officer = {});

/// A person's is masked.
std::string payer_name(const Payer& payer);
std::string class_words(const api::Call& call, CustomerClass customer_class);
std::string payment_words(const api::Call& call, const std::string& code);
/// "2", "1.5".
std::string quantity_text(std::int64_t thousandths);
/// "欠费 1,000.00 元，应于 2026-03-01 前缴，逾期 10 日"; "" of any other charge.
std::string late_fee_words(http::Language language, const ChargeLine& line);

struct ChargeLineView {
  std::int64_t number = 0;              ///< of the price list
  std::string code, name, unit, unit_price;
  std::int64_t quantity_thousandths = 0, amount_fen = 0;
  std::optional<Arrear> arrear;         ///< what a late fee was counted from …
  std::int64_t late_days = 0;           ///< … for so many days
};
BOOST_DESCRIBE_STRUCT(ChargeLineView, (), (number, code, name, unit, unit_price, quantity_thousandths, amount_fen, arrear, late_days))
struct ReceiptRowView {
  ReceiptId id;
  std::int64_t version = 0;
  std::string number;
  ReceiptOrigin origin{};
  ReceiptState state{};
  Instant issued_at;
  Date charged_on;
  std::string officer_name, unit_name;
  CustomerId customer_id;
  std::string payer_name;               ///< a person's masked
  CustomerClass payer_class{};
  std::string payer_class_name, payment_way, payment_way_name;
  std::vector<ChargeLineView> lines;
  std::int64_t total_fen = 0;           ///< negative: a counter-entry
  std::string cancels_number, source_number;
};
BOOST_DESCRIBE_STRUCT(ReceiptRowView, (), (id, version, number, origin, state, issued_at, charged_on, officer_name, unit_name, customer_id, payer_name, payer_class, payer_class_name,
                                           payment_way, payment_way_name, lines, total_fen, cancels_number, source_number))
ReceiptRowView receipt_row_view(const api::Call& call, const Receipt& receipt);

/// A call for rows that are read after its request is gone.
api::Call without_request(const api::Call& call);

/// The check code of a receipt; "" = none was given.
std::string receipt_code(const House& house, db::Session& session, ReceiptId id);
/// The code as it is compared: half width, capitals, without dashes and spaces.
std::string bare_code(std::string_view typed);
/// A new one: eight letters and digits nobody confuses, sealed and kept.
void give_receipt_code(const House& house, db::Session& session, ReceiptId id);
/// The receipt of a number and its code; nothing if either is wrong, after the same work.
std::optional<Receipt> receipt_of_code(const House& house, db::Session& session, std::string_view number, std::string_view code);

}  // namespace shouwen
