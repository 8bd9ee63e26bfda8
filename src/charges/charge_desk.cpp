// Permission, names and check codes, the same for every call of this room.
#include "charges/charge_desk.h"

#include <fmt/format.h>
#include <sodium.h>

#include "base/grouped.h"
#include "base/text.h"
#include "regulation/price.h"

namespace shouwen {

namespace {

using api::Call;

constexpr const char* code_purpose = "receipt_code";
/// No 0/O, 1/I/L, U/V: a code is read out on the phone.
constexpr std::string_view code_letters = "23456789ABCDEFGHJKMNPQRSTWXYZ";
constexpr std::size_t code_length = 8;

std::string new_code() {
  std::string code;
  for (std::size_t i = 0; i < code_length; ++i) code += code_letters[randombytes_uniform(static_cast<std::uint32_t>(code_letters.size()))];
  return code;
}

/// Compares without telling by the time where the first difference is.
bool same_code(const std::string& stored, const std::string& given) {
  std::array<char, 64> left{}, right{};
  stored.copy(left.data(), left.size());
  given.copy(right.data(), right.size());
  return sodium_memcmp(left.data(), right.data(), left.size()) == 0 && !stored.empty();
}

}  // namespace

http::Operation charge_operation(const char* method, const std::string& path, const char* id, const char* summary, const char* clause) {
  return {method, "/api/v1" + path, id, "charges", summary, clause};
}

UnitId unit_of_caller(const Call& call) {
  const Officer* officer = call.organisation->officer(call.actor.officer_id);
  return officer == nullptr ? UnitId{} : officer->unit_id;
}

std::optional<Refusal> refuse_unless_may(const Call& call, const char* verb, UnitId unit, OfficerId officer) {
  CaseFacts facts;
  facts.secrecy = Secrecy::personal;
  facts.handling_unit_id = unit;
  facts.responsible_officer_id = officer;
  const Permission permission = may(*call.rulebook, *call.organisation, call.actor, verb, facts);
  return permission.allowed ? std::nullopt : std::optional(permission.refusal);
}

std::string payer_name(const Payer& payer) { return payer.is_organisation ? payer.name.value : mask_name(payer.name.value); }

std::string class_words(const Call& call, CustomerClass customer_class) {
  switch (customer_class) {
    case CustomerClass::resident: return call.said("居民", "Resident");
    case CustomerClass::low_voltage: return call.said("低压非居民", "Low voltage, not residential");
    case CustomerClass::high_voltage_single: return call.said("高压单电源", "High voltage, one supply");
    case CustomerClass::high_voltage_double: return call.said("高压双电源", "High voltage, two supplies");
  }
  return {};
}

std::string payment_words(const Call& call, const std::string& code) {
  const PaymentWay* way = call.rulebook->charges ? call.rulebook->charges->payment_way(code) : nullptr;
  return way == nullptr ? code : call.said(way->name_zh, way->name_en);
}

std::string late_fee_words(http::Language language, const ChargeLine& line) {
  if (!line.arrear) return {};
  const std::string owed = yuan_text(line.arrear->principal_fen), last_day = to_iso(line.arrear->last_day_on);
  return language == http::Language::zh ? fmt::format("欠费 {} 元，缴费期限 {}，逾期 {} 日", owed, last_day, line.late_days())
                                        : fmt::format("{} yuan owed, to be paid by {}, {} days late", owed, last_day, line.late_days());
}

std::string quantity_text(std::int64_t thousandths) {
  const std::int64_t size = std::abs(thousandths);
  std::string text = fmt::format("{}{}.{:03}", thousandths < 0 ? "-" : "", grouped(size / 1000), size % 1000);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

ReceiptRowView receipt_row_view(const Call& call, const Receipt& receipt) {
  ReceiptRowView view;
  view.id = receipt.id;
  view.version = receipt.version;
  view.number = number_text(receipt);
  view.origin = receipt.origin;
  view.state = receipt.state;
  view.issued_at = receipt.issued_at;
  view.charged_on = receipt.charged_on;
  view.officer_name = officer_name(call, receipt.officer_id);
  view.unit_name = unit_name(call, receipt.unit_id);
  view.customer_id = receipt.payer.customer_id;
  view.payer_name = payer_name(receipt.payer);
  view.payer_class = receipt.payer.payer_class;
  view.payer_class_name = class_words(call, receipt.payer.payer_class);
  view.payment_way = receipt.payment_way;
  view.payment_way_name = payment_words(call, receipt.payment_way);
  for (const ChargeLine& line : receipt.lines)
    view.lines.push_back({line.number, line.code, call.said(line.name_zh, line.name_en), line.unit, price_text(line.yuan_e8), line.quantity_thousandths, line.amount_fen, line.arrear, line.late_days()});
  view.total_fen = receipt.total_fen;
  view.cancels_number = receipt.cancels_number;
  view.source_number = receipt.source_number;
  return view;
}

Call without_request(const Call& call) {
  static const http::Request no_request;
  return {no_request, call.language, call.actor, {}, {}, false, call.now, call.organisation, call.rulebook};
}

std::string receipt_code(const House& house, db::Session& session, ReceiptId id) {
  const std::string sealed = receipt_code_sealed(session, id);
  const std::string code = sealed.empty() ? std::string() : house.key().unseal(code_purpose, sealed).value_or("");
  return code.size() == code_length ? code.substr(0, 4) + '-' + code.substr(4) : code;
}

std::string bare_code(std::string_view typed) {
  std::string code;
  if (!is_valid_utf8(typed)) return code;
  for (const char c : to_half_width(typed))
    if (c != '-' && c != ' ') code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return code;
}

void give_receipt_code(const House& house, db::Session& session, ReceiptId id) { keep_receipt_code(session, id, house.key().seal(code_purpose, new_code())); }

std::optional<Receipt> receipt_of_code(const House& house, db::Session& session, std::string_view number, std::string_view code) {
  static const std::string nobodys = house.key().seal(code_purpose, new_code());
  const auto parsed = parse_receipt_number(number);
  const auto id = find_receipt(session, parsed.value_or(ReceiptNumber{}));
  std::string sealed = receipt_code_sealed(session, id.value_or(ReceiptId{}));
  const bool has_code = id && !sealed.empty();
  if (sealed.empty()) sealed = nobodys;
  const bool same = same_code(house.key().unseal(code_purpose, sealed).value_or(""), bare_code(code));
  auto receipt = load_receipt(session, id.value_or(ReceiptId{}));
  return has_code && same ? receipt : std::nullopt;
}

}  // namespace shouwen
