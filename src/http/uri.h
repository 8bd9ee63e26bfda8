// Percent-encoding and query strings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouwen::http {

/// Nothing if an escape is malformed or stands for NUL.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);
std::string percent_encoded(std::string_view text);
/// a=1&b=2; malformed parts are left out.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view raw);

}  // namespace shouwen::http
