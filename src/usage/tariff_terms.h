// By which tariff and prices a customer's savings are counted: his file's words against the price book (art. 11(6)(2)).
#pragma once

#include "usage/saving_hints.h"

namespace shouwen {

/// What the file says.
struct SavingFacts {
  std::string tariff_class;
  std::optional<Voltage> voltage;
  std::int64_t contracted_capacity_kva = 0;
};
/// What keeps sums from being said: nothing is guessed.
enum class SavingGap { tariff_class, unknown_tariff_class, assumptions, prices, contracted_capacity, basic_charge };

struct SavingBasis {
  std::optional<TariffTerms> terms;                       ///< absent: no hint at all
  const Tariff* tariff = nullptr;                         ///< of the rulebook
  std::optional<Date> prices_until;                       ///< the newest known prices held until then only: an estimate
  std::optional<std::int64_t> power_factor_standard;      ///< in hundredths
  std::vector<SavingGap> gaps;
};
SavingBasis basis_of(const SavingFacts& facts, const Rulebook& rulebook, Date today);

}  // namespace shouwen
