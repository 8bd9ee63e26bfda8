// Months in which a customer did something he does not usually do, each with its reason as data.
#pragma once

#include "regulation/rulebook.h"
#include "usage/monthly_use.h"

namespace shouwen {

/// 骤降 骤增 零电量 时段变化 功率因数下降.
enum class UnusualKind { drop, jump, zero, shape, power_factor };

/// Why a month is unusual. `expected` and `found` are Wh for drop, jump and zero, thousandths of the month's energy in
/// `period` for shape, hundredths for power_factor.
struct UnusualUse {
  Month month;
  UnusualKind kind{};
  std::int64_t expected = 0, found = 0;
  std::int64_t change_permille = 0;  ///< found against expected; for shape and power_factor the difference itself
  std::int64_t distance_tenths = 0;  ///< in robust deviations of this customer's own misses, at most 9999
  std::int64_t months_before = 0;    ///< known months the expectation rests on
  std::optional<TariffPeriod> period = {};
  bool operator==(const UnusualUse&) const = default;
};

/// Every unusual month from `from` on, in order. A month is judged by the months before it alone, so a later month changes no
/// earlier verdict. A lasting change is told until it is the new usual. Months without history or without a value are never unusual.
std::vector<UnusualUse> find_unusual(const MonthlySeries& series, Month from, const UnusualRules& rules);

}  // namespace shouwen
