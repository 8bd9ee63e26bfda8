// What the house tells customers by text message of its own accord: when, to which number, in which words (art. 10(8), 10(2)). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/time.h"
#include "http/message.h"
#include "regulation/message_cards.h"
#include "regulation/rulebook.h"

namespace shouwen {

using MessageId = Id<struct MessageTag>;

/// sent: the gateway has taken it. delivered: it said that the phone has it. failed: it never will be, or nobody knows why not.
/// cancelled: what it says no longer holds.
enum class MessageState { waiting, sent, delivered, failed, cancelled };

/// What stands in the places of the words (message_places); may be empty.
struct MessageFacts {
  std::string number, first_contact, phone, due, what, link;
};
/// The card with its places filled. What stands in [ ] is left out if a place in it stays empty.
std::string message_text(std::string_view card, const MessageFacts& facts);
/// Null: this rulebook has no words for it.
const std::string* message_card(const Rulebook& rulebook, MessageKind kind, http::Language language);

/// "12月4日17:30", "4 Dec 17:30"; midnight is the end of the day before.
std::string message_time(Instant at, http::Language language);
/// A Chinese mobile number as the house keeps it: 11 digits, 1 and 3 to 9. Others take no messages.
bool takes_messages(std::string_view phone);
/// As the bureau has switched it on. Journaled.
struct MessageSetting {
  bool sends = false;
  http::Language language = http::Language::zh;
  std::string link;               ///< where customers follow their case; "" = no link is told
  bool operator==(const MessageSetting&) const = default;
};

/// Decided in the transaction of the event that is told.
struct NewMessage {
  CaseId case_id;                 ///< 0 = a trial
  MessageKind kind{};
  std::string phone, text;
  Instant from;                   ///< not sent before
  bool operator==(const NewMessage&) const = default;
};

}  // namespace shouwen
