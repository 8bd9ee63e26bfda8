// Reading positions.
#include "portal/position.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/text.h"

namespace shouwen {

namespace {

std::optional<double> degrees(std::string_view text, double limit) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || std::abs(value) > limit) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Position> parse_position(std::string_view given) {
  const std::string half = to_half_width(given);
  std::string_view text = half;
  while (text.starts_with(' ')) text.remove_prefix(1);
  if (text.starts_with("geo:")) text = text.substr(4, text.find_first_of(";?") == std::string_view::npos ? std::string_view::npos : text.find_first_of(";?") - 4);
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  std::string_view second = text.substr(comma + 1);
  second = second.substr(0, second.find(','));  // a geo: link may give a height
  const auto latitude = degrees(text.substr(0, comma), 90), longitude = degrees(second, 180);
  if (!latitude || !longitude) return std::nullopt;
  return Position{*latitude, *longitude};
}

std::string to_text(const Position& position) { return fmt::format("{:.5f},{:.5f}", position.latitude, position.longitude); }

}  // namespace shouwen
