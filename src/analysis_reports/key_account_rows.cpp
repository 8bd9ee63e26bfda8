// Art. 11(3), 11(6)(2): whom the bureau serves, and how.
#include "analysis_reports/key_account_rows.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace shouwen {

namespace {

bool is_only(const KeyAccountRow& row, KeyAccountOnly only) {
  switch (only) {
    case KeyAccountOnly::contact_overdue: return row.contact_overdue;
    case KeyAccountOnly::promise_broken: return row.promises_broken > 0;
    case KeyAccountOnly::needs: return row.needs > 0;
    case KeyAccountOnly::unusual: return row.unusual > 0;
    case KeyAccountOnly::year_unknown: return !row.year_wh;
  }
  return false;
}

std::optional<std::int64_t> key_of(const KeyAccountRow& row, KeyAccountOrder order) {
  switch (order) {
    case KeyAccountOrder::name: return 0;
    case KeyAccountOrder::tier: return static_cast<std::int64_t>(row.tier);
    case KeyAccountOrder::capacity: return row.capacity_kva;
    case KeyAccountOrder::year: return row.year_wh;
    case KeyAccountOrder::change: return change_permille(row.year_wh, row.before_wh);
    case KeyAccountOrder::last_contact: return row.last_contact_at ? std::optional(row.last_contact_at->seconds) : std::nullopt;
    case KeyAccountOrder::needs: return row.needs_kw;
    case KeyAccountOrder::unusual: return row.unusual;
  }
  return std::nullopt;
}

}  // namespace

bool fits(const KeyAccountRow& row, const KeyAccountFilter& filter) {
  if (filter.tier && row.tier != *filter.tier) return false;
  if (filter.area && row.area != filter.area) return false;
  if (filter.account_manager_id && row.account_manager_id != filter.account_manager_id) return false;
  if (filter.station_unit_id && row.station_unit_id != filter.station_unit_id) return false;
  if (filter.unit_id && row.unit_id != filter.unit_id) return false;
  if (filter.only && !is_only(row, *filter.only)) return false;
  return filter.text.empty() || row.customer_name.find(filter.text) != std::string::npos || row.account_number.find(filter.text) != std::string::npos;
}

void sort_rows(std::vector<KeyAccountRow>& rows, KeyAccountOrder order, bool ascending) {
  std::stable_sort(rows.begin(), rows.end(), [order, ascending](const KeyAccountRow& a, const KeyAccountRow& b) {
    if (order == KeyAccountOrder::name) return ascending ? a.customer_name < b.customer_name : b.customer_name < a.customer_name;
    const auto left = key_of(a, order), right = key_of(b, order);
    if (!left || !right) return left.has_value() && !right.has_value();
    return ascending ? *left < *right : *right < *left;
  });
}

std::optional<std::int64_t> change_permille(const std::optional<std::int64_t>& year_wh, const std::optional<std::int64_t>& before_wh) {
  if (!year_wh || !before_wh || *before_wh <= 0) return std::nullopt;
  return std::llround((static_cast<double>(*year_wh) / static_cast<double>(*before_wh) - 1) * 1000);
}

void add_to(KeyAccountSum& sum, const KeyAccountRow& row) {
  ++sum.customers;
  if (row.tier == AccountTier::large_account) ++sum.large_accounts;
  if (row.tier == AccountTier::key_account) ++sum.key_accounts;
  sum.capacity_kva += row.capacity_kva.value_or(0);
  if (row.year_wh) sum.year_wh += *row.year_wh, ++sum.year_known;
  if (row.year_wh && row.before_wh) sum.compared_wh += *row.year_wh, sum.before_wh += *row.before_wh;
  if (row.contact_planned) ++sum.contacts_planned;
  if (row.contact_overdue) ++sum.contacts_overdue;
  sum.promises_broken += row.promises_broken;
  sum.needs += row.needs;
  sum.needs_kw += row.needs_kw;
  sum.unusual += row.unusual;
}

std::vector<KeyAccountSum> sums_by_unit(const std::vector<KeyAccountRow>& rows) {
  std::map<UnitId, KeyAccountSum> units;
  std::vector<KeyAccountSum> sums(1);
  for (const KeyAccountRow& row : rows) {
    KeyAccountSum& unit = units[row.unit_id];
    unit.unit_id = row.unit_id;
    add_to(unit, row);
    add_to(sums.front(), row);
  }
  for (const auto& [id, sum] : units) sums.push_back(sum);
  std::stable_sort(sums.begin() + 1, sums.end(), [](const KeyAccountSum& a, const KeyAccountSum& b) { return a.customers > b.customers; });
  return sums;
}

}  // namespace shouwen
