// What every way of signing in has in common: the cookie, where the session was opened, the line in the log, wrong tries.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/api.h"
#include "api/rate_limit.h"
#include "org/accounts.h"
#include "org/session_way.h"

namespace shouwen::api {

/// The session's cookie; no value and "; Max-Age=0" takes it away.
std::string cookie_line(const http::Request& request, const std::string& value, std::string_view attributes);
SessionPlace place_of(const http::Request& request);
/// Who and from where, for whoever watches; a name nobody has is not written: it may be somebody's password.
/// `way`: "password", "provider" or "ldap".
void log_sign_in(const Call& call, std::string_view outcome, const std::optional<AccountRecord>& account, std::string_view way = "password");
/// Fewer wrong tries a minute from one address than would find a password; right ones cost nothing, so that a whole office can
/// sign in at half past eight.
RateLimit& wrong_sign_ins();
/// Opens the session and notes the success; what was open in this browser before is over. Returns the id for the cookie.
std::string begin_session(House& house, const Call& call, OfficerId officer, const SignInCheck& check, std::string& csrf_token, SessionWay way);

}  // namespace shouwen::api
