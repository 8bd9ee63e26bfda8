// Reading CSV.
#include <algorithm>
#include <array>
#include <fstream>

#include "tables/table_reader.h"

namespace shouwen::tables {

namespace {

constexpr std::size_t block_bytes = 1 << 20;

/// The delimiter that is most frequent in the first line outside quotes; a comma if there is none.
char delimiter_of(std::string_view text) {
  constexpr std::array<char, 4> candidates{',', '\t', ';', '|'};
  std::array<int, 4> counts{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    for (std::size_t i = 0; i < candidates.size(); ++i) counts[i] += c == candidates[i];
  }
  const auto best = std::max_element(counts.begin(), counts.end());
  return *best == 0 ? ',' : candidates[static_cast<std::size_t>(best - counts.begin())];
}

class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  bool at_end() const { return at_ >= text_.size(); }
  bool unclosed() const { return unclosed_; }

  TableRow next() {
    TableRow row;
    // As many as the row before: doubling would keep room for more with every row of a large table.
    row.cells.reserve(cells_);
    row.line = line_;
    for (;;) {
      row.cells.push_back(next_cell());
      cells_ = row.cells.size();
      if (at_end()) return row;
      const char end = text_[at_++];
      if (end == delimiter_) continue;
      if (end == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
      ++line_;
      return row;
    }
  }

 private:
  std::string next_cell() { return !at_end() && text_[at_] == '"' ? quoted_cell() : plain_cell(); }

  std::string plain_cell() {
    const std::size_t from = at_;
    while (!at_end() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    return std::string(text_.substr(from, at_ - from));
  }

  std::string quoted_cell() {
    std::string cell;
    ++at_;
    while (!at_end()) {
      const char c = text_[at_++];
      if (c == '"') {
        if (!at_end() && text_[at_] == '"') {
          cell += '"';
          ++at_;
          continue;
        }
        // What follows a closing quote before the delimiter is kept as it stands.
        return cell + plain_cell();
      }
      if (c == '\n') ++line_;
      cell += c;
    }
    unclosed_ = true;
    return cell;
  }

  std::string_view text_;
  const char delimiter_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
  std::size_t cells_ = 0;
  bool unclosed_ = false;
};

bool is_blank(const TableRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return cell.empty(); });
}

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name)
    if (c != ' ' && c != '\t' && c != '_') plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return plain;
}

}  // namespace

int Table::column(std::string_view name) const {
  for (std::size_t i = 0; i < heading.size(); ++i)
    if (plain_name(heading[i]) == plain_name(name)) return static_cast<int>(i);
  return -1;
}

Result<Table> parse_csv(std::string_view utf8, const TableLimits& limits) {
  Table table;
  CsvReader reader(utf8, delimiter_of(utf8));
  while (!reader.at_end()) {
    TableRow row = reader.next();
    if (reader.unclosed()) return Refusal{"import.unclosed_quote", "", "", {{"line", std::to_string(row.line)}}};
    if (row.cells.size() > limits.columns) return Refusal{"import.too_many_columns", "", "", {{"limit", std::to_string(limits.columns)}}};
    if (is_blank(row)) continue;
    if (table.heading.empty()) {
      table.heading = std::move(row.cells);
      continue;
    }
    if (table.rows.size() >= limits.rows) return Refusal{"import.too_many_rows", "", "", {{"limit", std::to_string(limits.rows)}}};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Result<Table> parse_table(std::string_view bytes, const TableLimits& limits) {
  if (bytes.size() > limits.bytes) return Refusal{"import.too_large", "", "", {{"limit", std::to_string(limits.bytes >> 20) + " MB"}}};
  if (bytes.starts_with("PK")) {
    Result<Table> table = parse_xlsx(bytes, limits);
    if (table) table->encoding = "xlsx";
    return table;
  }
  // The usual encoding is read where it stands: a copy of a large file is memory for nothing.
  if (const auto utf8 = utf8_text(bytes)) {
    Result<Table> table = parse_csv(*utf8, limits);
    if (table) table->encoding = "UTF-8";
    return table;
  }
  std::string encoding;
  const Result<std::string> text = to_utf8(bytes, encoding);
  // What says no encoding of itself and is none of the usual ones is no text at all: a picture, a broken workbook.
  if (!text) return encoding == "GB18030" ? Refusal{"import.not_a_table", "", "", {}} : text.refusal();
  if (text->find('\0') != std::string::npos) return Refusal{"import.not_a_table", "", "", {}};
  Result<Table> table = parse_csv(*text, limits);
  if (table) table->encoding = encoding;
  return table;
}

Result<Table> read_table(const std::filesystem::path& file, const TableLimits& limits) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Refusal{"import.file_missing", "", "", {{"file", file.string()}}};
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (!error && size > limits.bytes) return Refusal{"import.too_large", "", "", {{"limit", std::to_string(limits.bytes >> 20) + " MB"}}};
  std::string content;
  if (!error) content.reserve(static_cast<std::size_t>(size));
  std::string block(block_bytes, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0) content.append(block.data(), static_cast<std::size_t>(in.gcount()));
  return parse_table(content, limits);
}

}  // namespace shouwen::tables
