// Reading the decree table: plain CSV without quotes, one day a line, in any order.
#include "calendar/decree.h"

#include <algorithm>

namespace shouwen {

namespace {

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t comma = line.find(',');
    cells.push_back(line.substr(0, comma));
    if (comma == std::string_view::npos) return cells;
    line.remove_prefix(comma + 1);
  }
}

Refusal at_line(const char* code, int line, std::string_view text) {
  return {code, "", "", {{"line", std::to_string(line)}, {"text", std::string(text)}}};
}

}  // namespace

Result<DecreeTable> parse_decrees(std::string_view csv) {
  DecreeTable table;
  int line_number = 0;
  while (!csv.empty()) {
    const std::size_t end = std::min(csv.find('\n'), csv.size());
    std::string_view line = csv.substr(0, end);
    csv.remove_prefix(std::min(end + 1, csv.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (++line_number == 1 || line.empty()) continue;
    const auto cells = cells_of(line);
    if (cells.size() != 4 || (cells[1] != "0" && cells[1] != "1")) return at_line("calendar.bad_row", line_number, line);
    const auto date = parse_date(cells[0]);
    if (!date) return at_line("calendar.bad_date", line_number, cells[0]);
    DayException day{*date, cells[1] == "1", std::string(cells[2]), std::string(cells[3])};
    if (!table.exceptions.emplace(*date, std::move(day)).second) return at_line("calendar.day_twice", line_number, cells[0]);
    if (std::find(table.decreed_years.begin(), table.decreed_years.end(), date->year()) == table.decreed_years.end())
      table.decreed_years.push_back(date->year());
  }
  return table;
}

}  // namespace shouwen
