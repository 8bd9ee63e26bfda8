// Floors and limits in watts, so that 105 % of a contract is a whole number.
#include "prices/basic_charge.h"

#include <algorithm>

namespace shouwen {

namespace {

constexpr std::int64_t per_kilo = 1000, percents = 100, twice = 200;

std::int64_t floor_w(const BasicUse& use, std::int64_t percent) { return use.capacity_kva * (per_kilo / percents) * percent; }

}  // namespace

std::vector<DemandPart> basic_charge_parts(const BasicChargeTerms& terms, const BasicUse& use) {
  switch (use.by) {
    case BasicCharge::none: return {};
    case BasicCharge::capacity: return {{use.capacity_kva * per_kilo}};
    case BasicCharge::actual_demand: return {{std::max(use.actual_demand_w, floor_w(use, terms.actual_floor_percent))}};
    case BasicCharge::contract_demand: break;
  }
  const std::int64_t contract = std::max(use.contract_demand_w, floor_w(use, terms.contract_floor_percent));
  const auto limit = static_cast<std::int64_t>(Wide{contract} * terms.tolerance_percent / percents);
  if (use.actual_demand_w <= limit) return {{contract}};
  const std::int64_t once = terms.excess == ExcessReading::tolerance_then_double ? limit : contract;
  return {{once}, {use.actual_demand_w - limit, twice}};
}

std::int64_t basic_charge_fen(const std::vector<DemandPart>& parts, std::int64_t price_e8) {
  Wide sum = 0;
  for (const DemandPart& part : parts) sum += Wide{part.quantity} * price_e8 * part.percent;
  return static_cast<std::int64_t>(rounded(sum, Wide{e11_of_fen} * percents));
}

}  // namespace shouwen
