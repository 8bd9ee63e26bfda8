// A tariff class of the file is looked up by its name; prices are the newest published ones.
#include "usage/tariff_terms.h"

#include <algorithm>

#include "prices/tariff_sheet.h"

namespace shouwen {

namespace {

const TariffClass* class_of(const PriceBook& book, const std::string& name) {
  for (const TariffClass& each : book.tariff_classes)
    if (std::find(each.names_zh.begin(), each.names_zh.end(), name) != each.names_zh.end()) return &each;
  return nullptr;
}

TariffTerms terms_of(const TariffSheet& sheet, const SavingAssumptions& saving) {
  TariffTerms terms;
  for (std::size_t period = 0; period < terms.price_e8.size(); ++period)
    if (const PostedPrice* price = sheet.period_prices[period]) terms.price_e8[period] = price->yuan_e8;
  terms.funds_e8 = sheet.funds_e8();
  terms.shiftable_percent = saving.shiftable_percent;
  terms.reserve_percent = saving.reserve_percent;
  return terms;
}

/// Basic charge and its alternatives, where the name of the class says how it is counted and the capacity is known.
void set_basic_charge(TariffTerms& terms, const TariffSheet& sheet, const TariffClass& named, const SavingFacts& facts, std::vector<SavingGap>& gaps) {
  if (named.basic_charge == BasicCharge::none) return gaps.push_back(SavingGap::basic_charge);
  if (facts.contracted_capacity_kva == 0) return;
  terms.basic_charge = named.basic_charge;
  terms.basic_terms = *sheet.tariff->basic_charge;
  terms.capacity_price_e8 = sheet.capacity_price->yuan_e8;
  terms.demand_price_e8 = sheet.demand_price->yuan_e8;
}

}  // namespace

SavingBasis basis_of(const SavingFacts& facts, const Rulebook& rulebook, Date today) {
  SavingBasis basis;
  const PriceBook& book = price_book_of(rulebook);
  const TariffClass* named = class_of(book, facts.tariff_class);
  if (facts.tariff_class.empty()) basis.gaps.push_back(SavingGap::tariff_class);
  else if (named == nullptr) basis.gaps.push_back(SavingGap::unknown_tariff_class);
  if (!book.saving) basis.gaps.push_back(SavingGap::assumptions);
  if (named == nullptr || !book.saving) return basis;
  const auto sheet = tariff_sheet(rulebook, named->tariff, today, PriceChoice::latest);
  basis.tariff = find_tariff(rulebook, named->tariff);
  if (!sheet) {
    basis.gaps.push_back(SavingGap::prices);
    return basis;
  }
  if (sheet->oldest_until != Date{}) basis.prices_until = sheet->oldest_until;
  // Households by tiers have nothing these hints could shift.
  if (!sheet->tariff->by_period()) return basis;
  TariffTerms terms = terms_of(*sheet, *book.saving);
  terms.contracted_capacity_kva = facts.contracted_capacity_kva;
  if (sheet->tariff->usage_category != UsageCategory::residential && facts.contracted_capacity_kva == 0) basis.gaps.push_back(SavingGap::contracted_capacity);
  const bool two_part = sheet->tariff->basic_charge.has_value();
  if (two_part) set_basic_charge(terms, *sheet, *named, facts, basis.gaps);
  // The adjustment is counted on the basic charge too: without it no sum is said.
  const bool base_known = !two_part || terms.basic_charge != BasicCharge::none;
  if (book.power_factor && base_known)
    if (const auto* standard = power_factor_standard(*book.power_factor, sheet->tariff->usage_category, two_part, facts.voltage, facts.contracted_capacity_kva)) {
      terms.power_factor = power_factor_table(*book.power_factor, *standard);
      basis.power_factor_standard = standard->standard_hundredths;
    }
  basis.terms = terms;
  return basis;
}

}  // namespace shouwen
