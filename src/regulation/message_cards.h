// Wording cards that are sent to customers as text messages: "message_registered" … Art. 10(2), 10(8).
#pragma once

#include <array>
#include <boost/describe/enum.hpp>
#include <string_view>

namespace shouwen {

/// trial: of no case. late: the answer's time is over. Each has its words in a card "message_registered"; without one it is not sent.
enum class MessageKind { trial, registered, papers_asked, extended, moved, late, answered, reopened };
BOOST_DESCRIBE_ENUM(MessageKind, trial, registered, papers_asked, extended, moved, late, answered, reopened)

inline constexpr std::string_view message_card_prefix = "message_";
/// What may stand in the words; what stands in [ ] is left out when a place in it is empty.
inline constexpr std::array<std::string_view, 6> message_places{"{number}", "{first_contact}", "{phone}", "{due}", "{what}", "{link}"};

/// What is sent is nothing to say.
inline bool is_message_card(std::string_view code) { return code.starts_with(message_card_prefix); }

}  // namespace shouwen
