// The hours of the night in which nobody is called or written to. Art. 10(2).
#pragma once

#include "regulation/rulebook.h"

namespace shouwen {

/// `quiet_from` to `quiet_to` of the rulebook.
bool in_quiet_hours(const CloseRules& rules, Instant now);
/// Now, or by night the end of these hours.
Instant after_quiet_hours(const CloseRules& rules, Instant now);

}  // namespace shouwen
