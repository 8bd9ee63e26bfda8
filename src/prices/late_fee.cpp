// Days are counted one by one in whole numbers: no rate is ever a fraction.
#include "prices/late_fee.h"

#include <algorithm>

#include "prices/fixed_point.h"

namespace shouwen {

LateFee late_fee(std::int64_t principal_fen, Date last_day_to_pay, Date paid_on, const LateFeeTerms& terms) {
  constexpr std::int64_t permille = 1000;
  LateFee fee;
  const std::int64_t late = paid_on.days - last_day_to_pay.days - (terms.day_of_payment_counts ? 0 : 1);
  if (late <= 0 || principal_fen <= 0) return fee;
  const std::int64_t left_of_year = Date::of(last_day_to_pay.year(), 12, 31).days - last_day_to_pay.days;
  const std::int64_t carried = std::max<std::int64_t>(0, late - left_of_year);
  fee.later_days = carried > 0 && terms.carried == CarriedArrears::later_rate_from_the_beginning ? late : carried;
  fee.days = late - fee.later_days;
  const Wide owed = Wide{principal_fen} * (fee.days * terms.permille_a_day + fee.later_days * terms.later_permille_a_day);
  fee.fen = std::max(static_cast<std::int64_t>(rounded(owed, permille)), terms.smallest_fen);
  return fee;
}

}  // namespace shouwen
