// Field lists of keys. Heavy: only for .cpp files.
#pragma once

#include "json/json.h"
#include "open311/open311_key.h"
#include "regulation/describe.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(Open311KeyIssued, (), (name, channel, key_hash))
BOOST_DESCRIBE_STRUCT(Open311KeyRevoked, (), (reason))

}  // namespace shouwen
