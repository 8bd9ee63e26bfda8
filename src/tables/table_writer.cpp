// CSV rows and XLSX workbooks.
#include "tables/table_writer.h"

#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace shouwen::tables {

namespace {

bool is_plain_number(std::string_view cell) {
  if (!cell.empty() && (cell.front() == '-' || cell.front() == '+')) cell.remove_prefix(1);
  return !cell.empty() && cell.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool looks_like_formula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos && !is_plain_number(cell);
}

}  // namespace

void append_csv_row(std::string& out, const std::vector<std::string>& cells) {
  bool first = true;
  for (const std::string& cell : cells) {
    if (!first) out += ',';
    first = false;
    const std::string guarded = looks_like_formula(cell) ? "'" + cell : cell;
    // Whatever a reader may take for a delimiter is quoted too.
    if (guarded.find_first_of(",;|\t\"\r\n") == std::string::npos) {
      out += guarded;
      continue;
    }
    out += '"';
    for (const char c : guarded) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

struct XlsxWriter::Body {
  std::filesystem::path file;
  lxw_workbook* workbook = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format* heading = nullptr;
  lxw_row_t rows = 0;
  std::size_t columns = 0;
};

XlsxWriter::XlsxWriter(const std::string& sheet_name) : body_(std::make_unique<Body>()) {
  std::string name = (std::filesystem::temp_directory_path() / "shouwen-XXXXXX").string();
  const int descriptor = ::mkstemp(name.data());
  if (descriptor >= 0) ::close(descriptor);
  body_->file = name;
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  body_->workbook = workbook_new_opt(name.c_str(), &options);
  body_->sheet = workbook_add_worksheet(body_->workbook, sheet_name.c_str());
  body_->heading = workbook_add_format(body_->workbook);
  format_set_bold(body_->heading);
  worksheet_freeze_panes(body_->sheet, 1, 0);
}

XlsxWriter::~XlsxWriter() {
  if (body_->workbook != nullptr) workbook_close(body_->workbook);
  std::error_code ignored;
  std::filesystem::remove(body_->file, ignored);
}

void XlsxWriter::add_row(const std::vector<std::string>& cells) {
  // libxlsxwriter writes strings as strings: no cell can become a formula.
  for (std::size_t i = 0; i < cells.size(); ++i)
    worksheet_write_string(body_->sheet, body_->rows, static_cast<lxw_col_t>(i), cells[i].c_str(), body_->rows == 0 ? body_->heading : nullptr);
  body_->columns = std::max(body_->columns, cells.size());
  ++body_->rows;
}

std::string XlsxWriter::finish() {
  if (body_->rows > 1 && body_->columns > 0)
    worksheet_autofilter(body_->sheet, 0, 0, body_->rows - 1, static_cast<lxw_col_t>(body_->columns - 1));
  const lxw_error error = workbook_close(body_->workbook);
  body_->workbook = nullptr;
  if (error != LXW_NO_ERROR) return {};
  std::ifstream in(body_->file, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

}  // namespace shouwen::tables
