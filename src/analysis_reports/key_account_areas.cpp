// Rows sorted once by size, then dealt out to their places.
#include "analysis_reports/key_account_areas.h"

#include <algorithm>
#include <map>

namespace shouwen {

CustomerState state_of(const KeyAccountRow& row) {
  if (row.contact_overdue) return CustomerState::contact_overdue;
  if (row.unusual > 0) return CustomerState::unusual;
  return row.needs > 0 ? CustomerState::needs : CustomerState::quiet;
}

std::string place_of(std::string_view address, const std::vector<District>& districts) {
  std::string found;
  for (const District& district : districts)
    for (const std::string& place : district.places)
      if (place.size() > found.size() && address.find(place) != std::string_view::npos) found = place;
  return found;
}

std::vector<DistrictRows> rows_by_place(const std::vector<KeyAccountRow>& rows, const std::vector<District>& districts, std::size_t limit) {
  std::map<std::string, const District*> district_of;
  for (const District& district : districts)
    for (const std::string& place : district.places) district_of.emplace(place, &district);
  std::vector<const KeyAccountRow*> sorted;
  for (const KeyAccountRow& row : rows) sorted.push_back(&row);
  std::stable_sort(sorted.begin(), sorted.end(), [](const KeyAccountRow* a, const KeyAccountRow* b) { return a->capacity_kva.value_or(0) > b->capacity_kva.value_or(0); });
  std::map<const District*, std::map<std::string, PlaceRows>> places;
  std::map<const District*, KeyAccountSum> sums;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto known = district_of.find(sorted[i]->place);
    // A place that is no longer the rulebook's is none.
    const District* district = known == district_of.end() ? nullptr : known->second;
    const std::string name = district == nullptr ? "" : sorted[i]->place;
    PlaceRows& place = places[district][name];
    place.place = name;
    add_to(sums[district], *sorted[i]);
    add_to(place.sum, *sorted[i]);
    if (i < limit) place.rows.push_back(sorted[i]);
    else ++place.left_off;
  }
  std::vector<DistrictRows> out;
  const auto take = [&](const District* district) {
    if (!places.contains(district)) return;
    DistrictRows one{district, sums[district], {}};
    for (auto& [name, place] : places[district]) one.places.push_back(std::move(place));
    std::stable_sort(one.places.begin(), one.places.end(), [](const PlaceRows& a, const PlaceRows& b) { return a.sum.capacity_kva > b.sum.capacity_kva; });
    out.push_back(std::move(one));
  };
  for (const District& district : districts) take(&district);
  take(nullptr);
  return out;
}

}  // namespace shouwen
