// Cells that several kinds of table have.
#include "imports/import_cells.h"

#include "regulation/words.h"

namespace shouwen {

Refusal bad_cell(const char* field, const std::string& value) { return {"import.bad_row", "", std::string("/") + field, {{"field", field}, {"value", value}}}; }

std::optional<Area> area_word(const std::string& word) {
  if (word == "城区" || word == "城市") return Area::urban;
  if (word == "农村") return Area::rural;
  if (word == "边远") return Area::remote;
  return area_of(word);
}

std::optional<UnitId> unit_in_cell(db::Session& session, const std::string& text) {
  auto query = session.query("SELECT id FROM unit WHERE valid_to IS NULL AND (code = ?1 OR name = ?1) ORDER BY code = ?1 DESC LIMIT 1");
  query.bind(1, std::string_view(text));
  return query.step() ? std::optional(UnitId{query.integer(0)}) : std::nullopt;
}

}  // namespace shouwen
