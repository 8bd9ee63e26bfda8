// Reading the demonstration's tables.
#include "demo/material.h"

#include "base/check.h"

namespace shouwen {

namespace {

std::string filled(std::string text, const std::string& mark, const std::string& value) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) text.replace(at, mark.size(), value);
  return text;
}

Result<tables::Table> read(const std::string& folder, const char* name, std::size_t columns) {
  Result<tables::Table> table = tables::read_table(folder + "/" + name);
  if (!table) return table;
  for (tables::TableRow& row : table->rows) row.cells.resize(columns);
  return table;
}

}  // namespace

Result<Material> Material::read(const std::string& folder) {
  Material material;
  auto units = shouwen::read(folder, "units.csv", 6), people = shouwen::read(folder, "people.csv", 7), names = shouwen::read(folder, "names.csv", 3),
       places = shouwen::read(folder, "places.csv", 3), texts = shouwen::read(folder, "texts.csv", 3), announcements = shouwen::read(folder, "announcements.csv", 5);
  for (const auto* table : {&units, &people, &names, &places, &texts, &announcements})
    if (!*table) return table->refusal();
  material.units = std::move(units->rows);
  material.people = std::move(people->rows);
  material.announcements = std::move(announcements->rows);
  for (const auto& row : names->rows) {
    const std::string& kind = row.cells[0];
    (kind == "surname" ? material.surnames : kind == "given" ? material.given_names : kind == "business" ? material.businesses : material.streets)
        .push_back(row.cells[1]);
    if (kind == "business") material.trades[row.cells[1]] = row.cells[2];
  }
  for (const auto& row : places->rows) material.places.push_back({row.cells[0], row.cells[1], row.cells[2]});
  for (const auto& row : texts->rows) material.texts_[{row.cells[0], row.cells[1]}].push_back(row.cells[2]);
  return material;
}

std::string Material::text(Dice& dice, const std::string& category, const std::string& role, const std::string& place) const {
  auto found = texts_.find({category, role});
  if (found == texts_.end()) found = texts_.find({"*", role});
  SHOUWEN_CHECK(found != texts_.end());
  std::string text = dice.pick(found->second);
  text = filled(std::move(text), "{place}", place);
  text = filled(std::move(text), "{time}", std::to_string(dice.between(6, 20)) + "点");
  return filled(std::move(text), "{number}", std::to_string(dice.between(1000, 9999)));
}

std::vector<std::string> Material::categories() const {
  std::vector<std::string> codes;
  for (const auto& [key, unused] : texts_)
    if (key.second == "ask") codes.push_back(key.first);
  return codes;
}

}  // namespace shouwen
