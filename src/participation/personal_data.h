// Personal data in what is to be shown to everybody: what looks like it, and what is known of somebody. rules.md §6. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shouwen {

/// A passage of a text, in bytes.
struct PersonalPassage {
  std::size_t begin = 0, size = 0;
};
/// Phones, identity and account numbers (also in full width, with spaces or dashes, or as Chinese numerals), e-mail addresses, doors.
std::vector<PersonalPassage> personal_passages(std::string_view text);

/// What the house knows of the people of a case.
struct KnownPerson {
  std::vector<std::string> names, numbers, addresses;
};
/// The first thing known that stands in the text, masked; "" if none does. Names of one character are no names.
std::string known_data_in(std::string_view text, const KnownPerson& known);

/// The text with these passages and whatever looks personal replaced by a mark.
std::string hide_passages(const std::string& text, const std::vector<std::string>& passages);
inline constexpr const char* hidden_mark = "〔隐去〕";

}  // namespace shouwen
