// What toml++ 3.3 must not be given: other than ASCII outside strings and comments runs it into undefined behaviour (found by
// fuzzing: is_non_ascii_horizontal_whitespace), and no TOML document has any there.
#pragma once

#include <cstdint>
#include <string_view>

namespace shouwen {

/// The line of the first such character, or of text that is not UTF-8; 0 if there is none.
std::int64_t line_of_stray_character(std::string_view toml);

}  // namespace shouwen
