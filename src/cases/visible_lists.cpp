// Visibility: the scope of the reader's grants and recusal.
#include "cases/visible_lists.h"

#include <algorithm>

namespace shouwen {

std::string in_list(const std::string& json_parameter) { return " IN (SELECT CAST(value AS INTEGER) FROM json_each(" + json_parameter + "))"; }

void add_visibility(Conditions& where, const Reader& reader) {
  const std::string me = where.bind(reader.officer_id.value);
  const std::string secrecy = where.bind(static_cast<std::int64_t>(reader.scope.secrecy_up_to));
  const std::string own = "c.first_contact_id = " + me + " OR c.responsible_officer_id = " + me + " OR c.offered_to_officer_id = " + me +
                          " OR c.offered_to_unit_id" + in_list(where.bind(json_array(reader.receiving_units)));
  if (reader.scope.bureau) {
    where.add("c.secrecy <= " + secrecy + " OR " + own);
  } else {
    const std::string units = where.bind(json_array(reader.scope.units));
    where.add("(c.secrecy <= " + secrecy + " AND (c.handling_unit_id" + in_list(units) + " OR c.first_contact_unit_id" + in_list(units) +
              " OR c.offered_to_unit_id" + in_list(units) + ")) OR " + own);
  }
  // Art. 9(4), 9(5), 10(7): nobody sees a complaint or tip about himself or his line, but for who was asked first about a complaint.
  const std::string about = where.bind(json_array(reader.recused_about));
  const std::string complaint = std::to_string(static_cast<int>(CaseKind::complaint)), tip = std::to_string(static_cast<int>(CaseKind::tip_off));
  const std::string must_answer = "(c.kind = " + complaint + " AND c.first_contact_id = " + me + ")";
  where.add("c.about_officer_id IS NULL OR (c.about_officer_id <> " + me + " AND (" + must_answer + " OR c.kind NOT IN (" + complaint + "," + tip + ") OR NOT c.about_officer_id" +
            in_list(about) + "))");
  // Few cases accuse more than one officer: those have rows of their own.
  where.add("c.kind NOT IN (" + complaint + "," + tip + ") OR NOT EXISTS (SELECT 1 FROM case_accused a WHERE a.case_id = c.id AND (a.officer_id = " + me + " OR (NOT " + must_answer +
            " AND (a.officer_id" + in_list(about) + " OR a.unit_id" + in_list(where.bind(json_array(reader.recused_units))) + "))))");
}

std::vector<UnitId> own_units(const Reader& reader) {
  std::vector<UnitId> units = reader.led_units;
  units.push_back(reader.unit_id);
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  return units;
}

Reader reader_of(const Rulebook& rulebook, const Organisation& organisation, const Actor& actor) {
  Reader reader;
  reader.officer_id = actor.officer_id;
  reader.scope = read_scope(rulebook, organisation, actor);
  if (const Officer* officer = organisation.officer(actor.officer_id)) reader.unit_id = officer->unit_id;
  for (const Unit* unit = organisation.unit(reader.unit_id); unit != nullptr; unit = organisation.unit(unit->parent_id))
    reader.receiving_units.push_back(unit->id);
  for (const Unit& unit : organisation.units())
    if (unit.head_id == actor.officer_id)
      for (const Unit& below : organisation.units())
        if (organisation.is_within(below.id, unit.id)) reader.led_units.push_back(below.id);
  for (const Officer& officer : organisation.officers())
    if (organisation.is_in_line_of(officer.id, actor.officer_id)) reader.recused_about.push_back(officer.id);
  for (const Unit& unit : organisation.units())
    if (unit.head_id == actor.officer_id || organisation.is_within(reader.unit_id, unit.id)) reader.recused_units.push_back(unit.id);
  return reader;
}

}  // namespace shouwen
