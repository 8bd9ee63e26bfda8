// Through libxlsxwriter and a temporary file, as all spreadsheets.
#include "tables/chart_workbook.h"

#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/overloaded.h"

namespace shouwen::tables {

namespace {

/// The watermark's own row.
constexpr std::size_t rows_above = 1;
constexpr std::size_t header_limit = 255;
constexpr double chart_width = 1.5, chart_height = 1.15;

struct Formats {
  lxw_format *watermark, *title, *heading, *number, *text;
};

Formats formats_of(lxw_workbook* workbook) {
  Formats formats{workbook_add_format(workbook), workbook_add_format(workbook), workbook_add_format(workbook), workbook_add_format(workbook), workbook_add_format(workbook)};
  format_set_italic(formats.watermark);
  format_set_font_color(formats.watermark, 0x7F7F7F);
  format_set_bold(formats.title);
  format_set_font_size(formats.title, 14);
  format_set_bold(formats.heading);
  format_set_bottom(formats.heading, LXW_BORDER_THIN);
  format_set_text_wrap(formats.heading);
  format_set_num_format(formats.number, "#,##0.##");
  format_set_text_wrap(formats.text);
  format_set_align(formats.text, LXW_ALIGN_VERTICAL_TOP);
  return formats;
}

lxw_format* look_of(const Formats& formats, RowLook look) {
  switch (look) {
    case RowLook::plain: return formats.text;
    case RowLook::title: return formats.title;
    case RowLook::heading: return formats.heading;
  }
  return nullptr;
}

/// '&' begins a code there; the program takes at most so many bytes, cut between characters.
std::string header_text(const std::string& text) {
  std::string out = "&C&8";
  for (const char c : text) out += c == '&' ? std::string("&&") : std::string(1, c);
  if (out.size() <= header_limit) return out;
  std::size_t end = header_limit;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  return out.substr(0, end);
}

void write_rows(lxw_worksheet* sheet, const WorkbookSheet& content, const Formats& formats) {
  for (std::size_t r = 0; r < content.rows.size(); ++r) {
    const auto row = static_cast<lxw_row_t>(r + rows_above);
    lxw_format* look = look_of(formats, content.rows[r].look);
    for (std::size_t c = 0; c < content.rows[r].cells.size(); ++c) {
      const auto column = static_cast<lxw_col_t>(c);
      std::visit(Overloaded{[](std::monostate) {},
                            [&](const std::string& text) { worksheet_write_string(sheet, row, column, text.c_str(), look); },
                            [&](double number) { worksheet_write_number(sheet, row, column, number, formats.number); }},
                 content.rows[r].cells[c]);
    }
  }
}

void add_chart(lxw_workbook* workbook, lxw_worksheet* sheet, const WorkbookSheet& content, const WorkbookChart& wanted) {
  lxw_chart* chart = workbook_add_chart(workbook, wanted.shape == ChartShape::columns ? LXW_CHART_COLUMN : LXW_CHART_LINE);
  const auto first = static_cast<lxw_row_t>(wanted.first_row + rows_above), last = static_cast<lxw_row_t>(wanted.last_row + rows_above);
  for (const ChartSeries& one : wanted.series) {
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    const auto names = static_cast<lxw_col_t>(wanted.name_column), values = static_cast<lxw_col_t>(one.column);
    chart_series_set_categories(series, content.name.c_str(), first, names, last, names);
    chart_series_set_values(series, content.name.c_str(), first, values, last, values);
    chart_series_set_name(series, one.name.c_str());
  }
  chart_title_set_name(chart, wanted.title.c_str());
  chart_axis_set_name(chart->y_axis, wanted.value_title.c_str());
  chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  lxw_chart_options options{};
  options.x_scale = chart_width;
  options.y_scale = chart_height;
  worksheet_insert_chart_opt(sheet, static_cast<lxw_row_t>(wanted.at_row + rows_above), static_cast<lxw_col_t>(wanted.at_column), chart, &options);
}

void add_sheet(lxw_workbook* workbook, const WorkbookSheet& content, const Formats& formats, const std::string& watermark) {
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, content.name.c_str());
  if (sheet == nullptr) return;
  for (std::size_t c = 0; c < content.widths.size(); ++c) worksheet_set_column(sheet, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c), content.widths[c], nullptr);
  worksheet_write_string(sheet, 0, 0, watermark.c_str(), formats.watermark);
  const std::string header = header_text(watermark);
  worksheet_set_header(sheet, header.c_str());
  worksheet_set_footer(sheet, header.c_str());
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_fit_to_pages(sheet, 1, 0);
  write_rows(sheet, content, formats);
  for (const WorkbookChart& chart : content.charts) add_chart(workbook, sheet, content, chart);
}

}  // namespace

std::string chart_workbook(const std::vector<WorkbookSheet>& sheets, const std::string& title, const std::string& watermark) {
  std::string file = (std::filesystem::temp_directory_path() / "shouwen-XXXXXX").string();
  const int descriptor = ::mkstemp(file.data());
  if (descriptor < 0) return {};
  ::close(descriptor);
  lxw_workbook* workbook = workbook_new(file.c_str());
  // The library keeps pointers only while it writes, but wants them writable.
  std::string kept_title = title, kept_watermark = watermark;
  lxw_doc_properties properties{};
  properties.title = kept_title.data();
  properties.comments = kept_watermark.data();
  workbook_set_properties(workbook, &properties);
  const Formats formats = formats_of(workbook);
  for (const WorkbookSheet& sheet : sheets) add_sheet(workbook, sheet, formats, watermark);
  std::string content;
  if (workbook_close(workbook) == LXW_NO_ERROR) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream read;
    read << in.rdbuf();
    content = read.str();
  }
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
  return content;
}

}  // namespace shouwen::tables
