// Who calls: a session cookie or a personal token, checked against the database and the present organisation.
#pragma once

#include "api/api.h"
#include "base/result.h"
#include "org/session_rules.h"

namespace shouwen::api {

inline constexpr std::string_view session_cookie = "shouwen_session";

struct Caller {
  Actor actor;
  std::string session_id, csrf_token;
  bool must_change_password = false;
  bool must_set_second_factor = false;  ///< his role asks for one, and there is none
  std::int64_t token_used = 0;  ///< a token whose use should be noted; 0 = none
  bool session_used = false;    ///< a session whose use should be noted
};

/// Refusals: session.missing.
Result<Caller> find_caller(db::Session& session, const http::Request& request, const Organisation& organisation, Instant now, const SessionRules& rules);
/// A browser's write must carry the session's own token; a bearer token needs none. Refusals: session.csrf_wrong.
Verdict check_csrf(const Caller& caller, const http::Request& request);

}  // namespace shouwen::api
