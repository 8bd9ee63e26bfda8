// Key customers by district and place: how many, how large, what waits there (art. 11(3)). Pure.
#pragma once

#include "analysis_reports/key_account_rows.h"

namespace shouwen {

/// What stands out at a customer, the most urgent where several do: a contact overdue, an unusual month nobody settled, a need
/// under way.
enum class CustomerState { contact_overdue, unusual, needs, quiet };
CustomerState state_of(const KeyAccountRow& row);

/// The place an address names, the longest where several fit; "" if none of the rulebook's does.
std::string place_of(std::string_view address, const std::vector<District>& districts);

struct PlaceRows {
  std::string place;                      ///< "" = no place of the rulebook
  KeyAccountSum sum;
  std::vector<const KeyAccountRow*> rows; ///< largest capacity first
  std::int64_t left_off = 0;              ///< customers beyond the limit, counted in the sum
};
struct DistrictRows {
  const District* district = nullptr;     ///< nullptr = none of the rulebook's
  KeyAccountSum sum;
  std::vector<PlaceRows> places;          ///< most capacity first
};
/// Districts in the rulebook's order, those without customers left out, then who is in none. Over all, only the `limit` largest
/// customers stand as rows. Points into both arguments.
std::vector<DistrictRows> rows_by_place(const std::vector<KeyAccountRow>& rows, const std::vector<District>& districts, std::size_t limit);

}  // namespace shouwen
