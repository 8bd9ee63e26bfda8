// Rows of an archive's tables as CSV that loses nothing: numbers stand bare, texts and bytes (as hex) in quotes, NULL is nothing at all.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "db/table_list.h"

namespace shouwen {

/// Spreadsheet programs take CSV for UTF-8 by it.
inline constexpr std::string_view table_start = "\xEF\xBB\xBF";

std::string heading_line(const db::TableShape& table);
/// The row a query stands on, with its line end. `emptied`, by column or nothing: bytes become the digits of the row's first column,
/// which differ from row to row and are no hash; texts become empty.
void append_row(std::string& out, const db::TableShape& table, const db::Query& row, const std::vector<bool>& emptied);

struct CsvCell {
  bool quoted = false;
  std::string text;
};
/// Reads row by row. Nothing but what is written here is understood: an archive is exact or damaged.
class CsvRows {
 public:
  explicit CsvRows(std::istream& in) : in_(*in.rdbuf()) {}
  /// False at the end, or where the text is none of ours: then is_damaged().
  bool next(std::vector<CsvCell>& cells);
  bool is_damaged() const { return damaged_; }
  std::int64_t rows() const { return rows_; }  ///< read so far

 private:
  bool quoted(std::string& text);
  std::streambuf& in_;
  bool damaged_ = false;
  std::int64_t rows_ = 0;
};

/// Binds a row read; false if a cell is none of its column.
bool bind_row(db::Query& insert, const db::TableShape& table, const std::vector<CsvCell>& cells);

/// Hex digits in small letters, and back; false for anything else.
std::string hex_of(std::string_view bytes);
bool bytes_of_hex(std::string_view hex, std::string& bytes);

}  // namespace shouwen
