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
using PageTexts = std::map<std::string, PageText, std::less<>>;
/// Out of a file like texts.toml; CHECKs that it is one.
PageTexts read_page_texts(std::string_view toml);
/// All of this room, by name.
const PageTexts& page_texts();

using TextValues = std::vector<std::pair<std::string, std::string>>;
/// One text; {name} in it becomes the value of that name. CHECKs that the text exists.
std::string say(std::string_view name, http::Language language, const TextValues& values = {});
std::string say(const PageTexts& texts, std::string_view name, http::Language language, const TextValues& values = {});

}  // namespace shouwen
