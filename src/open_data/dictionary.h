// The dictionary of all data sets, out of dictionary.toml: page, API and files say the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shouwen {

enum class ColumnType { text, integer, decimal, date, time, flag };
struct DataColumn {
  std::string name;
  ColumnType type{};
  std::string name_zh, name_en, unit_zh, unit_en, meaning_zh, meaning_en, redaction_zh, redaction_en;
};
struct DataSet {
  std::string code, name_zh, name_en, about_zh, about_en;
  std::vector<DataColumn> columns;
};

const std::vector<DataSet>& data_sets();
/// CHECKs that there is one.
const DataSet& data_set(std::string_view code);

}  // namespace shouwen
