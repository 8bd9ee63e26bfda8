// How a foreign table's columns become our fields: a small TOML file, or our own column names without one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "tables/table_reader.h"

namespace shouwen {

/// One of our fields as an importer asks for it.
struct ImportField {
  const char* name;
  bool required;
  const char* about;        ///< for templates and --help
  const char* label_zh;
  const char* label_en;
  const char* about_zh;
  std::vector<const char*> aliases;  ///< headings that usually mean it, besides its name and labels
};

struct Mapping {
  struct Source {
    std::string column;    ///< of the foreign table; "" = a constant
    std::string constant;
    std::map<std::string, std::string> values;  ///< foreign value → ours
  };
  std::map<std::string, Source> fields;
  std::string date_order = "ymd";   ///< ymd, dmy or mdy
  std::int64_t utc_offset_seconds = china_offset_seconds;

  /// [fields] name = "Column" or { column = …, constant = …, values = { … } }; date_order, utc_offset = "-05:00".
  /// Refusals: import.bad_mapping {reason}.
  static Result<Mapping> parse(const std::string& toml);
};

/// Which of the table's columns our fields probably are: by name, label or alias. Fields without a column are left out.
Mapping suggest_mapping(const std::vector<ImportField>& fields, const tables::Table& table);

/// A foreign row read through a mapping.
class MappedRow {
 public:
  MappedRow(const Mapping& mapping, const tables::Table& table, const tables::TableRow& row) : mapping_(mapping), table_(table), row_(row) {}
  std::int64_t line() const { return row_.line; }
  std::string text(const std::string& field) const;
  /// "" is nothing; what is no time is import.bad_time {field, value}. A date alone is its midnight.
  Result<std::optional<Instant>> instant(const std::string& field) const;
  /// The same for a deadline: a date alone lasts until its last second.
  Result<std::optional<Instant>> deadline(const std::string& field) const;

 private:
  const Mapping& mapping_;
  const tables::Table& table_;
  const tables::TableRow& row_;
};

/// Columns the mapping names but the table lacks, required fields without a source: import.missing_column {column, field, nearest}, or, when nothing is like it or several are missing, import.field_without_column {field, column} with all of them.
Verdict check_columns(const Mapping& mapping, const tables::Table& table, const std::vector<ImportField>& fields);

/// "-05:00" in seconds.
std::optional<std::int64_t> parse_utc_offset(std::string_view text);
/// 2022-01-31 13:47:00, 31/01/2022, 01/31/2022 01:47:15 PM, with seconds or without.
std::optional<Instant> parse_foreign_time(std::string_view text, const std::string& date_order, std::int64_t utc_offset_seconds);

}  // namespace shouwen
