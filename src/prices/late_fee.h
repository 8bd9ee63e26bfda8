// 违约金: what is added for each day a bill is paid late (rules.md R-ARR-01 to 03). Rates are agreed in the contract and within the
// law's 1 to 3 per mille; they come in as values. Pure.
#pragma once

#include <cstdint>

#include "base/time.h"

namespace shouwen {

/// How an arrear that is carried over a year end is read; no text settles it, so the bureau does.
enum class CarriedArrears { later_rate_from_january, later_rate_from_the_beginning };

struct LateFeeTerms {
  std::int64_t permille_a_day = 0;         ///< in the year of the last day to pay
  std::int64_t later_permille_a_day = 0;   ///< in later years
  CarriedArrears carried{};
  bool day_of_payment_counts = false;
  std::int64_t smallest_fen = 0;           ///< a smaller fee counts as this; 0 = none
};
struct LateFee {
  std::int64_t days = 0, later_days = 0;   ///< at either rate
  std::int64_t fen = 0;                    ///< half up, the sum of both
};
/// Nothing is owed if it was paid by the last day.
LateFee late_fee(std::int64_t principal_fen, Date last_day_to_pay, Date paid_on, const LateFeeTerms& terms);

}  // namespace shouwen
