// Foreign tables: CSV in any usual encoding and delimiter, XLSX; rows of text with the line they stand in.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace shouwen::tables {

struct TableRow {
  std::int64_t line = 0;  ///< 1 = first line of the file, or row of the sheet
  std::vector<std::string> cells;
};

/// A whole table in memory, UTF-8; the first row is the heading.
struct Table {
  std::vector<std::string> heading;
  std::vector<TableRow> rows;
  std::string encoding;   ///< what it was read as: UTF-8, GB18030, UTF-16LE, xlsx …
  /// The column of this name (white space and case do not matter); -1 if there is none.
  int column(std::string_view name) const;
};

struct TableLimits {
  std::size_t bytes = std::size_t{512} << 20;  ///< of a file, and of what an XLSX unpacks to
  std::size_t rows = 3'000'000;
  std::size_t columns = 2000;
};

/// CSV or XLSX by content. Refusals: import.file_missing, import.not_a_workbook, import.not_a_table, import.no_readable_sheet,
/// import.damaged_part {part}, import.bad_encoding {encoding}, import.too_large {limit}.
Result<Table> read_table(const std::filesystem::path& file, const TableLimits& limits = {});
/// The same from bytes in memory.
Result<Table> parse_table(std::string_view bytes, const TableLimits& limits = {});

/// RFC 4180 with any of , ; tab |; CRLF, LF or CR line ends; a quote that never closes is import.unclosed_quote {line}.
Result<Table> parse_csv(std::string_view utf8, const TableLimits& limits = {});
/// First sheet of an XLSX; dates become ISO text by their cell style.
Result<Table> parse_xlsx(std::string_view bytes, const TableLimits& limits = {});

/// The text of bytes that are UTF-8, without their mark; nothing if they are of another encoding.
std::optional<std::string_view> utf8_text(std::string_view bytes);
/// To UTF-8: by byte order mark, else UTF-8 if valid, else GB18030 (the encoding of Chinese spreadsheets).
Result<std::string> to_utf8(std::string_view bytes, std::string& encoding);

}  // namespace shouwen::tables
