// Sessions opened by the bureau's identity provider instead of the house's own password.
#pragma once

#include <string_view>

#include "db/session.h"

namespace shouwen {

/// A first password nobody changed does not concern whoever signs in without it.
void mark_provider_session(db::Session& session, std::string_view id);
bool is_provider_session(db::Session& session, std::string_view id);

}  // namespace shouwen
