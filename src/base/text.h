// Text as people type it: UTF-8 validity, full-width forms, control characters, lengths in characters.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouwen {

bool is_valid_utf8(std::string_view text);
/// Number of Unicode code points; the text must be valid UTF-8.
std::size_t count_characters(std::string_view text);
/// The first n code points.
std::string first_characters(std::string_view text, std::size_t n);

/// Input hygiene for a single-line or many-line field: NFC, CRLF to LF, trims white space, removes control and
/// bidi-override characters and zero-width spaces (keeps ZWJ/ZWNJ inside emoji). Newlines survive only if multiline.
std::string clean_text(std::string_view text, bool multiline);
/// Full-width ASCII (０-９, Ａ-Ｚ, －, ＠ …) to half-width, for phones, numbers and codes.
std::string to_half_width(std::string_view text);
/// A phone as it is stored: half-width, digits only (a leading + kept); spaces, dashes and brackets removed.
std::string normalise_phone(std::string_view text);

/// The digits of what was typed, if it is nothing but a number: digits, spaces, + - ( ), in half or full width.
std::optional<std::string> typed_number(std::string_view text);
/// The known name with the fewest changes from `name`; "" if none comes near.
std::string nearest_of(std::string_view name, const std::vector<std::string>& known);

/// Search terms of a text: overlapping bigrams of Han characters (and the last one alone), whole Latin
/// words and numbers in lower case; joined by spaces. The same function makes documents and queries.
std::string search_terms(std::string_view text);
/// The same terms as an FTS5 query: phrases that must all occur. One Han character becomes a prefix query.
/// Empty if the text holds nothing to search for.
std::string search_query(std::string_view text);
/// Pinyin initials of a name, e.g. 张伟 -> "zw"; characters without a reading are kept.
std::string pinyin_initials(std::string_view text);
/// Full pinyin without tones, e.g. 张伟 -> "zhangwei".
std::string pinyin(std::string_view text);

/// 张伟 -> 张*, 欧阳修 -> 欧**.
std::string mask_name(std::string_view name);
/// 13812345678 -> 138****5678; landlines keep area code and last two digits.
std::string mask_phone(std::string_view phone);
/// Keeps the text up to the road (路/街/道/村/镇…), the rest becomes ***.
std::string mask_address(std::string_view address);

}  // namespace shouwen
