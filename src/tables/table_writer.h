// Tables for people's spreadsheets: CSV by pieces, XLSX through a temporary file. Cells never become formulas.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shouwen::tables {

/// Three bytes a spreadsheet needs to read UTF-8 CSV rightly.
inline constexpr std::string_view csv_byte_order_mark = "\xef\xbb\xbf";

/// Appends one RFC 4180 row. A cell that begins like a formula (= + - @ tab) gets an apostrophe before it, unless it is a
/// plain number.
void append_csv_row(std::string& out, const std::vector<std::string>& cells);

/// A workbook of one sheet, built in constant memory in a temporary file.
class XlsxWriter {
 public:
  explicit XlsxWriter(const std::string& sheet_name);
  ~XlsxWriter();
  XlsxWriter(const XlsxWriter&) = delete;

  /// The first row is the heading: bold, frozen, with a filter.
  void add_row(const std::vector<std::string>& cells);
  /// The whole file; nothing can be added any more. Empty if the workbook could not be written.
  std::string finish();

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace shouwen::tables
