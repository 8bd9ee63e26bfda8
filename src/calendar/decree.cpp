// Reading the decree table: plain CSV without quotes, one day a line, in any order.
#include "calendar/decree.h"

#include <algorithm>
#include <map>
#include <set>

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

std::optional<DayVerdict> verdict_of(std::string_view cell) {
  if (cell == "0") return DayVerdict::off;
  if (cell == "1") return DayVerdict::worked;
  if (cell == "-") return DayVerdict::as_weekday;
  return std::nullopt;
}

Result<Decree> read_line(std::string_view line, int line_number) {
  const auto cells = cells_of(line);
  const auto verdict = cells.size() < 2 ? std::nullopt : verdict_of(cells[1]);
  if ((cells.size() != 4 && cells.size() != 5) || !verdict) return at_line("calendar.bad_row", line_number, line);
  const auto date = parse_date(cells[0]);
  if (!date) return at_line("calendar.bad_date", line_number, cells[0]);
  Decree decree{*date, *verdict, std::string(cells[2]), std::string(cells[3]), {}};
  if (cells.size() == 5 && !cells[4].empty()) {
    decree.known_on = parse_date(cells[4]);
    if (!decree.known_on) return at_line("calendar.bad_date", line_number, cells[4]);
  }
  return decree;
}

}  // namespace

Result<DecreeTable> parse_decrees(std::string_view csv) {
  DecreeTable table;
  std::set<std::pair<Date, std::optional<Date>>> seen;
  int line_number = 0;
  while (!csv.empty()) {
    const std::size_t end = std::min(csv.find('\n'), csv.size());
    std::string_view line = csv.substr(0, end);
    csv.remove_prefix(std::min(end + 1, csv.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (++line_number == 1 || line.empty()) continue;
    Result<Decree> decree = read_line(line, line_number);
    if (!decree) return decree.refusal();
    if (!seen.emplace(decree->date, decree->known_on).second) return at_line("calendar.day_twice", line_number, to_iso(decree->date));
    table.push_back(*std::move(decree));
  }
  return table;
}

std::string to_csv(const DecreeTable& table) {
  std::string csv = "date,worked,name,source,known_on\n";
  for (const Decree& decree : table) {
    const char* worked = decree.verdict == DayVerdict::as_weekday ? "-" : decree.verdict == DayVerdict::worked ? "1" : "0";
    csv += to_iso(decree.date) + ',' + worked + ',' + decree.name + ',' + decree.source + ',' + (decree.known_on ? to_iso(*decree.known_on) : "") + '\n';
  }
  return csv;
}

void apply_decrees(WorkCalendar& calendar, const DecreeTable& table, std::optional<Date> known_on) {
  std::map<Date, const Decree*> latest;
  for (const Decree& decree : table) {
    if (known_on && decree.known_on && *decree.known_on > *known_on) continue;
    const Decree*& standing = latest[decree.date];
    if (standing == nullptr || standing->known_on <= decree.known_on) standing = &decree;
  }
  for (const auto& [date, decree] : latest) {
    if (date.month() == 1 && date.day() == 1) calendar.decreed_years.push_back(date.year());
    const DayException* own = calendar.exceptions.find(date);
    if (decree->verdict == DayVerdict::as_weekday || (own != nullptr && own->local)) continue;
    calendar.exceptions.set({date, decree->verdict == DayVerdict::worked, decree->name, decree->source, false, decree->known_on});
  }
}

}  // namespace shouwen
