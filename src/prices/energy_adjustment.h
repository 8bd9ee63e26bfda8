// 退补电量: the energy to bill or give back after a wrong meter, wiring or multiplier (rules.md R-ADJ-01, 04, 06). Above 0 is billed,
// below 0 given back. What rests on a normal month or on reading records is no arithmetic and not here. Pure.
#pragma once

#include <cstdint>
#include <optional>

namespace shouwen {

/// By the measured error in millionths (−50,000 = 5 % slow), with zero error as the aim; of energy recorded since the last check, of
/// which half the time counts. Wh, half away from zero. Nothing for an error of −100 % or less.
std::optional<std::int64_t> meter_error_adjustment_wh(std::int64_t recorded_wh, std::int64_t error_ppm);
/// The same before it is halved: for energy already known to be that of the half period.
std::optional<std::int64_t> meter_error_difference_wh(std::int64_t recorded_wh, std::int64_t error_ppm);
/// Wrong wiring (true and wrongly measured power) or wrong multiplier (true and used): recorded × (right / wrong − 1). Nothing unless
/// both are above 0.
std::optional<std::int64_t> ratio_adjustment_wh(std::int64_t recorded_wh, std::int64_t right, std::int64_t wrong);

}  // namespace shouwen
