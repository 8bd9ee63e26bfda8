// A migration is read line by line: a comment before CREATE TABLE is the table's, one behind a column is the column's.
#include "archive/dictionary.h"

#include <algorithm>
#include <utility>

#include "archive/csv_cells.h"
#include "tables/table_writer.h"

namespace shouwen {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::string_view next_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return trimmed(line);
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" (,;")); }

bool is_name(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

class MigrationReader {
 public:
  explicit MigrationReader(std::vector<Meaning>& found) : found_(found) {}

  void read(std::string_view text) {
    while (!text.empty()) read_line(next_line(text));
  }

 private:
  void read_line(std::string_view line) {
    if (line.starts_with("--")) return read_comment(trimmed(line.substr(2)));
    if (line.starts_with("CREATE TABLE ") || line.starts_with("CREATE VIRTUAL TABLE ")) {
      line.remove_prefix(line.find("TABLE ") + 6);
      table_ = first_word(line);
      add("", comment_);
      inside_ = line.ends_with('(');
    } else if (line.starts_with("ALTER TABLE ") && line.find(" ADD COLUMN ") != std::string_view::npos) {
      line.remove_prefix(12);
      table_ = first_word(line);
      line.remove_prefix(line.find("ADD COLUMN ") + 11);
      read_column(line);
    } else if (line.starts_with(')')) {
      inside_ = false;
    } else if (inside_) {
      return read_column(line);
    }
    comment_.clear();
    open_column_.clear();
  }

  /// Behind a column it goes on from the line before.
  void read_comment(std::string_view text) {
    if (inside_ && !open_column_.empty() && !found_.empty() && found_.back().column == open_column_) {
      found_.back().text += ' ' + std::string(text);
      return;
    }
    comment_ += (comment_.empty() ? "" : " ") + std::string(text);
  }

  void read_column(std::string_view line) {
    open_column_.clear();
    const std::string_view name = first_word(line);
    const std::size_t comment = line.find("-- ");
    if (!is_name(name) || comment == std::string_view::npos) return;
    open_column_ = name;
    add(name, trimmed(line.substr(comment + 3)));
  }

  void add(std::string_view column, std::string_view text) {
    if (!text.empty()) found_.push_back({table_, std::string(column), std::string(text)});
  }

  std::vector<Meaning>& found_;
  std::string table_, comment_, open_column_;
  bool inside_ = false;
};

std::string_view type_of(db::ColumnKind kind) {
  switch (kind) {
    case db::ColumnKind::integer: return "integer";
    case db::ColumnKind::text: return "text";
    case db::ColumnKind::blob: return "bytes as hexadecimal digits";
  }
  return {};
}

}  // namespace

std::vector<Meaning> meanings_of(const std::vector<std::string_view>& migrations) {
  std::vector<Meaning> found;
  MigrationReader reader(found);
  for (const std::string_view text : migrations) reader.read(text);
  return found;
}

std::string_view unit_of(std::string_view column) {
  // Names of columns end with their unit (STYLE.md).
  static constexpr std::pair<std::string_view, std::string_view> units[] = {
      {"_at", "seconds since 1970-01-01 00:00 UTC"}, {"_on", "days since 1970-01-01"}, {"_fen", "0.01 yuan"}, {"_wh", "watt-hours"}, {"_varh", "var-hours"}, {"_kva", "kilovolt-amperes"},
      {"_bytes", "bytes"}, {"_seconds", "seconds"}, {"_minutes", "minutes"}, {"_thousandths", "0.001"}, {"_e8", "0.00000001"}, {"valid_from", "seconds since 1970-01-01 00:00 UTC"},
      {"valid_to", "seconds since 1970-01-01 00:00 UTC"}, {"_id", "a row of the table so named"}};
  if (column == "at") return units[0].second;
  for (const auto& [ending, unit] : units)
    if (column.ends_with(ending)) return unit;
  return {};
}

std::string dictionary_of(const std::vector<db::TableShape>& tables, const std::vector<Meaning>& meanings) {
  const auto meaning = [&meanings](const std::string& table, const std::string& column) {
    const auto found = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& one) { return one.table == table && one.column == column; });
    return found == meanings.end() ? std::string() : found->text;
  };
  std::string text(tables::csv_byte_order_mark);
  tables::append_csv_row(text, {"table", "column", "type", "unit", "meaning"});
  for (const db::TableShape& table : tables) {
    tables::append_csv_row(text, {table.name, "", "", "", table.holds_words ? "Words for finding, made from the rows; rowid is the row's id." : meaning(table.name, "")});
    for (const db::TableColumn& column : table.columns)
      tables::append_csv_row(text, {table.name, column.name, std::string(type_of(column.kind)), std::string(unit_of(column.name)), meaning(table.name, column.name)});
  }
  return text;
}

}  // namespace shouwen
