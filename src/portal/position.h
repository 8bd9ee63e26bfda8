// A point on the map as a customer gives it: typed, out of a geo: link, or measured by his phone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shouwen {

struct Position {
  double latitude = 0, longitude = 0;  ///< degrees, WGS 84
};
/// "24.8801, 102.8329", "24.8801，102.8329", "geo:24.8801,102.8329;u=35?z=16"; nothing if it is no such thing or not on Earth.
std::optional<Position> parse_position(std::string_view text);
/// "24.88010,102.83290": about a metre.
std::string to_text(const Position& position);

}  // namespace shouwen
