// 违约金: what is added for each day a bill is paid late (rules.md R-ARR-01 to 03), with every step. Rates come in as values. Pure.
#pragma once

#include <vector>

#include "base/result.h"
#include "regulation/charge_rules.h"

namespace shouwen {

struct LateFeeTerms {
  std::int64_t permille_a_day = 0;         ///< in the year of the last day to pay
  std::int64_t later_permille_a_day = 0;   ///< in later years
  CarriedArrears carried{};
  bool day_of_payment_counts = false;
  std::int64_t smallest_fen = 0;           ///< a smaller fee counts as this; 0 = none
};
/// Days at one rate: [from_on, to_on].
struct LateFeePart {
  Date from_on, to_on;
  std::int64_t days = 0, permille = 0;
  bool later = false;                      ///< at the rate of carried arrears
  std::int64_t fen = 0;                    ///< half up, each part by itself: each is a line of a receipt
};
struct LateFee {
  std::vector<LateFeePart> parts;
  std::int64_t fen = 0;                    ///< their sum, or the smallest fee
  bool raised_to_smallest = false;
};
/// Nothing is owed if it was paid by the last day.
LateFee late_fee(std::int64_t principal_fen, Date last_day_to_pay, Date paid_on, const LateFeeTerms& terms);

/// One question, as anybody may ask it.
struct LateFeeQuestion {
  std::int64_t principal_fen = 0;
  Date last_day_on, paid_on;
  CustomerClass payer_class{};
  std::optional<std::int64_t> agreed_permille = {};        ///< of the supply contract; absent: the rate for who agreed none
  std::optional<std::int64_t> agreed_later_permille = {};  ///< of carried arrears; absent: as agreed_permille
};
/// Refusals: late_fee.not_set_up, amount_impossible, days_impossible, rate_outside_law (art. 9(2)).
Result<LateFee> calculate_late_fee(const ChargeRules* rules, const LateFeeQuestion& question);
/// What the law and the bureau say for a class that agreed nothing else.
LateFeeTerms late_fee_terms(const LateFeeRules& rules, CustomerClass payer_class);
/// The published item a part is charged by.
const std::string& late_fee_item(const LateFeeRules& rules, CustomerClass payer_class, const LateFeePart& part);
/// How much of that item: thousandths of yuan·days.
std::int64_t late_fee_quantity_thousandths(std::int64_t principal_fen, std::int64_t days);

}  // namespace shouwen
