// Mappings in TOML, foreign times.
#include "imports/mapping.h"

#include "base/toml.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "imports/row_piece.h"

namespace shouwen {

namespace {

Refusal bad_mapping(std::string reason) { return {"import.bad_mapping", "", "", {{"reason", std::move(reason)}}}; }

/// The numbers in a text, at most seven.
std::vector<int> numbers_of(std::string_view text) {
  std::vector<int> numbers;
  std::size_t at = 0;
  while (at < text.size() && numbers.size() < 7) {
    if (text[at] < '0' || text[at] > '9') {
      ++at;
      continue;
    }
    int number = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
    if (error != std::errc()) return {};
    numbers.push_back(number);
    at = static_cast<std::size_t>(end - text.data());
  }
  return numbers;
}

Mapping::Source source_of(const toml::node& node) {
  Mapping::Source source;
  if (const auto text = node.value<std::string>()) source.column = *text;
  if (const toml::table* table = node.as_table()) {
    source.column = (*table)["column"].value_or(std::string());
    source.constant = (*table)["constant"].value_or(std::string());
    if (const toml::table* values = (*table)["values"].as_table())
      for (const auto& [from, to] : *values) source.values[std::string(from.str())] = to.value_or(std::string());
  }
  return source;
}

}  // namespace

Result<Mapping> Mapping::parse(const std::string& toml) {
  const ParsedToml parsed = parse_toml(toml);
  if (!parsed.table) return bad_mapping("第" + std::to_string(parsed.line) + "行：" + parsed.error_zh() + " / line " + std::to_string(parsed.line) + ": " + parsed.error);
  Mapping mapping;
  const toml::table& table = *parsed.table;
  mapping.date_order = table["date_order"].value_or(mapping.date_order);
  if (mapping.date_order != "ymd" && mapping.date_order != "dmy" && mapping.date_order != "mdy") return bad_mapping("date_order = ymd, dmy, mdy");
  if (const auto offset = table["utc_offset"].value<std::string>()) {
    const auto seconds = parse_utc_offset(*offset);
    if (!seconds) return bad_mapping("utc_offset = \"+08:00\"");
    mapping.utc_offset_seconds = *seconds;
  }
  const toml::table* fields = table["fields"].as_table();
  if (fields == nullptr) return bad_mapping("[fields] missing");
  for (const auto& [name, node] : *fields) mapping.fields[std::string(name.str())] = source_of(node);
  return mapping;
}

Mapping suggest_mapping(const std::vector<ImportField>& fields, const tables::Table& table) {
  Mapping mapping;
  for (const ImportField& field : fields) {
    std::vector<const char*> names = {field.name, field.label_zh, field.label_en};
    names.insert(names.end(), field.aliases.begin(), field.aliases.end());
    for (const char* name : names) {
      const int column = table.column(name);
      if (column < 0) continue;
      mapping.fields[field.name].column = table.heading[static_cast<std::size_t>(column)];
      break;
    }
  }
  return mapping;
}

BoundMapping::BoundMapping(const Mapping& mapping, const tables::Table& table, const std::vector<ImportField>& fields) : mapping_(mapping) {
  for (const ImportField& field : fields) {
    const auto found = mapping.fields.find(field.name);
    Column column;
    if (found != mapping.fields.end()) column = {found->second.column.empty() ? -1 : table.column(found->second.column), &found->second};
    columns_.push_back(column);
  }
}

std::string BoundMapping::text(const std::vector<std::string>& cells, std::size_t field) const {
  const Column& column = columns_[field];
  if (column.source == nullptr) return {};
  std::string value = column.at >= 0 && static_cast<std::size_t>(column.at) < cells.size() ? cells[static_cast<std::size_t>(column.at)] : column.source->constant;
  if (value.empty()) return value;
  if (is_valid_utf8(value)) value = clean_text(value, true);
  const auto mapped = column.source->values.find(value);
  return mapped == column.source->values.end() ? value : mapped->second;
}

std::optional<Instant> BoundMapping::instant(const std::string& text) const { return parse_foreign_time(text, mapping_.date_order, mapping_.utc_offset_seconds); }

std::string MappedRow::text(const std::string& field) const {
  const auto found = mapping_.fields.find(field);
  if (found == mapping_.fields.end()) return {};
  const Mapping::Source& source = found->second;
  std::string value = source.constant;
  const int column = source.column.empty() ? -1 : table_.column(source.column);
  if (column >= 0 && static_cast<std::size_t>(column) < row_.cells.size()) value = row_.cells[static_cast<std::size_t>(column)];
  if (is_valid_utf8(value)) value = clean_text(value, true);
  const auto mapped = source.values.find(value);
  return mapped == source.values.end() ? value : mapped->second;
}

Result<std::optional<Instant>> MappedRow::instant(const std::string& field) const {
  const std::string value = text(field);
  if (value.empty()) return std::optional<Instant>();
  const auto at = parse_foreign_time(value, mapping_.date_order, mapping_.utc_offset_seconds);
  if (!at) return Refusal{"import.bad_time", "", "/" + field, {{"field", field}, {"value", value}}};
  return at;
}

Result<std::optional<Instant>> MappedRow::deadline(const std::string& field) const {
  Result<std::optional<Instant>> at = instant(field);
  if (!at || !*at || numbers_of(text(field)).size() > 3) return at;
  return std::optional((*at)->plus_seconds(seconds_per_day - 1));
}

namespace {

struct Missing {
  std::string zh, en, nearest;  ///< nearest: a heading it may be meant by; "" = none
};

/// All of them at once; a single one with what may be meant by it.
Refusal told(const std::vector<Missing>& missing) {
  const Missing& first = missing.front();
  if (missing.size() == 1 && !first.nearest.empty())
    return {"import.missing_column", "", "", {{"column", first.en}, {"field", first.zh}, {"nearest", first.nearest}}};
  std::string zh, en;
  for (const Missing& one : missing) {
    zh += (zh.empty() ? "“" : "、“") + one.zh + "”";
    en += (en.empty() ? "“" : ", “") + one.en + "”";
  }
  return {"import.field_without_column", "", "", {{"field", zh}, {"column", en}}};
}

}  // namespace

Verdict check_columns(const Mapping& mapping, const tables::Table& table, const std::vector<ImportField>& fields) {
  std::vector<Missing> missing;
  for (const ImportField& field : fields) {
    const auto source = mapping.fields.find(field.name);
    const bool present = source != mapping.fields.end() && (source->second.column.empty() || table.column(source->second.column) >= 0);
    if (present || !field.required) continue;
    if (source == mapping.fields.end()) missing.push_back({field.label_zh, field.label_en, nearest_of(field.name, table.heading)});
    else missing.push_back({source->second.column, source->second.column, nearest_of(source->second.column, table.heading)});
  }
  if (!missing.empty()) return told(missing);
  for (const auto& [name, source] : mapping.fields) {
    const bool known = std::any_of(fields.begin(), fields.end(), [&name](const ImportField& field) { return name == field.name; });
    if (!known) return Refusal{"import.unknown_column", "", "", {{"column", name}}};
  }
  return Done{};
}

std::optional<std::int64_t> parse_utc_offset(std::string_view text) {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  int hours = 0, minutes = 0;
  const auto read_hours = std::from_chars(text.data() + 1, text.data() + 3, hours), read_minutes = std::from_chars(text.data() + 4, text.data() + 6, minutes);
  if (read_hours.ptr != text.data() + 3 || read_minutes.ptr != text.data() + 6 || hours > 14 || minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

std::optional<Instant> parse_foreign_time(std::string_view text, const std::string& date_order, std::int64_t utc_offset_seconds) {
  if (const std::string half = to_half_width(text); half != text) return parse_foreign_time(half, date_order, utc_offset_seconds);
  const bool says_zone = text.size() > 19 && (text.back() == 'Z' || text[19] == '+' || text[19] == '-');
  if (says_zone) return parse_instant(text);
  const std::vector<int> n = numbers_of(text);
  if (n.size() < 3) return std::nullopt;
  const int year = date_order == "ymd" ? n[0] : n[2], month = date_order == "dmy" ? n[1] : date_order == "mdy" ? n[0] : n[1];
  const int day = date_order == "ymd" ? n[2] : date_order == "dmy" ? n[0] : n[1];
  int hour = n.size() > 3 ? n[3] : 0;
  const int minute = n.size() > 4 ? n[4] : 0, second = n.size() > 5 ? n[5] : 0;
  const bool pm = text.ends_with("PM") || text.ends_with("pm"), am = text.ends_with("AM") || text.ends_with("am");
  if ((pm || am) && (hour < 1 || hour > 12)) return std::nullopt;
  if (pm && hour < 12) hour += 12;
  if (am && hour == 12) hour = 0;
  if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const Date date = Date::of(year, month, day);
  if (date.month() != month || date.day() != day) return std::nullopt;
  return Instant{static_cast<std::int64_t>(date.days) * seconds_per_day + hour * 3600 + minute * 60 + second - utc_offset_seconds};
}

}  // namespace shouwen
