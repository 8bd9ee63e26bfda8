// Cells to a charge.
#include "imports/charge_rows.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "charges/affiliate_charge_store.h"
#include "charges/charge_attempt_store.h"
#include "charges/payer_class.h"
#include "customers/customer_file_store.h"
#include "customers/customer_store.h"
#include "imports/import_cells.h"
#include "org/organisation_store.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr const char* unnamed_source = "导入";
constexpr std::size_t most_digits = 12, quantity_decimals = 3, money_decimals = 2;

/// "1,250.5" as a whole number of the smallest part; never rounded.
std::optional<std::int64_t> decimal_cell(const std::string& text, std::size_t decimals) {
  std::string typed = to_half_width(text);
  std::erase(typed, ',');
  const std::size_t point = typed.find('.');
  std::string digits = typed.substr(0, point), fraction = point == std::string::npos ? "" : typed.substr(point + 1);
  while (fraction.size() > decimals && fraction.ends_with('0')) fraction.pop_back();
  if (digits.empty() || digits.size() > most_digits || fraction.size() > decimals || (digits + fraction).find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  fraction.resize(decimals, '0');
  return std::stoll(digits + fraction);
}

std::optional<CustomerClass> class_word(const std::string& word) {
  static const std::map<std::string, CustomerClass> words{
      {"resident", CustomerClass::resident}, {"居民", CustomerClass::resident}, {"居民生活", CustomerClass::resident},
      {"low_voltage", CustomerClass::low_voltage}, {"低压", CustomerClass::low_voltage}, {"低压非居民", CustomerClass::low_voltage},
      {"high_voltage_single", CustomerClass::high_voltage_single}, {"高压单电源", CustomerClass::high_voltage_single},
      {"high_voltage_double", CustomerClass::high_voltage_double}, {"高压双电源", CustomerClass::high_voltage_double}};
  const auto found = words.find(word);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

std::string source_in(const MappedRow& row) {
  const std::string source = row.text("source");
  return source.empty() ? std::string(unnamed_source) : first_characters(source, 60);
}

/// Cells both kinds of table have, or the first that cannot be read.
struct ChargeCells {
  std::string source, source_number, item, unit;
  Date charged_on;
  std::int64_t quantity_thousandths = 0, amount_fen = 0;
};
Result<ChargeCells> cells_of(const MappedRow& row) {
  ChargeCells cells{source_in(row), row.text("source_number"), row.text("item"), row.text("unit"), {}, 0, 0};
  for (const auto& [field, text, most] : {std::tuple{"source_number", cells.source_number, 60U}, {"item", cells.item, 60U}, {"unit", cells.unit, 30U}})
    if (count_characters(text) > most || (text.empty() && std::string_view(field) != "item")) return bad_cell(field, text);
  const auto charged = row.instant("charged_on");
  if (!charged) return charged.refusal();
  if (!*charged) return bad_cell("charged_on", "");
  cells.charged_on = local_date(**charged);
  const auto quantity = decimal_cell(row.text("quantity"), quantity_decimals), amount = decimal_cell(row.text("amount"), money_decimals);
  if (!quantity) return bad_cell("quantity", row.text("quantity"));
  if (!amount) return bad_cell("amount", row.text("amount"));
  cells.quantity_thousandths = *quantity;
  cells.amount_fen = *amount;
  return cells;
}

/// What a late fee was counted from, where the row says it.
Result<std::optional<Arrear>> arrear_of(const MappedRow& row) {
  const std::string principal = row.text("late_fee_principal");
  if (principal.empty()) return std::optional<Arrear>{};
  const auto fen = decimal_cell(principal, money_decimals);
  if (!fen) return bad_cell("late_fee_principal", principal);
  const auto last_day = row.instant("late_fee_last_day");
  if (!last_day) return last_day.refusal();
  if (!*last_day) return bad_cell("late_fee_last_day", "");
  return std::optional(Arrear{*fen, local_date(**last_day)});
}

struct PayerCells {
  Payer payer;
  std::vector<CustomerClass> possible;
};
/// The customer of the account, whose class his file says, or a payer without file, whose class the row says.
Result<PayerCells> payer_of(db::Session& session, const MappedRow& row, const Rulebook& rulebook) {
  PayerCells cells{{}, possible_classes({}, rulebook)};
  cells.payer.name.value = first_characters(row.text("payer"), decltype(cells.payer.name)::max_length);
  if (const std::string account = row.text("account_number"); !account.empty()) {
    const auto id = find_customer_by_account(session, account);
    const auto file = id ? load_file(session, standing_for(session, *id)) : std::nullopt;
    if (!file) return bad_cell("account_number", account);
    cells = {{file->id, {file->name.value}, is_organisation(*file), {}}, possible_classes(*file, rulebook)};
  }
  if (cells.payer.name.value.empty()) return bad_cell("payer", "");
  const std::string word = row.text("payer_class");
  const auto stated = class_word(word);
  if (!word.empty() && !stated) return bad_cell("payer_class", word);
  if (!stated && cells.possible.size() != 1) return bad_cell("payer_class", word);
  cells.payer.payer_class = stated.value_or(cells.possible.front());
  return cells;
}

Refusal refused_on_record(db::Session& session, const AttemptedCharge& tried, const Refusal& refusal, const ImportContext& context) {
  if (is_unlawful_charge(refusal)) record_attempt(session, attempt_of(tried, refusal, context.now), *context.rulebook, load_organisation(session, context.now));
  return refusal;
}

UnitId unit_of(db::Session& session, OfficerId officer, Instant now) {
  const Organisation organisation = load_organisation(session, now);
  const Officer* found = organisation.officer(officer);
  return found == nullptr ? UnitId{} : found->unit_id;
}

}  // namespace

std::vector<ImportField> charge_fields() {
  return {{"source_number", true, "number of the charge in its system", "原单号", "Number there", "在原系统中的收费单号", {"收费单号", "单号", "票据号"}},
          {"charged_on", true, "day it was charged", "收费日期", "Charged on", "收费日期，按当日有效的价目表核对", {"日期", "收费时间"}},
          {"account_number", false, "the customer's account", "户号", "Account", "户号；没有户号的填交费人和类别", {"客户编号", "用户编号"}},
          {"payer", false, "name of a payer without account", "交费人", "Payer", "没有户号时填交费人", {"姓名", "客户名称"}},
          {"payer_class", false, "resident low_voltage high_voltage_single high_voltage_double; empty if the file says it", "类别", "Class",
           "居民、低压非居民、高压单电源、高压双电源；客户档案已能确定的可留空", {"客户类别"}},
          {"item", true, "code of the published item", "项目代码", "Item code", "价目表中的项目代码", {"收费项目代码", "收费项目"}},
          {"unit", true, "as posted: 元/次", "单位", "Unit", "公布的计价单位，如 元/次", {"计价单位"}},
          {"quantity", true, "how many of the unit", "数量", "Quantity", "数量，至多3位小数", {}},
          {"amount", true, "yuan that were taken", "金额", "Yuan", "已收金额（元），须与公布标准一致", {"收费金额", "金额（元）"}},
          {"late_fee_principal", false, "of a late fee: yuan that were owed", "欠费金额", "Amount owed", "违约金：欠费金额（元）", {"欠费本金"}},
          {"late_fee_last_day", false, "of a late fee: last day to pay", "缴费期限", "Last day to pay", "违约金：缴费期限", {"应缴日期"}},
          {"payment_way", false, "code of a way of payment", "方式", "Paid by", "缴费方式代码，如 cash", {"缴费方式"}},
          {"source", false, "system it comes from", "来源", "Source", "来自哪个系统", {"来源系统"}},
          {"remarks", false, "words", "备注", "Remarks", "备注", {}}};
}

Result<RowOutcome> add_charge_row(db::Session& session, const MappedRow& row, const ImportContext& context) {
  if (context.rulebook == nullptr || !context.rulebook->charges) return Refusal{"charge.not_set_up", clause::art_9_2, "", {}};
  const ChargeRules& rules = *context.rulebook->charges;
  const auto cells = cells_of(row);
  if (!cells) return cells.refusal();
  if (cells->item.empty()) return bad_cell("item", "");
  if (local_date(context.now) < cells->charged_on) return bad_cell("charged_on", to_iso(cells->charged_on));
  if (find_imported_receipt(session, cells->source, cells->source_number)) return RowOutcome::there_already;
  const auto payer = payer_of(session, row, *context.rulebook);
  if (!payer) return payer.refusal();
  const std::string way = row.text("payment_way").empty() ? rules.payment_ways.back().code : row.text("payment_way");
  if (rules.payment_way(way) == nullptr) return bad_cell("payment_way", way);
  const auto arrear = arrear_of(row);
  if (!arrear) return arrear.refusal();
  const ChargeWish wish{{cells->item}, {cells->unit}, cells->quantity_thousandths, cells->amount_fen, *arrear};
  const UnitId unit = unit_of(session, context.actor, context.now);
  const AttemptedCharge tried{ReceiptOrigin::imported, context.actor, unit, payer->payer, cells->charged_on, wish, cells->source, cells->source_number};
  if (std::find(payer->possible.begin(), payer->possible.end(), payer->payer.payer_class) == payer->possible.end())
    return refused_on_record(session, tried, {"charge.class_not_of_customer", clause::art_9_2, "/payer_class", {}}, context);
  TriedCharges made = try_charges(session, {wish}, cells->charged_on, payer->payer.payer_class, rules);
  if (!made.refused.empty()) return refused_on_record(session, tried, made.refused.front().second, context);
  NewReceipt fresh{ReceiptOrigin::imported, cells->charged_on, unit, payer->payer, way, std::move(made.charges), {first_characters(row.text("remarks"), 500)}, {}, "", {}, "",
                   cells->source, cells->source_number};
  add_receipt(session, fresh, {context.actor, context.now, context.rulebook->version});
  return RowOutcome::added;
}

std::vector<ImportField> affiliate_charge_fields() {
  return {{"source_number", true, "number of the charge in its system", "原单号", "Number there", "在原系统中的单号", {"收费单号", "单号", "发票号"}},
          {"account_number", true, "account of the affiliated enterprise", "关联企业户号", "Affiliate's account", "关联企业的户号", {"户号"}},
          {"side", true, "charged_by or charged_to", "方向", "Side", "对外收取 charged_by、被收取 charged_to", {"收取方向"}},
          {"counterparty", true, "whom it charged, or who charged it", "对方", "Counterparty", "向谁收取，或由谁收取", {"对方名称", "客户名称"}},
          {"charged_on", true, "day it was charged", "日期", "Charged on", "收费日期，按当日有效的价目表核对", {"收费日期"}},
          {"item", false, "code of a published item", "项目代码", "Item code", "价目表中的项目代码；没有的留空", {"收费项目代码"}},
          {"what", true, "in its own words", "内容", "What", "工程、材料等内容", {"收费内容", "项目名称"}},
          {"unit", true, "as posted: 元/次", "单位", "Unit", "计价单位，如 元/米", {"计价单位"}},
          {"quantity", true, "how many of the unit", "数量", "Quantity", "数量，至多3位小数", {}},
          {"amount", true, "yuan", "金额", "Yuan", "金额（元）", {"金额（元）"}},
          {"source", false, "system it comes from", "来源", "Source", "来自哪个系统", {"来源系统"}}};
}

Result<RowOutcome> add_affiliate_charge_row(db::Session& session, const MappedRow& row, const ImportContext& context) {
  const auto cells = cells_of(row);
  if (!cells) return cells.refusal();
  if (has_affiliate_charge(session, cells->source, cells->source_number)) return RowOutcome::there_already;
  const std::string account = row.text("account_number"), side = row.text("side"), counterparty = row.text("counterparty"), what = row.text("what");
  const auto id = find_customer_by_account(session, account);
  const auto file = id ? load_file(session, standing_for(session, *id)) : std::nullopt;
  if (!file) return bad_cell("account_number", account);
  const bool by = side == "charged_by" || side == "对外收取", to = side == "charged_to" || side == "被收取";
  if (!by && !to) return bad_cell("side", side);
  for (const auto& [field, text, most] : {std::tuple{"counterparty", counterparty, 60U}, {"what", what, 100U}})
    if (text.empty() || count_characters(text) > most) return bad_cell(field, text);
  AffiliateSituation situation{file->affiliated, {}, unit_of(session, context.actor, context.now), context.now};
  if (!cells->item.empty()) situation.published = published_item_on(session, cells->item, cells->charged_on);
  auto entered = enter_affiliate_charge({file->id, by ? AffiliateSide::charged_by : AffiliateSide::charged_to, {counterparty}, cells->charged_on, Line<0, 60>{cells->item}, {what},
                                         {cells->unit}, cells->quantity_thousandths, cells->amount_fen},
                                        situation);
  if (!entered) return entered.refusal();
  entered->source = cells->source;
  entered->source_number = cells->source_number;
  save_affiliate_charge(session, {}, *entered, {context.actor, context.now, context.rulebook == nullptr ? 0 : context.rulebook->version});
  return RowOutcome::added;
}

}  // namespace shouwen
