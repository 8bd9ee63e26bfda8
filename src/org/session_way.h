// How a session was opened: by the house's own password, by the bureau's identity provider, with the password of its LDAP.
#pragma once

#include <string_view>

#include "db/session.h"

namespace shouwen {

enum class SessionWay { password, provider, ldap };

/// A first password nobody changed does not concern whoever signs in without it.
void mark_session(db::Session& session, std::string_view id, SessionWay way);
bool is_provider_session(db::Session& session, std::string_view id);

}  // namespace shouwen
