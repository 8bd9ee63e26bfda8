// Reading the dictionary, once, out of the binary.
#include "open_data/dictionary.h"

#include "base/check.h"
#include "base/embedded.h"
#include "base/toml.h"

namespace shouwen {

namespace {

std::string text_of(const toml::table& table, const char* key) { return table[key].value_or(std::string()); }

ColumnType type_of(const std::string& word) {
  if (word == "integer") return ColumnType::integer;
  if (word == "decimal") return ColumnType::decimal;
  if (word == "date") return ColumnType::date;
  if (word == "time") return ColumnType::time;
  if (word == "flag") return ColumnType::flag;
  SHOUWEN_CHECK(word == "text");
  return ColumnType::text;
}

DataColumn column_of(const toml::table& table) {
  return {text_of(table, "name"), type_of(text_of(table, "type")), text_of(table, "name_zh"), text_of(table, "name_en"), text_of(table, "unit_zh"), text_of(table, "unit_en"),
          text_of(table, "meaning_zh"), text_of(table, "meaning_en"), text_of(table, "redaction_zh"), text_of(table, "redaction_en")};
}

std::vector<DataSet> read_sets() {
  const ParsedToml parsed = parse_toml(embedded_dictionary().front().content);
  SHOUWEN_CHECK(parsed.table.has_value());
  std::vector<DataSet> sets;
  for (const toml::node& node : *(*parsed.table)["data_set"].as_array()) {
    const toml::table& table = *node.as_table();
    DataSet set{text_of(table, "code"), text_of(table, "name_zh"), text_of(table, "name_en"), text_of(table, "about_zh"), text_of(table, "about_en"), {}};
    for (const toml::node& column : *table["column"].as_array()) set.columns.push_back(column_of(*column.as_table()));
    sets.push_back(std::move(set));
  }
  return sets;
}

}  // namespace

const std::vector<DataSet>& data_sets() {
  static const std::vector<DataSet> sets = read_sets();
  return sets;
}

const DataSet& data_set(std::string_view code) {
  const DataSet* found = nullptr;
  for (const DataSet& set : data_sets())
    if (set.code == code) found = &set;
  SHOUWEN_CHECK(found != nullptr);
  return *found;
}

}  // namespace shouwen
