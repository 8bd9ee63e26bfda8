// Walking over strings and comments.
#include "base/toml_guard.h"

#include <algorithm>

#include "base/text.h"

namespace shouwen {

namespace {

/// The end of the string that begins at `at`: behind its closing quote, or the end of its line or of the text.
std::size_t end_of_string(std::string_view toml, std::size_t at) {
  const char quote = toml[at];
  const bool many_lines = toml.substr(at, 3) == std::string(3, quote);
  const std::size_t width = many_lines ? 3 : 1;
  for (std::size_t i = at + width; i < toml.size(); ++i) {
    if (toml[i] == '\\' && quote == '"') ++i;
    else if (toml[i] == '\n' && !many_lines) return i;
    else if (toml.substr(i, width) == std::string(width, quote)) return i + width;
  }
  return toml.size();
}

}  // namespace

std::int64_t line_of_stray_character(std::string_view toml) {
  if (toml.starts_with("\xef\xbb\xbf")) toml.remove_prefix(3);
  const auto line_at = [&toml](std::size_t at) { return 1 + std::count(toml.begin(), toml.begin() + static_cast<std::ptrdiff_t>(std::min(at, toml.size())), '\n'); };
  if (!is_valid_utf8(toml)) return 1;
  for (std::size_t at = 0; at < toml.size();) {
    const char c = toml[at];
    if (static_cast<unsigned char>(c) >= 0x80) return line_at(at);
    if (c == '#') at = std::min(toml.find('\n', at), toml.size());
    else if (c == '"' || c == '\'') at = end_of_string(toml, at);
    else ++at;
  }
  return 0;
}

}  // namespace shouwen
