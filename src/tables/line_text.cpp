// Sheets to lines.
#include "tables/line_text.h"

#include <fmt/format.h>

#include <charconv>

namespace shouwen::tables {

namespace {

/// What a spreadsheet calls day 0 and day 1: times of day have no date.
constexpr std::string_view day_zero = "1899-12-30", day_one = "1899-12-31";

std::string plain_cell(const std::string& cell) {
  if (cell == day_zero) return "00:00";
  if (cell == day_one) return "24:00";
  const bool moment = cell.size() == 19 && cell[4] == '-' && cell[7] == '-' && cell[10] == 'T';
  if (moment && cell.starts_with(day_zero)) return cell.substr(11);
  if (moment) return cell.substr(0, 10) + ' ' + cell.substr(11);
  if (cell.find_first_of("eE") != std::string::npos) {
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error == std::errc() && end == cell.data() + cell.size() && value > -1e15 && value < 1e15) return fmt::format("{:.6f}", value);
  }
  return cell;
}

void append_row(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    const std::string cell = plain_cell(cells[i]);
    const bool quoted = cell.find_first_of(",\"\r\n") != std::string::npos;
    if (quoted) out += '"';
    for (const char c : cell) {
      if (c == '"') out += '"';
      // A line end inside a cell would count as a line of the file.
      out += c == '\n' || c == '\r' ? ' ' : c;
    }
    if (quoted) out += '"';
  }
  out += '\n';
}

}  // namespace

Result<std::optional<std::string>> as_line_text(std::string_view bytes, const TableLimits& limits) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("PK")) {
    const Result<Table> table = parse_xlsx(bytes, limits);
    if (!table) return table.refusal();
    std::string text;
    append_row(text, table->heading);
    std::int64_t line = 1;
    for (const TableRow& row : table->rows) {
      for (; line + 1 < row.line; ++line) text += '\n';
      append_row(text, row.cells);
      ++line;
    }
    return std::optional(std::move(text));
  }
  if (!bytes.starts_with("\xff\xfe"sv) && !bytes.starts_with("\xfe\xff"sv) && !bytes.starts_with("\0\0\xfe\xff"sv)) return std::optional<std::string>();
  std::string encoding;
  Result<std::string> text = to_utf8(bytes, encoding);
  if (!text) return text.refusal();
  return std::optional(*std::move(text));
}

}  // namespace shouwen::tables
