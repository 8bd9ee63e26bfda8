// Counting case by case; figures of several threads add up.
#include "what_if/figures.h"

#include <algorithm>

namespace shouwen {

namespace {

void count(Endings& endings, DutyEnding ending) {
  if (ending == DutyEnding::none) return;
  ++endings.owed;
  switch (ending) {
    case DutyEnding::none: break;
    case DutyEnding::running: ++endings.running; break;
    case DutyEnding::met: ++endings.met; break;
    case DutyEnding::late: ++endings.late; break;
    case DutyEnding::lifted: ++endings.lifted; break;
  }
}

void count(SideBySide& side, const DutyComparison& row) {
  count(side.was, row.was);
  count(side.would, row.would);
  const bool was_late = row.was == DutyEnding::late, would_be_late = row.would == DutyEnding::late;
  if (would_be_late && !was_late) ++side.newly_late;
  if (was_late && !would_be_late) ++side.no_longer_late;
}

void add(Endings& to, const Endings& from) {
  to.owed += from.owed;
  to.met += from.met;
  to.late += from.late;
  to.running += from.running;
  to.lifted += from.lifted;
}

void add(SideBySide& to, const SideBySide& from) {
  add(to.was, from.was);
  add(to.would, from.would);
  to.newly_late += from.newly_late;
  to.no_longer_late += from.no_longer_late;
}

void add(Routed& to, const Routed& from) {
  to.was += from.was;
  to.would += from.would;
}

void add(Cover& to, const Cover& from) {
  to.moments_was += from.moments_was;
  to.nobody_was += from.nobody_was;
  to.moments_would += from.moments_would;
  to.nobody_would += from.nobody_would;
}

template <class Key, class Row>
void add(std::map<Key, Row>& to, const std::map<Key, Row>& from) {
  for (const auto& [key, row] : from) add(to[key], row);
}

const std::string& unit_routed_to(const Rulebook& rulebook, const ServiceCase& state) {
  static const std::string nobody;
  const RoutingRule* rule = route(rulebook, state.category, state.area);
  return rule == nullptr ? nobody : rule->unit_code;
}

void keep(WhatIfFigures& figures, ChangedDuty row) {
  if (figures.changed.size() < most_changed) figures.changed.push_back(std::move(row));
  else figures.changed_is_whole = false;
}

}  // namespace

void count_case(WhatIfFigures& figures, const ServiceCase& was, const ServiceCase& would, const Rulebook& then, const Rulebook& draft, Instant until) {
  ++figures.cases;
  bool changed = false;
  SideBySide& kind = figures.by_kind[was.kind];
  for (DutyComparison& row : compare_duties(was, would, until)) {
    count(figures.all, row);
    count(kind, row);
    count(figures.by_duty[row.kind], row);
    count(figures.by_unit[row.unit_id], row);
    if (row.officer_id) count(figures.by_officer[row.officer_id], row);
    if (row.was == row.would) continue;
    changed = true;
    keep(figures, {was.id, was.kind, std::move(row), "", ""});
  }
  const std::string& routed_was = unit_routed_to(then, was);
  const std::string& routed_would = unit_routed_to(draft, was);
  ++figures.by_route[routed_was].was;
  ++figures.by_route[routed_would].would;
  if (routed_was != routed_would) {
    ++figures.rerouted;
    changed = true;
    keep(figures, {was.id, was.kind, std::nullopt, routed_was, routed_would});
  }
  if (changed) ++figures.changed_cases;
}

void add_figures(WhatIfFigures& figures, WhatIfFigures other) {
  figures.cases += other.cases;
  figures.changed_cases += other.changed_cases;
  figures.rerouted += other.rerouted;
  add(figures.all, other.all);
  add(figures.by_kind, other.by_kind);
  add(figures.by_duty, other.by_duty);
  add(figures.by_unit, other.by_unit);
  add(figures.by_officer, other.by_officer);
  add(figures.by_route, other.by_route);
  add(figures.by_cover, other.by_cover);
  figures.changed_is_whole = figures.changed_is_whole && other.changed_is_whole;
  for (ChangedDuty& row : other.changed) keep(figures, std::move(row));
}

void finish_figures(WhatIfFigures& figures) {
  std::stable_sort(figures.changed.begin(), figures.changed.end(), [](const ChangedDuty& a, const ChangedDuty& b) { return a.case_id.value < b.case_id.value; });
  std::erase_if(figures.by_officer, [](const auto& row) { return row.second.was.late == 0 && row.second.would.late == 0; });
}

}  // namespace shouwen
