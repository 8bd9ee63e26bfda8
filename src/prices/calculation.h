// One question to the bill kernel, as anybody may ask it: tariff, month, usage, agreement; and the month's sheet with the bill.
#pragma once

#include "prices/bill.h"

namespace shouwen {

struct BillQuestion {
  std::string tariff;
  Date month;                                                ///< its first day
  BillUsage usage;
  BillAgreement agreement;
  std::optional<std::int64_t> power_factor_standard = {};    ///< in hundredths; absent: no adjustment
};
struct BillCalculation {
  TariffSheet sheet;
  Bill bill;
};
/// By published prices of that month only. Refusals of tariff_sheet and make_bill; bill.standard_unknown.
Result<BillCalculation> calculate_bill(const Rulebook& rulebook, const BillQuestion& question);

}  // namespace shouwen
