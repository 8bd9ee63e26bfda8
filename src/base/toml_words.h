// What keeps a text from being TOML, in the words of those who write it by hand.
#pragma once

#include <string>
#include <string_view>

namespace shouwen {

/// The mistake of a text with other than ASCII outside quotes and comments.
inline constexpr std::string_view toml_stray_character = "only ASCII outside quotes and comments";

/// A parser's description of what is wrong, in Chinese and with how to put it right.
std::string toml_error_zh(std::string_view error);

}  // namespace shouwen
