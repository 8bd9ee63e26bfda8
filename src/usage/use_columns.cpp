// Headings in Chinese and English as systems and people write them.
#include "usage/use_columns.h"

#include <algorithm>

#include "base/text.h"

namespace shouwen {

namespace {

const std::map<std::string, UseColumn>& fields() {
  static const std::map<std::string, UseColumn> known = {
      {"account_number", UseColumn::account_number}, {"month", UseColumn::month}, {"day", UseColumn::day}, {"time", UseColumn::time}, {"end_time", UseColumn::end_time},
      {"total_kwh", UseColumn::total}, {"super_peak_kwh", UseColumn::super_peak}, {"peak_kwh", UseColumn::peak}, {"flat_kwh", UseColumn::flat},
      {"valley_kwh", UseColumn::valley}, {"reactive_kvarh", UseColumn::reactive}, {"max_demand_kw", UseColumn::max_demand}, {"quality", UseColumn::quality}};
  return known;
}

bool names_customer(UseColumn column) { return column == UseColumn::account_number || column == UseColumn::meter_number; }

}  // namespace

UseColumn use_column(const std::string& heading) {
  static const std::map<std::string, UseColumn> words = {
      {"户号", UseColumn::account_number}, {"用户编号", UseColumn::account_number}, {"accountnumber", UseColumn::account_number}, {"account", UseColumn::account_number},
      {"表号", UseColumn::meter_number}, {"meternumber", UseColumn::meter_number},
      {"月份", UseColumn::month}, {"年月", UseColumn::month}, {"month", UseColumn::month},
      {"日期", UseColumn::day}, {"数据日期", UseColumn::day}, {"date", UseColumn::day}, {"day", UseColumn::day},
      {"时间", UseColumn::time}, {"时刻", UseColumn::time}, {"开始时间", UseColumn::time}, {"time", UseColumn::time}, {"timestamp", UseColumn::time}, {"start", UseColumn::time},
      {"结束时间", UseColumn::end_time}, {"end", UseColumn::end_time}, {"endtime", UseColumn::end_time},
      {"电量", UseColumn::total}, {"总电量", UseColumn::total}, {"用电量", UseColumn::total}, {"kwh", UseColumn::total}, {"totalkwh", UseColumn::total}, {"value", UseColumn::total},
      {"尖峰电量", UseColumn::super_peak}, {"尖电量", UseColumn::super_peak}, {"superpeakkwh", UseColumn::super_peak},
      {"峰电量", UseColumn::peak}, {"peakkwh", UseColumn::peak}, {"平电量", UseColumn::flat}, {"flatkwh", UseColumn::flat},
      {"谷电量", UseColumn::valley}, {"valleykwh", UseColumn::valley}, {"无功电量", UseColumn::reactive}, {"reactivekvarh", UseColumn::reactive},
      {"最大需量", UseColumn::max_demand}, {"maxdemandkw", UseColumn::max_demand},
      {"质量", UseColumn::quality}, {"数据质量", UseColumn::quality}, {"quality", UseColumn::quality}};
  const auto found = words.find(heading);
  return found == words.end() ? UseColumn::other : found->second;
}

std::string text_of(const UseMapping& mapping) {
  std::string text = std::to_string(static_cast<int>(mapping.unit)) + '\n' + mapping.account_number + '\n';
  for (const auto& [field, column] : mapping.columns) text += field + '=' + column + '\n';
  return text;
}

Result<std::vector<UseColumn>> use_columns(const std::vector<std::string>& plain_headings, const std::optional<UseMapping>& mapping) {
  std::vector<UseColumn> columns(plain_headings.size(), UseColumn::other);
  if (!mapping) {
    std::transform(plain_headings.begin(), plain_headings.end(), columns.begin(), use_column);
    return columns;
  }
  for (const auto& [field, heading] : mapping->columns) {
    const auto known = fields().find(field);
    if (known == fields().end()) return Refusal{"import.unknown_column", "", "", {{"column", field}}};
    const auto found = std::find(plain_headings.begin(), plain_headings.end(), plain_heading(to_half_width(clean_text(heading, false))));
    if (found == plain_headings.end()) {
      const std::string nearest = nearest_of(heading, plain_headings);
      if (nearest.empty()) return Refusal{"import.field_without_column", "", "", {{"field", field}, {"column", heading}}};
      return Refusal{"import.missing_column", "", "", {{"field", field}, {"column", heading}, {"nearest", nearest}}};
    }
    UseColumn& column = columns[static_cast<std::size_t>(found - plain_headings.begin())];
    if (column != UseColumn::other) return Refusal{"usage.column_twice", "", "", {{"column", heading}}};
    column = known->second;
  }
  if (!mapping->account_number.empty()) std::replace_if(columns.begin(), columns.end(), names_customer, UseColumn::other);
  return columns;
}

}  // namespace shouwen
