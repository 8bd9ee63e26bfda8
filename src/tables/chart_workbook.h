// A workbook of several sheets with native charts and a line on every page that says who took it away.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace shouwen::tables {

/// Empty, text or number; text never becomes a formula.
using WorkbookCell = std::variant<std::monostate, std::string, double>;

enum class ChartShape { columns, lines };
struct ChartSeries {
  std::string name;
  std::size_t column = 0;          ///< of the sheet, 0 = the first
};
/// Drawn of rows of the sheet it stands on.
struct WorkbookChart {
  ChartShape shape{};
  std::string title, value_title;
  std::size_t first_row = 0, last_row = 0, name_column = 0;  ///< rows as in WorkbookSheet::rows, both included
  std::vector<ChartSeries> series;
  std::size_t at_row = 0, at_column = 0;
};
enum class RowLook { plain, title, heading };
struct WorkbookRow {
  std::vector<WorkbookCell> cells;
  RowLook look = RowLook::plain;
};
struct WorkbookSheet {
  std::string name;                ///< at most 31 characters, none of [ ] : * ? / backslash
  std::vector<double> widths;      ///< of the columns, in characters
  std::vector<WorkbookRow> rows;
  std::vector<WorkbookChart> charts;
};

/// The whole file; empty if it could not be written. `watermark` stands above the first row of every sheet, in its header and
/// among the file's properties.
std::string chart_workbook(const std::vector<WorkbookSheet>& sheets, const std::string& title, const std::string& watermark);

}  // namespace shouwen::tables
