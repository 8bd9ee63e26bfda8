// Texts, read once out of the binary.
#include "portal/page_texts.h"

#include "base/check.h"
#include "base/toml.h"
#include "portal/page_files.h"

namespace shouwen {

PageTexts read_page_texts(std::string_view toml) {
  const ParsedToml parsed = parse_toml(toml);
  SHOUWEN_CHECK(parsed.table.has_value());
  PageTexts read;
  for (const auto& [name, node] : *parsed.table)
    read[std::string(name.str())] = {node.at_path("zh").value_or(std::string()), node.at_path("en").value_or(std::string())};
  return read;
}

const PageTexts& page_texts() {
  static const PageTexts texts = read_page_texts(page_file("texts.toml"));
  return texts;
}

std::string say(std::string_view name, http::Language language, const TextValues& values) { return say(page_texts(), name, language, values); }

std::string say(const PageTexts& texts, std::string_view name, http::Language language, const TextValues& values) {
  const auto found = texts.find(name);
  SHOUWEN_CHECK(found != texts.end());
  std::string text = language == http::Language::zh ? found->second.zh : found->second.en;
  for (const auto& [key, value] : values) {
    const std::string mark = '{' + key + '}';
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) text.replace(at, mark.size(), value);
  }
  return text;
}

}  // namespace shouwen
