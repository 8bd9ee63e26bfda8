// Whole-number arithmetic of bills. Prices are 1e-8 yuan, quantities thousandths of their unit (Wh, W, VA): their product is
// 1e-11 yuan, exact; money is whole fen.
#pragma once

#include <cstdint>

namespace shouwen {

__extension__ typedef __int128 Wide;

/// 1e-11 yuan in a fen.
inline constexpr std::int64_t e11_of_fen = 1'000'000'000;

/// Half away from zero; `by` above 0.
constexpr Wide rounded(Wide value, Wide by) {
  const Wide half = by / 2;
  return value >= 0 ? (value + half) / by : (value - half) / by;
}
constexpr std::int64_t fen_of(Wide e11) { return static_cast<std::int64_t>(rounded(e11, e11_of_fen)); }

}  // namespace shouwen
