// 退补电量: the energy to bill or give back after a wrong meter, lead, wiring, fuse or multiplier (rules.md R-ADJ-01 to 06). Above 0 is billed,
// below 0 given back. Pure; how much of the time counts comes in as a value.
#pragma once

#include <cstdint>
#include <optional>

namespace shouwen {

/// By the measured error in millionths (−50,000 = 5 % slow), with zero error as the aim; of the energy recorded since the last check,
/// of whose time `counted_percent` counts. Wh, half away from zero. Nothing for an error of −100 % or less.
std::optional<std::int64_t> meter_error_adjustment_wh(std::int64_t recorded_wh, std::int64_t error_ppm, std::int64_t counted_percent);
/// What the measured drop of voltage exceeds the allowed one by, in millionths, of the recorded energy. Nothing unless
/// 0 ≤ allowed < measured < 100 %.
std::optional<std::int64_t> voltage_drop_adjustment_wh(std::int64_t recorded_wh, std::int64_t drop_ppm, std::int64_t allowed_ppm);
/// Wrong wiring (true and wrongly measured power) or wrong multiplier (true and used): recorded × (right / wrong − 1). Nothing unless
/// both are above 0.
std::optional<std::int64_t> ratio_adjustment_wh(std::int64_t recorded_wh, std::int64_t right, std::int64_t wrong);
/// A normal month's energy instead of what was recorded. Nothing unless it is above 0.
std::optional<std::int64_t> normal_month_adjustment_wh(std::int64_t recorded_wh, std::int64_t normal_month_wh);

}  // namespace shouwen
