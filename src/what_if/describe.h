// The words of a what-if as JSON. Heavy: only for .cpp files.
#pragma once

#include "json/traits.h"
#include "what_if/replay.h"

namespace shouwen {
BOOST_DESCRIBE_ENUM(DutyEnding, none, running, met, late, lifted)
}  // namespace shouwen
