// Cells in yuan, kWh and words to records; fields are asked for by their place in the lists below.
#include "imports/record_rows.h"

#include <algorithm>

#include "account_records/account_record_store.h"
#include "account_records/check_record.h"
#include "base/text.h"
#include "customers/account_number.h"
#include "customers/customer_store.h"
#include "imports/import_cells.h"
#include "usage/monthly_use.h"

namespace shouwen {

namespace {

constexpr std::size_t note_length = 200, number_length = 40;

/// What no rule lets pass; larger numbers are not told apart.
constexpr std::int64_t beyond_all = 1'000'000'000'000'000'000;

/// A decimal number times `unit`; commas between thousands and full-width digits are understood. Spreadsheets write 0.1 + 0.2
/// as 0.30000000000000004: what lies below a thousandth of the last digit is their rounding.
std::optional<std::int64_t> scaled(std::string text, std::int64_t unit) {
  if (!std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) text = to_half_width(text);
  std::erase(text, ',');
  constexpr std::int64_t dust = 1000, whole_at_most = 1'000'000'000'000;
  const bool negative = text.starts_with('-');
  std::size_t at = negative ? 1 : 0;
  const std::size_t first = at;
  std::int64_t whole = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) whole = std::min(whole * 10 + (text[at] - '0'), whole_at_most);
  std::size_t digits = at - first;
  std::int64_t fine = unit * dust, value = whole * fine;
  if (at < text.size() && text[at] == '.')
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++digits) value += (text[at] - '0') * (fine /= 10);
  if (digits == 0 || at != text.size()) return std::nullopt;
  if (whole == whole_at_most) return negative ? -beyond_all : beyond_all;
  const std::int64_t rest = value % dust;
  if (rest > 1 && rest < dust - 1) return std::nullopt;
  value = (value + dust / 2) / dust;
  return negative ? -value : value;
}

constexpr std::int64_t fen_a_yuan = 100, wh_a_kwh = 1000;

/// One row on its way to a record: the first thing that cannot be read is its refusal.
class RowReader {
 public:
  RowReader(const BoundMapping& mapping, const std::vector<std::string>& cells, const std::vector<ImportField>& fields) : mapping_(mapping), cells_(cells), fields_(fields) {}

  std::string text(std::size_t field, std::size_t longest) {
    std::string value = clean_text(mapping_.text(cells_, field), false);
    if (count_characters(value) > longest) refuse({"account_record.too_long", "", pointer(field), {{"field", fields_[field].name}, {"limit", std::to_string(longest)}}});
    return value;
  }
  std::optional<std::int64_t> number(std::size_t field, std::int64_t unit) {
    const std::string value = mapping_.text(cells_, field);
    if (value.empty()) return std::nullopt;
    const auto read = scaled(value, unit);
    if (!read) refuse({"account_record.not_a_number", "", pointer(field), {{"field", fields_[field].name}, {"value", value}}});
    return read;
  }
  std::int64_t needed(std::size_t field, std::int64_t unit) {
    const auto read = number(field, unit);
    if (!read) refuse(bad_cell(fields_[field].name, ""));
    return read.value_or(0);
  }
  std::optional<Date> day(std::size_t field) {
    const auto at = instant(field);
    return at ? std::optional(local_date(*at)) : std::nullopt;
  }
  std::optional<Instant> instant(std::size_t field) {
    const std::string value = mapping_.text(cells_, field);
    if (value.empty()) return std::nullopt;
    const auto at = mapping_.instant(value);
    if (!at) refuse({"import.bad_time", "", pointer(field), {{"field", fields_[field].name}, {"value", value}}});
    return at;
  }
  std::string raw(std::size_t field) { return mapping_.text(cells_, field); }
  void refuse_cell(std::size_t field) { refuse(bad_cell(fields_[field].name, raw(field))); }
  void refuse(Refusal refusal) {
    if (!refusal_) refusal_ = std::move(refusal);
  }
  const std::optional<Refusal>& refusal() const { return refusal_; }

 private:
  std::string pointer(std::size_t field) const { return std::string("/") + fields_[field].name; }

  const BoundMapping& mapping_;
  const std::vector<std::string>& cells_;
  const std::vector<ImportField>& fields_;
  std::optional<Refusal> refusal_;
};

/// amount_fen is amount_yuan in a table, energy_wh energy_kwh.
std::string table_field(std::string field) {
  if (field.ends_with("_fen")) return field.substr(0, field.size() - 3) + "yuan";
  if (field.ends_with("_wh")) return field.substr(0, field.size() - 2) + "kwh";
  return field;
}
Refusal as_of_table(Refusal refusal) {
  if (!refusal.field.empty()) refusal.field = "/" + table_field(refusal.field.substr(1));
  for (auto& [name, value] : refusal.values)
    if (name == "field") value = table_field(value);
  return refusal;
}

BillRecord read_bill(RowReader& row) {
  BillRecord bill;
  const auto month = parse_month(to_half_width(row.raw(1)));
  if (month) bill.month = month->value;
  else row.refuse_cell(1);
  bill.energy_wh = row.number(2, wh_a_kwh);
  bill.amount_fen = row.needed(3, fen_a_yuan);
  bill.energy_charge_fen = row.number(4, fen_a_yuan);
  bill.capacity_charge_fen = row.number(5, fen_a_yuan);
  bill.power_factor_adjustment_fen = row.number(6, fen_a_yuan);
  bill.surcharge_fen = row.number(7, fen_a_yuan);
  bill.late_fee_fen = row.number(8, fen_a_yuan);
  bill.other_fen = row.number(9, fen_a_yuan);
  bill.due_on = row.day(10);
  bill.paid_fen = row.number(11, fen_a_yuan).value_or(0);
  bill.paid_on = row.day(12);
  bill.note.value = row.text(13, note_length);
  return bill;
}

ArrearsRecord read_arrears(RowReader& row) {
  ArrearsRecord arrears;
  const auto day = row.day(1);
  if (!day) row.refuse_cell(1);
  arrears.as_of_on = day.value_or(Date{});
  arrears.amount_fen = row.needed(2, fen_a_yuan);
  arrears.since_on = row.day(3);
  arrears.bills = row.number(4, 1);
  arrears.late_fee_fen = row.number(5, fen_a_yuan);
  arrears.note.value = row.text(6, note_length);
  return arrears;
}

std::optional<OutageKind> outage_kind_word(const std::string& word) {
  if (word == "planned" || word == "计划停电" || word == "计划" || word == "检修") return OutageKind::planned;
  if (word == "unplanned" || word == "故障停电" || word == "故障" || word == "非计划停电" || word == "非计划" || word == "临时") return OutageKind::unplanned;
  return std::nullopt;
}

OutageRecord read_outage(RowReader& row) {
  OutageRecord outage;
  const auto kind = outage_kind_word(row.text(1, number_length));
  if (kind) outage.outage_kind = *kind;
  else row.refuse_cell(1);
  const auto from = row.instant(2);
  if (!from) row.refuse_cell(2);
  outage.from_at = from.value_or(Instant{});
  outage.to_at = row.instant(3);
  outage.cause.value = row.text(4, note_length);
  outage.outage_number.value = row.text(5, number_length);
  return outage;
}

Verdict possible(const BillRecord& bill, Instant now) { return check_record(bill, local_date(now)); }
Verdict possible(const ArrearsRecord& arrears, Instant now) { return check_record(arrears, local_date(now)); }
Verdict possible(const OutageRecord& outage, Instant now) { return check_record(outage, now); }

RowOutcome outcome_of(ImportOutcome outcome) {
  switch (outcome) {
    case ImportOutcome::added: return RowOutcome::added;
    case ImportOutcome::changed: return RowOutcome::changed;
    case ImportOutcome::there_already: return RowOutcome::there_already;
  }
  return RowOutcome::added;
}

template <class Record>
class RecordPiece : public RowPiece {
 public:
  using Read = Record (*)(RowReader&);
  RecordPiece(Read read, const std::vector<ImportField>& fields) : read_(read), fields_(fields) {}

  std::optional<Refusal> take(db::Session& reading, const BoundMapping& mapping, const std::vector<std::string>& cells, const ImportContext& context) override {
    if (!context.rulebook || !context.rulebook->account_records) return Refusal{"account_record.rules_missing", "", "", {}};
    RowReader row(mapping, cells, fields_);
    const std::string account = account_number_of(row.raw(0));
    const auto customer = find_customer_by_account(reading, account);
    if (!customer) return Refusal{"account_record.account_unknown", "", "/account_number", {{"account_number", account}}};
    Record record = read_(row);
    if (row.refusal()) return row.refusal();
    if (const Verdict can_be = possible(record, context.now); !can_be) return as_of_table(can_be.refusal());
    taken_.push_back({*customer, std::move(record)});
    return std::nullopt;
  }

  std::vector<Result<RowOutcome>> write(db::Session& session, const ImportContext& context) override {
    std::vector<Result<RowOutcome>> outcomes;
    for (const Result<ImportOutcome>& one : import_records(session, taken_, {context.import_id, context.actor, context.now})) {
      if (one) outcomes.emplace_back(outcome_of(*one));
      else outcomes.emplace_back(one.refusal());
    }
    return outcomes;
  }

 private:
  Read read_;
  const std::vector<ImportField>& fields_;
  std::vector<OwnedRecord<Record>> taken_;
};

const ImportField account_field{"account_number", true, "account number", "户号", "Account", "供电户号，须已有客户档案", {"用户编号", "客户编号", "户名编号"}};

}  // namespace

std::vector<ImportField> bill_fields() {
  return {account_field,
          {"month", true, "month, e.g. 202610", "月份", "Month", "电费月份，如 2026-10", {"年月", "电费年月", "账期"}},
          {"energy_kwh", false, "energy in kWh", "电量", "Energy", "千瓦时", {"总电量", "用电量", "电量(千瓦时)", "电量(kWh)"}},
          {"amount_yuan", true, "amount billed in yuan", "应收电费", "Billed", "元，含各组成部分", {"电费", "应收金额", "金额", "电费金额", "合计"}},
          {"energy_charge_yuan", false, "energy charge in yuan", "电度电费", "Energy charge", "元", {"电量电费"}},
          {"capacity_charge_yuan", false, "capacity charge in yuan", "基本电费", "Capacity charge", "元；容量或需量电费", {"容量电费", "容需量电费"}},
          {"power_factor_adjustment_yuan", false, "power factor adjustment in yuan", "力调电费", "Power factor adjustment", "元，可以为负", {"功率因数调整电费"}},
          {"surcharge_yuan", false, "funds and surcharges in yuan", "代征", "Surcharges", "元；政府性基金及附加", {"基金及附加", "政府性基金及附加"}},
          {"late_fee_yuan", false, "late fee in yuan", "违约金", "Late fee", "元", {"电费违约金", "滞纳金"}},
          {"other_yuan", false, "the rest in yuan, adjustments too", "其他", "Other", "元，含退补，可以为负", {"退补电费", "其它"}},
          {"due_on", false, "day it is due", "缴费期限", "Due", "应缴日期，如 2026-10-25", {"应缴日期", "到期日"}},
          {"paid_yuan", false, "paid so far in yuan", "已缴", "Paid", "元；没有缴费则留空", {"实收电费", "实收金额", "已缴金额"}},
          {"paid_on", false, "day of the last payment", "缴费日期", "Paid on", "最近一次缴费的日期", {"实收日期", "销账日期"}},
          {"note", false, "note; needed where more was paid than billed", "备注", "Note", "实缴多于应收时须说明原因", {"说明"}}};
}

std::vector<ImportField> arrears_fields() {
  return {account_field,
          {"as_of_on", true, "day the arrears were taken", "截止日期", "As of", "欠费统计到哪一天", {"统计日期", "欠费日期"}},
          {"amount_yuan", true, "owed in yuan, 0 = nothing", "欠费金额", "Owed", "元；已结清填0", {"欠费", "欠费电费", "金额"}},
          {"since_on", false, "day the oldest unpaid bill was due", "最早欠费日", "Since", "最早一笔未缴电费的应缴日期", {"最早应缴日期", "欠费起始日"}},
          {"bills", false, "unpaid bills", "欠费笔数", "Unpaid bills", "未缴电费的笔数", {"欠费月数", "笔数"}},
          {"late_fee_yuan", false, "late fee in yuan", "违约金", "Late fee", "元", {"电费违约金", "滞纳金"}},
          {"note", false, "note", "备注", "Note", "如分期约定", {"说明"}}};
}

std::vector<ImportField> outage_fields() {
  return {account_field,
          {"outage_kind", true, "planned or unplanned", "停电类别", "Kind", "计划停电或故障停电", {"停电类型", "类别", "类型"}},
          {"from_at", true, "when it began", "停电开始", "From", "如 2026-10-05 08:30", {"停电时间", "开始时间", "停电起始时间"}},
          {"to_at", false, "when supply was back", "停电结束", "Until", "尚未复电则留空", {"复电时间", "送电时间", "结束时间"}},
          {"cause", false, "cause in words", "停电原因", "Cause", "如 线路检修", {"原因"}},
          {"outage_number", false, "number of the outage", "停电编号", "Outage number", "在停电管理系统中的编号", {"停电事件编号", "编号", "停电单号"}}};
}

std::unique_ptr<RowPiece> bill_piece() {
  static const std::vector<ImportField> fields = bill_fields();
  return std::make_unique<RecordPiece<BillRecord>>(&read_bill, fields);
}
std::unique_ptr<RowPiece> arrears_piece() {
  static const std::vector<ImportField> fields = arrears_fields();
  return std::make_unique<RecordPiece<ArrearsRecord>>(&read_arrears, fields);
}
std::unique_ptr<RowPiece> outage_piece() {
  static const std::vector<ImportField> fields = outage_fields();
  return std::make_unique<RecordPiece<OutageRecord>>(&read_outage, fields);
}

}  // namespace shouwen
