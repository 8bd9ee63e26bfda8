// 基本电费: by capacity, by contract demand with floor, tolerance and excess, by actual demand. 发改办价格〔2016〕1583号.
#pragma once

#include <vector>

#include "prices/fixed_point.h"
#include "regulation/price_book.h"

namespace shouwen {

/// One charge: quantity × price × percent, for so many days of a month.
struct DemandPart {
  std::int64_t quantity = 0;       ///< W or VA
  std::int64_t percent = 100;      ///< of the price: 200 beyond the tolerance
};
struct BasicUse {
  BasicCharge by{};
  std::int64_t capacity_kva = 0;
  std::int64_t contract_demand_w = 0, actual_demand_w = 0;  ///< of several supply lines: measured each by itself and added
};
/// What is charged, before days of a part month. Empty for BasicCharge::none.
std::vector<DemandPart> basic_charge_parts(const BasicChargeTerms& terms, const BasicUse& use);
/// Their sum at a price of 1e-8 yuan per kW or kVA, half up to the fen.
std::int64_t basic_charge_fen(const std::vector<DemandPart>& parts, std::int64_t price_e8);

}  // namespace shouwen
