// Words with places in them, {phone}, filled once from the left: what is put in is no template itself.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouwen {

/// "{phone}" and what stands there. Names that are not among them stay as they are.
using Places = std::vector<std::pair<std::string_view, std::string>>;

/// `written`: how a value is put in.
std::string with_places(std::string_view text, const Places& places, const std::function<std::string(const std::string& value)>& written);

}  // namespace shouwen
