// Each formula as one fraction, rounded once.
#include "prices/energy_adjustment.h"

#include "prices/fixed_point.h"

namespace shouwen {

namespace {

constexpr std::int64_t whole_ppm = 1'000'000, whole_percent = 100, most_wh = 1'000'000'000'000'000;

/// Nothing for what no meter ever counts.
std::optional<std::int64_t> possible(Wide wh) {
  if (wh > most_wh || wh < -most_wh) return std::nullopt;
  return static_cast<std::int64_t>(wh);
}

}  // namespace

std::optional<std::int64_t> meter_error_adjustment_wh(std::int64_t recorded_wh, std::int64_t error_ppm, std::int64_t counted_percent) {
  if (error_ppm <= -whole_ppm) return std::nullopt;
  return possible(rounded(Wide{recorded_wh} * -error_ppm * counted_percent, Wide{whole_ppm + error_ppm} * whole_percent));
}

std::optional<std::int64_t> voltage_drop_adjustment_wh(std::int64_t recorded_wh, std::int64_t drop_ppm, std::int64_t allowed_ppm) {
  if (allowed_ppm < 0 || drop_ppm <= allowed_ppm || drop_ppm >= whole_ppm) return std::nullopt;
  return possible(rounded(Wide{recorded_wh} * (drop_ppm - allowed_ppm), whole_ppm));
}

std::optional<std::int64_t> ratio_adjustment_wh(std::int64_t recorded_wh, std::int64_t right, std::int64_t wrong) {
  if (right <= 0 || wrong <= 0) return std::nullopt;
  return possible(rounded(Wide{recorded_wh} * (right - wrong), wrong));
}

std::optional<std::int64_t> normal_month_adjustment_wh(std::int64_t recorded_wh, std::int64_t normal_month_wh) {
  if (normal_month_wh <= 0) return std::nullopt;
  return normal_month_wh - recorded_wh;
}

}  // namespace shouwen
