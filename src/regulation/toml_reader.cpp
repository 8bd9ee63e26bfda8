// Strict reading of TOML tables with the file and line of every mistake.
#include "regulation/toml_reader.h"

#include "base/text.h"

namespace shouwen {

std::optional<std::int32_t> parse_time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t i : {0u, 1u, 3u, 4u})
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
  const int hour = (text[0] - '0') * 10 + text[1] - '0', minute = (text[3] - '0') * 10 + text[4] - '0';
  if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) return std::nullopt;
  return hour * 3600 + minute * 60;
}

TableReader::~TableReader() {
  for (const auto& [key, node] : table_) {
    if (asked_.contains(key.str())) continue;
    const std::string name(key.str());
    mistakes_.add(file_, static_cast<std::int64_t>(node.source().begin.line), "rulebook.unknown_key",
                  "没有“" + name + "”这一项", "unknown key \"" + name + "\"");
  }
}

std::int64_t TableReader::line_of(const char* key) const {
  const toml::node* node = table_.get(key);
  return node != nullptr ? static_cast<std::int64_t>(node->source().begin.line) : line();
}

void TableReader::mistake(const char* key, std::string code, std::string zh, std::string en) {
  mistakes_.add(file_, line_of(key), std::move(code), std::move(zh), std::move(en));
}

void TableReader::unknown_word(const char* key, const std::string& value) {
  mistake(key, "rulebook.unknown_word", "“" + std::string(key) + "”不能是“" + value + "”",
          "\"" + value + "\" is not a possible value of " + key);
}

const toml::node* TableReader::find(const char* key, bool required) {
  asked_.insert(key);
  const toml::node* node = table_.get(key);
  if (node == nullptr && required)
    mistake(key, "rulebook.missing_key", "缺少“" + std::string(key) + "”", std::string("missing key ") + key);
  return node;
}

std::string TableReader::text(const char* key, bool required) {
  const toml::node* node = find(key, required);
  if (node == nullptr) return {};
  if (const auto value = node->value_exact<std::string>()) {
    if (!required || !value->empty()) return clean_text(*value, true);
    mistake(key, "rulebook.empty_value", "“" + std::string(key) + "”不能为空", std::string(key) + " must not be empty");
    return {};
  }
  mistake(key, "rulebook.wrong_type", "“" + std::string(key) + "”应为文字", std::string(key) + " must be a text");
  return {};
}

std::int64_t TableReader::integer(const char* key, bool required) {
  const toml::node* node = find(key, required);
  if (node == nullptr) return 0;
  if (const auto value = node->value_exact<std::int64_t>()) return *value;
  mistake(key, "rulebook.wrong_type", "“" + std::string(key) + "”应为整数", std::string(key) + " must be a whole number");
  return 0;
}

std::int64_t TableReader::integer_within(const char* key, std::int64_t least, std::int64_t most) {
  const std::int64_t value = integer(key);
  const toml::node* node = table_.get(key);
  // What is missing or no whole number is told already.
  if (node == nullptr || !node->is_integer()) return value;
  if (value < least || value > most)
    mistake(key, "rulebook.out_of_range", std::string(key) + " 应为 " + std::to_string(least) + " 到 " + std::to_string(most),
            std::string(key) + " must be " + std::to_string(least) + " to " + std::to_string(most));
  return value;
}

std::int64_t TableReader::integer_within(const char* key, std::int64_t least, std::int64_t most, std::int64_t otherwise) {
  return has(key) ? integer_within(key, least, most) : otherwise;
}

std::vector<std::int64_t> TableReader::integers(const char* key) {
  std::vector<std::int64_t> values;
  const toml::node* node = find(key, false);
  if (node == nullptr) return values;
  const toml::array* array = node->as_array();
  for (std::size_t i = 0; array != nullptr && i < array->size(); ++i)
    if (const auto value = (*array)[i].value_exact<std::int64_t>()) values.push_back(*value);
  if (array == nullptr || values.size() != array->size())
    mistake(key, "rulebook.wrong_type", "“" + std::string(key) + "”应为整数列表", std::string(key) + " must be a list of whole numbers");
  return values;
}

bool TableReader::flag(const char* key, bool otherwise) {
  const toml::node* node = find(key, false);
  if (node == nullptr) return otherwise;
  if (const auto value = node->value_exact<bool>()) return *value;
  mistake(key, "rulebook.wrong_type", "“" + std::string(key) + "”应为 true 或 false", std::string(key) + " must be true or false");
  return otherwise;
}

std::optional<Date> TableReader::date(const char* key, bool required) {
  const toml::node* node = find(key, required);
  if (node == nullptr) return std::nullopt;
  if (const auto value = node->value_exact<toml::date>()) return Date::of(value->year, value->month, value->day);
  mistake(key, "rulebook.wrong_type", "“" + std::string(key) + "”应为日期，如 2024-06-01", std::string(key) + " must be a date such as 2024-06-01");
  return std::nullopt;
}

std::optional<Limit> TableReader::limit(const char* key, bool required) {
  const std::string value = text(key, required);
  if (value.empty()) return std::nullopt;
  const Result<Limit> parsed = parse_limit(value);
  if (parsed) return *parsed;
  const std::string code = parsed.refusal().code;
  if (code == "limit.zero") {
    mistake(key, code, "时限“" + value + "”须大于零", "limit \"" + value + "\" must be more than nothing");
  } else if (code == "limit.too_long") {
    const std::string& longest = parsed.refusal().values.back().second;
    mistake(key, code, "时限“" + value + "”超过上限 " + longest + "（十年）", "limit \"" + value + "\" is over the longest, " + longest + " (ten years)");
  } else {
    mistake(key, code, "时限“" + value + "”写法不对，应如 5wd、24h、30min", "limit \"" + value + "\" must look like 5wd, 24h, 30min");
  }
  return std::nullopt;
}

std::vector<std::string> TableReader::texts(const char* key) {
  std::vector<std::string> values;
  const toml::node* node = find(key, false);
  if (node == nullptr) return values;
  const toml::array* array = node->as_array();
  const auto wrong = [&] {
    mistake(key, "rulebook.wrong_type", "“" + std::string(key) + "”应为文字列表", std::string(key) + " must be a list of texts");
  };
  if (array == nullptr) {
    wrong();
    return values;
  }
  for (const toml::node& item : *array) {
    if (const auto value = item.value_exact<std::string>()) values.push_back(*value);
    else wrong();
  }
  return values;
}

std::int32_t TableReader::time_of_day(const char* key) {
  const std::string value = text(key);
  if (const auto second = parse_time_of_day(value)) return *second;
  mistake(key, "rulebook.bad_time_of_day", "“" + value + "”不是时刻，应如 08:30", "\"" + value + "\" is not a time of day such as 08:30");
  return 0;
}

const toml::table* TableReader::table(const char* key, bool required) {
  const toml::node* node = find(key, required);
  if (node == nullptr) return nullptr;
  if (node->as_table() == nullptr)
    mistake(key, "rulebook.wrong_type", "“" + std::string(key) + "”应为一组设置", std::string(key) + " must be a table");
  return node->as_table();
}

void TableReader::tables(const char* key, const std::function<void(TableReader&)>& each) {
  const toml::node* node = find(key, false);
  if (node == nullptr) return;
  const toml::array* array = node->as_array();
  if (array == nullptr || !array->is_array_of_tables()) {
    mistake(key, "rulebook.wrong_type", "“" + std::string(key) + "”应写成 [[" + key + "]]", std::string("write [[") + key + "]]");
    return;
  }
  for (const toml::node& item : *array) {
    TableReader reader(*item.as_table(), file_, mistakes_);
    each(reader);
  }
}

}  // namespace shouwen
