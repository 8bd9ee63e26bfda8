// The words of the public pages, in both languages, out of texts.toml.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/message.h"

namespace shouwen {

struct PageText {
  std::string zh, en;
};
/// All of them, by name.
const std::map<std::string, PageText, std::less<>>& page_texts();

using TextValues = std::vector<std::pair<std::string, std::string>>;
/// One text; {name} in it becomes the value of that name. CHECKs that the text exists.
std::string say(std::string_view name, http::Language language, const TextValues& values = {});

}  // namespace shouwen
