// Filling the rulebook's words.
#include "messages/message.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "json/traits.h"
#include "messages/message_describe.h"

namespace shouwen {

namespace {

constexpr std::string_view card_prefix = "message_";

/// Text up to `end`, with its places filled; `missing`: a place was empty.
std::string filled(std::string_view text, const MessageFacts& facts, bool& missing) {
  const std::array<std::pair<std::string_view, const std::string*>, 6> places{
      {{"{number}", &facts.number}, {"{first_contact}", &facts.first_contact}, {"{phone}", &facts.phone}, {"{due}", &facts.due}, {"{what}", &facts.what}, {"{link}", &facts.link}}};
  std::string out;
  while (!text.empty()) {
    bool found = false;
    for (const auto& [name, value] : places) {
      if (!text.starts_with(name)) continue;
      missing = missing || value->empty();
      out += *value;
      text.remove_prefix(name.size());
      found = true;
    }
    if (found) continue;
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace

std::string message_text(std::string_view card, const MessageFacts& facts) {
  std::string out;
  while (!card.empty()) {
    const std::size_t open = card.find('['), close = open == std::string_view::npos ? open : card.find(']', open);
    bool missing = false;
    if (close == std::string_view::npos) return out + filled(card, facts, missing);
    out += filled(card.substr(0, open), facts, missing);
    missing = false;
    const std::string optional = filled(card.substr(open + 1, close - open - 1), facts, missing);
    if (!missing) out += optional;
    card.remove_prefix(close + 1);
  }
  return out;
}

bool is_message_card(std::string_view code) { return code.starts_with(card_prefix); }

const std::string* message_card(const Rulebook& rulebook, MessageKind kind, http::Language language) {
  const WordingCard* card = rulebook.card(std::string(card_prefix) + json::name_of(kind));
  if (card == nullptr) return nullptr;
  return language == http::Language::zh ? &card->text_zh : &card->text_en;
}

std::string message_time(Instant at, http::Language language) {
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::int32_t second = local_second_of_day(at);
  const Date day = second == 0 ? local_date(at).plus_days(-1) : local_date(at);
  const std::string clock = second == 0 ? "24:00" : fmt::format("{:02}:{:02}", second / 3600, second / 60 % 60);
  if (language == http::Language::zh) return fmt::format("{}月{}日{}", day.month(), day.day(), clock);
  return fmt::format("{} {} {}", day.day(), months[static_cast<std::size_t>(day.month() - 1)], clock);
}

bool takes_messages(std::string_view phone) {
  if (phone.size() != 11 || phone[0] != '1' || phone[1] < '3' || phone[1] > '9') return false;
  return phone.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace shouwen
