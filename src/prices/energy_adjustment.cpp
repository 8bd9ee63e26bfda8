// Each formula as one fraction, rounded once.
#include "prices/energy_adjustment.h"

#include "prices/fixed_point.h"

namespace shouwen {

namespace {

constexpr std::int64_t whole_ppm = 1'000'000;

/// recorded / (1 + e) − recorded, divided by `parts`.
std::optional<std::int64_t> by_error(std::int64_t recorded_wh, std::int64_t error_ppm, std::int64_t parts) {
  if (error_ppm <= -whole_ppm) return std::nullopt;
  return static_cast<std::int64_t>(rounded(Wide{recorded_wh} * -error_ppm, Wide{whole_ppm + error_ppm} * parts));
}

}  // namespace

std::optional<std::int64_t> meter_error_adjustment_wh(std::int64_t recorded_wh, std::int64_t error_ppm) { return by_error(recorded_wh, error_ppm, 2); }
std::optional<std::int64_t> meter_error_difference_wh(std::int64_t recorded_wh, std::int64_t error_ppm) { return by_error(recorded_wh, error_ppm, 1); }

std::optional<std::int64_t> ratio_adjustment_wh(std::int64_t recorded_wh, std::int64_t right, std::int64_t wrong) {
  if (right <= 0 || wrong <= 0) return std::nullopt;
  return static_cast<std::int64_t>(rounded(Wide{recorded_wh} * (right - wrong), wrong));
}

}  // namespace shouwen
