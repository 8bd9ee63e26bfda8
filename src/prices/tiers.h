// 阶梯电价: energy by tiers, and the lean way from usage to fen that explains nothing.
#pragma once

#include <array>

#include "prices/fixed_point.h"

namespace shouwen {

inline constexpr std::size_t most_tiers = 6;

/// Tiers of one month or year. The last tier has no limit.
struct TierSheet {
  std::size_t tiers = 0;
  std::array<std::int64_t, most_tiers> limit_wh{};   ///< upper limit of each but the last, inclusive, ascending
  std::array<std::int64_t, most_tiers> price_e8{};   ///< per kWh
};

/// How much of the energy after `used_before_wh` falls into each tier; the sum is `wh`.
constexpr std::array<std::int64_t, most_tiers> split_by_tiers(const TierSheet& sheet, std::int64_t used_before_wh, std::int64_t wh) {
  std::array<std::int64_t, most_tiers> parts{};
  std::int64_t from = used_before_wh;
  const std::int64_t to = used_before_wh + wh;
  for (std::size_t tier = 0; tier < sheet.tiers && from < to; ++tier) {
    const std::int64_t until = tier + 1 == sheet.tiers || sheet.limit_wh[tier] > to ? to : sheet.limit_wh[tier];
    if (until <= from) continue;
    parts[tier] = until - from;
    from = until;
  }
  return parts;
}

/// What a household pays, half up to the fen; energy below 1e12 Wh and prices below 1,000 yuan cannot overflow.
constexpr std::int64_t tiered_fen(const TierSheet& sheet, std::int64_t used_before_wh, std::int64_t wh) {
  Wide e11 = 0;
  const auto parts = split_by_tiers(sheet, used_before_wh, wh);
  for (std::size_t tier = 0; tier < sheet.tiers; ++tier) e11 += Wide{parts[tier]} * sheet.price_e8[tier];
  return fen_of(e11);
}

}  // namespace shouwen
