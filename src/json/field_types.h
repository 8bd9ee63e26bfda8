// Text fields that carry their own limits, so that parser and OpenAPI say the same.
#pragma once

#include <cstddef>
#include <string>

namespace shouwen {

/// Many-line text; length in characters after clean_text.
template <std::size_t Min, std::size_t Max>
struct Text {
  static constexpr std::size_t min_length = Min;
  static constexpr std::size_t max_length = Max;
  static constexpr bool multiline = true;
  std::string value;
  bool operator==(const Text&) const = default;
};

/// One-line text; length in characters after clean_text.
template <std::size_t Min, std::size_t Max>
struct Line {
  static constexpr std::size_t min_length = Min;
  static constexpr std::size_t max_length = Max;
  static constexpr bool multiline = false;
  std::string value;
  bool operator==(const Line&) const = default;
};

}  // namespace shouwen
