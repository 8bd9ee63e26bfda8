// Whole numbers only: the factor is compared in squares, never taken as a root.
#include "prices/power_factor.h"

#include <algorithm>

#include "prices/fixed_point.h"

namespace shouwen {

namespace {

constexpr std::int64_t whole_bp = 10'000;

std::int64_t surcharge_bp(const PowerFactorRules& rules, std::int64_t under) {
  std::int64_t sum = 0;
  for (const PowerFactorRules::Surcharge& surcharge : rules.surcharges) {
    const std::int64_t steps = std::min(under, surcharge.hundredths);
    sum += steps * surcharge.each_bp;
    under -= steps;
  }
  return sum;
}

std::int64_t reduction_bp(const PowerFactorRules& rules, const PowerFactorRules::Standard& standard, std::int64_t hundredths) {
  const std::int64_t pivot = std::max(rules.reduction_pivot_hundredths, standard.standard_hundredths);
  const std::int64_t low = std::min(hundredths, pivot) - standard.standard_hundredths, high = std::max<std::int64_t>(0, hundredths - pivot);
  return std::min(standard.most_reduction_bp, low * rules.reduction_low_bp + high * rules.reduction_high_bp);
}

}  // namespace

std::optional<std::int64_t> power_factor_hundredths(std::int64_t active_wh, std::int64_t reactive_varh) {
  if (active_wh <= 0) return std::nullopt;
  __extension__ typedef unsigned __int128 Square;
  auto active = static_cast<std::uint64_t>(active_wh);
  auto reactive = reactive_varh < 0 ? 0 - static_cast<std::uint64_t>(reactive_varh) : static_cast<std::uint64_t>(reactive_varh);
  // Below 2^52 the squares times 40 000 fit; larger amounts are halved together.
  while (std::max(active, reactive) >> 52 != 0) active >>= 1, reactive >>= 1;
  const Square active_squared = Square{active} * active, apparent_squared = active_squared + Square{reactive} * reactive;
  // Half up: the largest h with factor ≥ (2h − 1) / 200.
  for (std::int64_t hundredths = 100; hundredths > 0; --hundredths) {
    const auto odd = static_cast<Square>(2 * hundredths - 1);
    if (active_squared * 40000 >= odd * odd * apparent_squared) return hundredths;
  }
  return 0;
}

PowerFactorTable power_factor_table(const PowerFactorRules& rules, const PowerFactorRules::Standard& standard) {
  PowerFactorTable table{};
  for (std::size_t factor = 0; factor < table.size(); ++factor) {
    const auto hundredths = static_cast<std::int64_t>(factor);
    table[factor] = hundredths < standard.standard_hundredths ? surcharge_bp(rules, standard.standard_hundredths - hundredths) : -reduction_bp(rules, standard, hundredths);
  }
  return table;
}

const PowerFactorRules::Standard* power_factor_standard(const PowerFactorRules& rules, UsageCategory category, bool two_part, std::optional<Voltage> voltage,
                                                        std::int64_t capacity_kva) {
  for (const PowerFactorRules::Standard& standard : rules.standards) {
    if (standard.usage_category != category || (standard.two_part && !two_part) || capacity_kva < standard.capacity_from_kva) continue;
    if (standard.voltages.empty() || (voltage && std::find(standard.voltages.begin(), standard.voltages.end(), *voltage) != standard.voltages.end())) return &standard;
  }
  return nullptr;
}

std::int64_t power_factor_adjustment_fen(const PowerFactorTable& table, std::int64_t hundredths, std::int64_t base_fen) {
  return static_cast<std::int64_t>(rounded(Wide{base_fen} * table[static_cast<std::size_t>(std::clamp<std::int64_t>(hundredths, 0, 100))], whole_bp));
}

}  // namespace shouwen
