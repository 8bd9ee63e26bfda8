// Row by row by the importer's columns; overlaps over all rows at the end.
#include "what_if/roster_file.h"

#include <algorithm>
#include <map>

#include "imports/importer.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t heading_line = 1;

struct ReadShift {
  std::int64_t line = 0;
  DutyShift shift;
};

UnitId unit_named(const Organisation& organisation, const std::string& text) {
  if (const Unit* unit = organisation.unit_by_code(text)) return unit->id;
  for (const Unit& unit : organisation.units())
    if (unit.name == text) return unit.id;
  return {};
}

Result<DutyShift> shift_of(const MappedRow& row, const Organisation& organisation) {
  const std::string unit_text = row.text("unit"), officer_text = row.text("officer");
  const UnitId unit = unit_named(organisation, unit_text);
  if (!unit) return Refusal{"roster_file.unknown_unit", clause::art_4, "/unit", {{"text", unit_text}}};
  const Officer* officer = organisation.officer_by_code(officer_text);
  if (officer == nullptr || !officer->active) return Refusal{"roster_file.unknown_officer", clause::art_4, "/officer", {{"text", officer_text}}};
  const auto from = row.instant("from"), to = row.deadline("to");
  for (const auto* instant : {&from, &to})
    if (!*instant) return instant->refusal();
  for (const auto& [field, at] : {std::pair("from", &*from), std::pair("to", &*to)})
    if (!*at) return Refusal{"import.bad_time", "", std::string("/") + field, {{"field", field}, {"value", ""}}};
  if (**to <= **from) return Refusal{"plan_shift.ends_before_it_starts", clause::art_4, "/to", {}};
  return DutyShift{row.line(), unit, officer->id, **from, **to, row.text("duty")};
}

/// The later line of two that meet is the mistake.
void find_overlaps(std::vector<ReadShift> rows, std::vector<RosterMistake>& mistakes) {
  std::stable_sort(rows.begin(), rows.end(), [](const ReadShift& a, const ReadShift& b) { return a.shift.from < b.shift.from; });
  std::map<OfficerId, const ReadShift*> longest;
  for (const ReadShift& row : rows) {
    const ReadShift*& before = longest[row.shift.officer_id];
    if (before != nullptr && row.shift.from < before->shift.to) {
      const DutyShift& other = (before->line < row.line ? *before : row).shift;
      mistakes.push_back({std::max(before->line, row.line), {"plan_shift.overlaps", clause::art_4, "/from",
                                                             {{"from", to_iso(other.from).substr(0, 16)}, {"to", to_iso(other.to).substr(0, 16)}}}});
    }
    if (before == nullptr || before->shift.to < row.shift.to) before = &row;
  }
}

}  // namespace

DraftedRoster read_roster(const tables::Table& table, const Organisation& organisation) {
  static const ImportKind& kind = *import_kind("roster");
  const Mapping mapping = suggest_mapping(kind.fields, table);
  if (const Verdict columns = check_columns(mapping, table, kind.fields); !columns) return {{}, {{heading_line, columns.refusal()}}};
  if (table.rows.empty()) return {{}, {{heading_line, {"import.no_rows", "", "", {}}}}};
  DraftedRoster roster;
  std::vector<ReadShift> rows;
  for (const tables::TableRow& row : table.rows) {
    const Result<DutyShift> shift = shift_of(MappedRow(mapping, table, row), organisation);
    if (shift) rows.push_back({row.line, *shift});
    else roster.mistakes.push_back({row.line, shift.refusal()});
  }
  for (const ReadShift& row : rows) roster.shifts.push_back(row.shift);
  find_overlaps(std::move(rows), roster.mistakes);
  std::stable_sort(roster.mistakes.begin(), roster.mistakes.end(), [](const RosterMistake& a, const RosterMistake& b) { return a.line < b.line; });
  return roster;
}

Verdict check_roster_period(const std::vector<DutyShift>& shifts, Instant from, Instant to) {
  if (std::any_of(shifts.begin(), shifts.end(), [&](const DutyShift& shift) { return shift.from < to && from < shift.to; })) return Done{};
  return Refusal{"what_if.roster_misses_period", clause::art_4, "", {{"from", to_iso(local_date(from))}, {"to", to_iso(local_date(to.plus_seconds(-1)))}}};
}

}  // namespace shouwen
