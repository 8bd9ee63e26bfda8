// Days are counted one by one in whole numbers: no rate is ever a fraction.
#include "prices/late_fee.h"

#include <algorithm>

#include "prices/fixed_point.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t permille = 1000, thousandths_of_a_fen = 10;
/// More than any bill is, and longer than any is owed: little enough that nothing overflows.
constexpr std::int64_t most_principal_fen = 1'000'000'000'000, most_days = 36'600;

LateFeePart part_of(std::int64_t principal_fen, Date from_on, std::int64_t days, std::int64_t rate, bool later) {
  return {from_on, from_on.plus_days(static_cast<std::int32_t>(days - 1)), days, rate, later, static_cast<std::int64_t>(rounded(Wide{principal_fen} * days * rate, permille))};
}

}  // namespace

LateFee late_fee(std::int64_t principal_fen, Date last_day_to_pay, Date paid_on, const LateFeeTerms& terms) {
  LateFee fee;
  const std::int64_t late = paid_on.days - last_day_to_pay.days - (terms.day_of_payment_counts ? 0 : 1);
  if (late <= 0 || principal_fen <= 0) return fee;
  const std::int64_t left_of_year = Date::of(last_day_to_pay.year(), 12, 31).days - last_day_to_pay.days;
  const std::int64_t carried = std::max<std::int64_t>(0, late - left_of_year);
  const bool one_rate = terms.permille_a_day == terms.later_permille_a_day;
  const std::int64_t later = carried > 0 && !one_rate && terms.carried == CarriedArrears::later_rate_from_the_beginning ? late : one_rate ? 0 : carried;
  const Date first = last_day_to_pay.plus_days(1);
  if (late > later) fee.parts.push_back(part_of(principal_fen, first, late - later, terms.permille_a_day, false));
  if (later > 0) fee.parts.push_back(part_of(principal_fen, first.plus_days(static_cast<std::int32_t>(late - later)), later, terms.later_permille_a_day, true));
  for (const LateFeePart& part : fee.parts) fee.fen += part.fen;
  fee.raised_to_smallest = fee.fen < terms.smallest_fen;
  fee.fen = std::max(fee.fen, terms.smallest_fen);
  return fee;
}

LateFeeTerms late_fee_terms(const LateFeeRules& rules, CustomerClass payer_class) {
  const bool resident = payer_class == CustomerClass::resident;
  return {resident ? rules.resident_permille : rules.other_permille, resident ? rules.resident_permille : rules.other_later_permille, rules.carried, rules.day_of_payment_counts,
          rules.smallest_fen};
}

Result<LateFee> calculate_late_fee(const ChargeRules* rules, const LateFeeQuestion& question) {
  if (rules == nullptr || !rules->late_fee) return Refusal{"late_fee.not_set_up", clause::art_9_2, "", {}};
  const LateFeeRules& late = *rules->late_fee;
  if (question.principal_fen < 1 || question.principal_fen > most_principal_fen) return Refusal{"late_fee.amount_impossible", "", "/amount_fen", {}};
  if (question.paid_on.days - question.last_day_on.days > most_days) return Refusal{"late_fee.days_impossible", "", "/last_day_on", {}};
  LateFeeTerms terms = late_fee_terms(late, question.payer_class);
  const std::pair<std::optional<std::int64_t>, const char*> agreed[] = {{question.agreed_permille, "/agreed_permille"}, {question.agreed_later_permille, "/agreed_later_permille"}};
  for (const auto& [rate, field] : agreed)
    if (rate && (*rate < late.lowest_permille || *rate > late.highest_permille))
      return Refusal{"late_fee.rate_outside_law", clause::art_9_2, field, {{"lowest", std::to_string(late.lowest_permille)}, {"highest", std::to_string(late.highest_permille)}}};
  if (question.agreed_permille) terms.permille_a_day = terms.later_permille_a_day = *question.agreed_permille;
  if (question.agreed_later_permille) terms.later_permille_a_day = *question.agreed_later_permille;
  return late_fee(question.principal_fen, question.last_day_on, question.paid_on, terms);
}

const std::string& late_fee_item(const LateFeeRules& rules, CustomerClass payer_class, const LateFeePart& part) {
  if (payer_class == CustomerClass::resident) return rules.resident_item;
  return part.later ? rules.other_later_item : rules.other_item;
}

std::int64_t late_fee_quantity_thousandths(std::int64_t principal_fen, std::int64_t days) { return principal_fen * days * thousandths_of_a_fen; }

}  // namespace shouwen
