// When people come and how long things take: rulebook/demo/load_profile.csv, derived from real requests by derive_load_profile.mjs.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace shouwen::sim {

class LoadProfile {
 public:
  /// Refusal import.bad_row with the line: an unknown measure, shares of the hours that do not make a thousand, quantiles that fall.
  static Result<LoadProfile> parse(std::string_view csv);
  /// The one in the repository. CHECKs that it is right.
  static const LoadProfile& shipped();

  /// The hour in which somebody comes, by a throw of 0 … 999.
  std::int64_t hour_of(std::int64_t throw_of_thousand) const;
  /// Of an average day's customers; 1 = Monday.
  std::int64_t weekday_per_mille(int weekday) const { return weekday_per_mille_[static_cast<std::size_t>(weekday - 1)]; }
  std::int64_t storm_factor() const { return storm_factor_; }
  /// From one hand to the next: a matter takes as long as the real ones from opened to closed, and goes through `hands` of them.
  std::int64_t gap_seconds(std::int64_t throw_of_thousand) const;

 private:
  std::array<std::int64_t, 24> hour_per_mille_{};
  std::array<std::int64_t, 7> weekday_per_mille_{};
  std::vector<std::int64_t> open_to_closed_seconds_;  ///< deciles, the first of 10 %
  std::int64_t storm_factor_ = 1;
};

}  // namespace shouwen::sim
