// Sheet, standard, bill.
#include "prices/calculation.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

Result<BillCalculation> calculate_bill(const Rulebook& rulebook, const BillQuestion& question) {
  const auto sheet = tariff_sheet(rulebook, question.tariff, question.month, PriceChoice::in_force);
  if (!sheet) return sheet.refusal();
  BillAgreement agreement = question.agreement;
  PowerFactorTable table{};
  if (question.power_factor_standard) {
    const auto& rules = price_book_of(rulebook).power_factor;
    const PowerFactorRules::Standard* standard = nullptr;
    if (rules)
      for (const PowerFactorRules::Standard& row : rules->standards)
        if (row.standard_hundredths == *question.power_factor_standard) standard = &row;
    if (standard == nullptr) return Refusal{"bill.standard_unknown", clause::art_9_2, "/agreement/power_factor_standard_hundredths", {}};
    table = power_factor_table(*rules, *standard);
    agreement.power_factor = &table;
  }
  auto bill = make_bill(*sheet, question.usage, agreement);
  if (!bill) return bill.refusal();
  return BillCalculation{*sheet, *std::move(bill)};
}

}  // namespace shouwen
