// Cards of messages: a place that is misspelt would be sent to customers as it stands.
#include <algorithm>

#include "json/traits.h"
#include "regulation/load_parts.h"
#include "regulation/message_cards.h"

namespace shouwen {

namespace {

/// The first thing in braces that is no place, or a bracket without its other half; "" = none.
std::string wrong_part(std::string_view text) {
  bool in_brackets = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    if (rest.front() == '[' || rest.front() == ']') {
      if (in_brackets == (rest.front() == '[')) return std::string(1, rest.front());
      in_brackets = !in_brackets;
    }
    if (rest.front() != '{') continue;
    const auto known = std::find_if(message_places.begin(), message_places.end(), [rest](std::string_view place) { return rest.starts_with(place); });
    if (known == message_places.end()) return std::string(rest.substr(0, std::min(rest.find('}'), rest.size() - 1) + 1));
  }
  return in_brackets ? "[" : "";
}

}  // namespace

void check_message_card(const WordingCard& card, TableReader& row) {
  if (!is_message_card(card.code)) return;
  if (!json::enum_of<MessageKind>(std::string_view(card.code).substr(message_card_prefix.size())))
    row.mistake("code", "rulebook.message_kind", "没有“" + card.code + "”这种短信", "there is no message “" + card.code + "”");
  for (const auto& [key, text] : {std::pair<const char*, const std::string&>{"text_zh", card.text_zh}, {"text_en", card.text_en}})
    if (const std::string wrong = wrong_part(text); !wrong.empty())
      row.mistake(key, "rulebook.message_place", "短信里的“" + wrong + "”不对：可用 {number} {first_contact} {phone} {due} {what} {link}，方括号要成对", "“" + wrong + "” cannot stand in a message: {number} {first_contact} {phone} {due} {what} {link} can, and brackets come in pairs");
}

}  // namespace shouwen
