// Cells to a change of a file; a new customer is an empty file changed.
#include "imports/customer_rows.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.h"
#include "customers/account_number.h"
#include "customers/customer_file_store.h"
#include "customers/customer_store.h"
#include "imports/import_cells.h"

namespace shouwen {

namespace {

template <class T>
std::optional<T> word_in(const std::map<std::string, T>& words, std::string word) {
  word = to_half_width(word);
  std::transform(word.begin(), word.end(), word.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto found = words.find(word);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Voltage> voltage_word(const std::string& word) {
  static const std::map<std::string, Voltage> words{
      {"below_1kv", Voltage::below_1kv}, {"低压", Voltage::below_1kv}, {"220v", Voltage::below_1kv}, {"380v", Voltage::below_1kv}, {"0.4kv", Voltage::below_1kv},
      {"kv_10", Voltage::kv_10}, {"10kv", Voltage::kv_10}, {"10千伏", Voltage::kv_10}, {"kv_35", Voltage::kv_35}, {"35kv", Voltage::kv_35}, {"35千伏", Voltage::kv_35},
      {"kv_110", Voltage::kv_110}, {"110kv", Voltage::kv_110}, {"110千伏", Voltage::kv_110}, {"kv_220", Voltage::kv_220}, {"220kv", Voltage::kv_220}, {"220千伏", Voltage::kv_220}};
  return word_in(words, word);
}

std::optional<CriticalGrade> grade_word(const std::string& word) {
  static const std::map<std::string, CriticalGrade> words{
      {"none", CriticalGrade::none}, {"普通", CriticalGrade::none}, {"temporary", CriticalGrade::temporary}, {"临时", CriticalGrade::temporary},
      {"secondary", CriticalGrade::secondary}, {"二级", CriticalGrade::secondary}, {"primary", CriticalGrade::primary}, {"一级", CriticalGrade::primary},
      {"special", CriticalGrade::special}, {"特级", CriticalGrade::special}};
  return word_in(words, word);
}

std::optional<bool> flag_word(const std::string& word) {
  static const std::map<std::string, bool> words{{"yes", true}, {"是", true}, {"1", true}, {"no", false}, {"否", false}, {"0", false}};
  return word_in(words, word);
}

/// "1,250" and full-width digits are a number, "1250.5" and "约1250" are none.
std::optional<std::int64_t> whole_number(const std::string& text) {
  std::string digits = to_half_width(text);
  std::erase(digits, ',');
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? std::optional(number) : std::nullopt;
}

template <class LineType>
void take(std::optional<LineType>& field, const MappedRow& row, const char* column) {
  if (std::string text = row.text(column); !text.empty()) field = LineType{std::move(text)};
}

/// A cell that must be one of our words, or a number.
template <class T, class Parse>
std::optional<Refusal> take_word(std::optional<T>& field, const MappedRow& row, const char* column, Parse parse) {
  const std::string text = clean_text(row.text(column), false);
  if (text.empty()) return std::nullopt;
  const auto found = parse(text);
  if (!found) return bad_cell(column, text);
  field = *found;
  return std::nullopt;
}

/// The representative of the row: his entry if the file knows one of that name, else a new one.
void take_representative(FileChange& change, const MappedRow& row, const CustomerFile& known) {
  const std::string name = clean_text(row.text("representative"), false);
  if (name.empty()) return;
  CustomerRepresentative one{0, {name}, {"用电负责人"}, {}, true, {}, {}};
  for (const CustomerRepresentative& there : known.representatives)
    if (there.name.value == name) one = there;
  if (const std::string role = clean_text(row.text("representative_role"), false); !role.empty()) one.role = {role};
  if (const std::string phone = row.text("representative_phone"); !phone.empty()) one.phone = {phone};
  change.representatives = {{one}};
}

Result<FileChange> change_of(db::Session& session, const MappedRow& row, const CustomerFile& known) {
  FileChange change;
  change.reason = {"导入"};
  take(change.name, row, "name");
  take(change.phone, row, "phone");
  take(change.address, row, "address");
  take(change.usage_category, row, "usage_category");
  take(change.meter_number, row, "meter_number");
  take(change.business, row, "business");
  take(change.trade, row, "trade");
  take(change.licence_number, row, "licence_number");
  take(change.legal_representative, row, "legal_representative");
  take(change.legal_representative_phone, row, "legal_representative_phone");
  take(change.tariff_class, row, "tariff_class");
  take(change.influence, row, "influence");
  if (auto wrong = take_word(change.area, row, "area", &area_word)) return *wrong;
  if (auto wrong = take_word(change.voltage, row, "voltage", &voltage_word)) return *wrong;
  if (auto wrong = take_word(change.contracted_capacity_kva, row, "contracted_capacity_kva", &whole_number)) return *wrong;
  if (auto wrong = take_word(change.critical_grade, row, "critical_grade", &grade_word)) return *wrong;
  if (auto wrong = take_word(change.affiliated, row, "affiliated", &flag_word)) return *wrong;
  if (const std::string station = row.text("station"); !station.empty()) {
    const auto id = unit_in_cell(session, station);
    if (!id) return bad_cell("station", station);
    change.station_unit_id = id;
  }
  take_representative(change, row, known);
  return change;
}

}  // namespace

std::vector<ImportField> customer_fields() {
  return {{"account_number", true, "account number", "户号", "Account", "供电户号", {"用户编号", "客户编号", "户名编号"}},
          {"name", true, "name", "姓名", "Name", "户名", {"户名", "客户名称", "用户名称"}},
          {"phone", false, "phone", "电话", "Phone", "联系电话", {"联系电话", "手机", "手机号码"}},
          {"address", false, "address", "地址", "Address", "用电地址", {"用电地址", "客户地址"}},
          {"area", true, "urban rural remote", "地区", "Area", "城区、农村或边远", {"地区类别"}},
          {"station", false, "code of the supply station", "供电所", "Station", "所属供电所的部门代码", {"供电所代码", "供电单位"}},
          {"usage_category", false, "usage category", "用电类别", "Usage", "如 居民生活", {}},
          {"meter_number", false, "meter number", "表号", "Meter", "电能表号", {"电表编号", "表计编号"}},
          {"business", false, "what it does", "经营项目", "Business", "经营项目", {"主营业务", "经营范围"}},
          {"trade", false, "trade", "行业", "Trade", "行业名称或代码", {"行业分类", "行业类别"}},
          {"licence_number", false, "unified social credit code", "统一社会信用代码", "Licence number", "18位，末位为校验码", {"信用代码", "营业执照号"}},
          {"legal_representative", false, "legal representative", "法人代表", "Legal representative", "法人代表姓名", {"法定代表人", "法人"}},
          {"legal_representative_phone", false, "phone of the legal representative", "法人代表电话", "Legal representative's phone", "法人代表电话", {"法人电话"}},
          {"voltage", false, "below_1kv kv_10 kv_35 kv_110 kv_220", "供电电压", "Voltage", "低压、10kV、35kV、110kV、220kV", {"电压等级"}},
          {"contracted_capacity_kva", false, "contracted capacity in kVA", "合同容量", "Contracted capacity", "kVA，整数", {"合同容量(kVA)", "运行容量", "容量"}},
          {"tariff_class", false, "tariff class", "电价类别", "Tariff class", "执行的电价类别", {"电价"}},
          {"critical_grade", false, "none temporary secondary primary special", "重要用户等级", "Critical customer", "普通、临时、二级、一级、特级", {"重要等级"}},
          {"influence", false, "why it is of special influence", "影响重大的理由", "Influence", "为什么影响重大；没有则留空", {"影响力"}},
          {"affiliated", false, "yes = affiliated enterprise", "关联企业", "Affiliated", "是否多经企业：是或否", {"多经企业", "是否关联企业"}},
          {"representative", false, "the customer's representative", "客户代表", "Representative", "客户方用电负责人姓名", {"用电负责人", "电气负责人"}},
          {"representative_role", false, "his role", "客户代表职务", "Representative's role", "客户代表的职务", {"职务"}},
          {"representative_phone", false, "his phone", "客户代表电话", "Representative's phone", "客户代表联系方式", {"客户代表联系方式", "负责人电话"}}};
}

Result<RowOutcome> add_customer_row(db::Session& session, const MappedRow& row, const ImportContext& context) {
  const std::string account = account_number_of(row.text("account_number"));
  const FileWriter writer{context.actor, context.now, context.rulebook->version, context.rulebook->customer_file};
  const auto id = account.empty() ? std::nullopt : find_customer_by_account(session, account);
  const CustomerFile known = id ? *load_file(session, *id) : CustomerFile{};
  const auto change = change_of(session, row, known);
  if (!change) return change.refusal();
  if (id) {
    const auto changed = change_customer(session, *id, *change, writer);
    if (changed) return RowOutcome::changed;
    if (changed.refusal().code == "customer_file.nothing_changed") return RowOutcome::there_already;
    return changed.refusal();
  }
  if (!change->area) return bad_cell("area", row.text("area"));
  FileChange first = *change;
  first.account_number = Line<1, 30>{account};
  const auto file = change_file(known, first, writer.rules);
  if (!file) return file.refusal();
  const auto added = add_customer(session, *file, "导入", writer);
  if (!added) return added.refusal();
  return RowOutcome::added;
}

}  // namespace shouwen
