// What a customer is told by message of what happened to his case (art. 10(8): told in time, art. 10(2): in the bureau's words).
#pragma once

#include <vector>

#include "cases/case_event.h"
#include "messages/message.h"
#include "org/organisation.h"

namespace shouwen {

/// Now with a moment to take it back; by night the end of the quiet hours (art. 10(2)).
Instant message_from(const CloseRules& rules, Instant now);

struct MessageWords {
  const Rulebook& rulebook;                ///< in force now
  const Organisation& organisation;
  const MessageSetting& setting;
};
/// Of one decision, in the order of its events. Nothing of sealed cases and tips, without a name, or without a mobile number; nothing
/// that was answered at once, where the customer stands before us.
std::vector<NewMessage> messages_of(const std::vector<CaseEvent>& events, const ServiceCase& after, const MessageWords& words);

/// What waits and no longer holds after these events: which kinds of message.
std::vector<MessageKind> outdated_messages(const std::vector<CaseEvent>& events, const ServiceCase& after);

}  // namespace shouwen
