// Counting rows.
#include "open_data/open_figures.h"

#include <map>

namespace shouwen {

namespace {

void count(OpenFigures& line, const OpenRow& row, Instant known_at) {
  ++line.registered;
  switch (verdict_of(row, known_at)) {
    case ReplyVerdict::in_time: ++line.in_time; ++line.due; break;
    case ReplyVerdict::late: ++line.late; ++line.due; break;
    case ReplyVerdict::open: ++line.open; break;
    case ReplyVerdict::lifted: ++line.lifted; break;
    case ReplyVerdict::none: break;
  }
  line.returns += row.returns;
  if (row.returns > 0) ++line.returned_cases;
  if (row.satisfaction == "satisfied") ++line.satisfied;
  if (row.satisfaction == "not_satisfied") ++line.not_satisfied;
}

/// `all_of_them` comes before every word.
std::string order_of(const std::string& word) { return word == all_of_them ? std::string() : word; }

}  // namespace

std::optional<std::int64_t> share_in_tenths(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return (part * 2000 + whole) / (2 * whole);
}

std::string percent_text(std::optional<std::int64_t> tenths) {
  if (!tenths) return {};
  return std::to_string(*tenths / 10) + '.' + std::to_string(*tenths % 10);
}

std::vector<OpenFigures> figures_of(const std::vector<OpenRow>& rows, Instant known_at) {
  std::map<std::pair<std::string, std::string>, OpenFigures> lines;
  for (const OpenRow& row : rows)
    for (const auto& [kind, area] : {std::pair<std::string, std::string>{all_of_them, all_of_them}, {row.kind, all_of_them}, {row.kind, row.area}}) {
      OpenFigures& line = lines[{order_of(kind), order_of(area)}];
      line.kind = kind;
      line.area = area;
      count(line, row, known_at);
    }
  std::vector<OpenFigures> figures;
  for (auto& [key, line] : lines) figures.push_back(std::move(line));
  return figures;
}

std::vector<std::pair<std::string, std::string>> computed_columns(const OpenFigures& line) {
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  return {{"registered", number(line.registered)}, {"due", number(line.due)}, {"in_time", number(line.in_time)}, {"late", number(line.late)},
          {"open", number(line.open)}, {"lifted", number(line.lifted)}, {"on_time_percent", percent_text(share_in_tenths(line.in_time, line.due))},
          {"returns", number(line.returns)}, {"returned_cases", number(line.returned_cases)}, {"satisfied", number(line.satisfied)},
          {"not_satisfied", number(line.not_satisfied)}, {"satisfaction_percent", percent_text(share_in_tenths(line.satisfied, line.satisfied + line.not_satisfied))}};
}

std::vector<FigureChange> changes_between(const std::vector<OpenFigures>& before, const std::vector<OpenFigures>& after) {
  std::map<std::pair<std::string, std::string>, std::pair<const OpenFigures*, const OpenFigures*>> lines;
  for (const OpenFigures& line : before) lines[{order_of(line.kind), order_of(line.area)}].first = &line;
  for (const OpenFigures& line : after) lines[{order_of(line.kind), order_of(line.area)}].second = &line;
  std::vector<FigureChange> changes;
  for (const auto& [key, both] : lines) {
    const OpenFigures& known = both.first != nullptr ? *both.first : *both.second;
    const auto columns = computed_columns(known);
    const auto was = both.first != nullptr ? columns : std::vector<std::pair<std::string, std::string>>(columns.size());
    const auto is = both.second != nullptr ? computed_columns(*both.second) : std::vector<std::pair<std::string, std::string>>(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (was[i].second != is[i].second) changes.push_back({known.kind, known.area, columns[i].first, was[i].second, is[i].second});
  }
  return changes;
}

}  // namespace shouwen
