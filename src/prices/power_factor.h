// 力调电费: the month's power factor, the table of a standard out of its rule, the adjustment of a base. 〔83〕水电财字第215号.
#pragma once

#include <array>

#include "regulation/price_book.h"

namespace shouwen {

/// |P| / √(P² + Q²) to two decimals, half up, exactly; nothing without active energy. In hundredths, 0 to 100.
std::optional<std::int64_t> power_factor_hundredths(std::int64_t active_wh, std::int64_t reactive_varh);

/// By factor in hundredths, 0 to 100; in hundredths of a percent, negative = reduction.
using PowerFactorTable = std::array<std::int64_t, 101>;
PowerFactorTable power_factor_table(const PowerFactorRules& rules, const PowerFactorRules::Standard& standard);
/// The standard a customer is held to; nullptr: none.
const PowerFactorRules::Standard* power_factor_standard(const PowerFactorRules& rules, UsageCategory category, bool two_part, std::optional<Voltage> voltage,
                                                        std::int64_t capacity_kva);

/// Half away from zero; negative = reduction.
std::int64_t power_factor_adjustment_fen(const PowerFactorTable& table, std::int64_t hundredths, std::int64_t base_fen);

}  // namespace shouwen
