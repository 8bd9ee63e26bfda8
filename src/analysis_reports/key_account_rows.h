// Key customers in a table and by unit: filters, order and sums over plain rows. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis_reports/portfolio.h"
#include "base/id.h"
#include "base/time.h"
#include "regulation/rulebook.h"

namespace shouwen {

struct KeyAccountRow {
  CustomerId customer_id;
  std::string customer_name, account_number;
  std::string place;                      ///< of the rulebook's, out of his address; "" = none
  AccountTier tier{};
  std::optional<Area> area;               ///< absent with the other figures: not computed yet
  UnitId station_unit_id, unit_id;        ///< unit: of the manager
  OfficerId account_manager_id;
  std::optional<std::int64_t> capacity_kva, year_wh, before_wh;
  std::optional<Instant> last_contact_at;
  bool contact_planned = false, contact_overdue = false;
  std::int64_t promises_broken = 0, needs = 0, needs_kw = 0, unusual = 0;
};

/// Customers a figure counts: overdue contacts, broken promises, open needs, unsettled months, and no full year of use on file.
enum class KeyAccountOnly { contact_overdue, promise_broken, needs, unusual, year_unknown };
enum class KeyAccountOrder { name, tier, capacity, year, change, last_contact, needs, unusual };
struct KeyAccountFilter {
  std::optional<AccountTier> tier;
  std::optional<Area> area;
  OfficerId account_manager_id;           ///< 0 = any
  UnitId station_unit_id, unit_id;
  std::optional<KeyAccountOnly> only;
  std::string text;                       ///< of name or account number
};
bool fits(const KeyAccountRow& row, const KeyAccountFilter& filter);
/// The largest, latest or most first, names in order; what is not known at the end; ties by customer.
void sort_rows(std::vector<KeyAccountRow>& rows, KeyAccountOrder order, bool ascending);
/// Year against the year before; nothing unless both are known.
std::optional<std::int64_t> change_permille(const std::optional<std::int64_t>& year_wh, const std::optional<std::int64_t>& before_wh);

struct KeyAccountSum {
  UnitId unit_id;                         ///< 0 = all
  std::int64_t customers = 0, large_accounts = 0, key_accounts = 0;
  std::int64_t capacity_kva = 0, year_wh = 0, year_known = 0;
  std::int64_t compared_wh = 0, before_wh = 0;  ///< of customers known in both years
  std::int64_t contacts_planned = 0, contacts_overdue = 0, promises_broken = 0, needs = 0, needs_kw = 0, unusual = 0;
};
void add_to(KeyAccountSum& sum, const KeyAccountRow& row);
/// All together first, then by unit, most customers first.
std::vector<KeyAccountSum> sums_by_unit(const std::vector<KeyAccountRow>& rows);

}  // namespace shouwen
