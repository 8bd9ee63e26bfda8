// Field lists of messages. Heavy: only for .cpp files.
#pragma once

#include "json/json.h"
#include "messages/message.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(MessageState, waiting, sent, delivered, failed, cancelled)

}  // namespace shouwen
