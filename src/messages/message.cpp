// Filling the rulebook's words.
#include "messages/message.h"

#include <fmt/format.h>

#include <array>

#include "json/traits.h"
#include "messages/message_describe.h"
#include "messages/places.h"

namespace shouwen {

namespace {

Places places_of(const MessageFacts& facts) {
  return {{"{number}", facts.number}, {"{first_contact}", facts.first_contact}, {"{phone}", facts.phone}, {"{due}", facts.due}, {"{what}", facts.what}, {"{link}", facts.link}};
}

}  // namespace

std::string message_text(std::string_view card, const MessageFacts& facts) {
  const Places places = places_of(facts);
  bool missing = false;
  const auto filled = [&](std::string_view text) {
    missing = false;
    return with_places(text, places, [&missing](const std::string& value) {
      missing = missing || value.empty();
      return value;
    });
  };
  std::string out;
  while (!card.empty()) {
    const std::size_t open = card.find('['), close = open == std::string_view::npos ? open : card.find(']', open);
    if (close == std::string_view::npos) return out + filled(card);
    out += filled(card.substr(0, open));
    const std::string optional = filled(card.substr(open + 1, close - open - 1));
    if (!missing) out += optional;
    card.remove_prefix(close + 1);
  }
  return out;
}

const std::string* message_card(const Rulebook& rulebook, MessageKind kind, http::Language language) {
  const WordingCard* card = rulebook.card(std::string(message_card_prefix) + json::name_of(kind));
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
