// Sessions and tokens of a request.
#include "api/callers.h"

#include <sodium.h>

#include "org/accounts.h"

namespace shouwen::api {

namespace {

bool is_present(const Organisation& organisation, OfficerId id) {
  const Officer* officer = organisation.officer(id);
  return officer != nullptr && officer->active;
}

}  // namespace

Result<Caller> find_caller(db::Session& session, const http::Request& request, const Organisation& organisation, Instant now, const SessionRules& rules) {
  const Refusal missing{"session.missing", "", "", {}};
  constexpr std::string_view bearer = "Bearer ";
  if (const std::string_view authorization = request.header("authorization"); authorization.starts_with(bearer)) {
    const auto found = find_token(session, authorization.substr(bearer.size()), now);
    if (!found || !is_present(organisation, found->actor.officer_id)) return missing;
    return Caller{found->actor, "", "", false, false, found->note_use ? found->token_id : 0, false};
  }
  const std::string_view id = request.cookie(session_cookie);
  if (id.empty()) return missing;
  const auto signed_in = find_session(session, id, now, rules);
  if (!signed_in || !is_present(organisation, signed_in->officer_id)) return missing;
  Caller caller;
  caller.actor.officer_id = signed_in->officer_id;
  caller.session_id = id;
  caller.csrf_token = signed_in->csrf_token;
  caller.must_change_password = signed_in->must_change_password;
  caller.must_set_second_factor = signed_in->by_password_alone && asks_second_factor(rules, organisation.officer(signed_in->officer_id)->roles);
  caller.session_used = signed_in->note_use;
  return caller;
}

Verdict check_csrf(const Caller& caller, const http::Request& request) {
  if (caller.session_id.empty()) return Done{};
  const std::string_view given = request.header("x-csrf-token");
  const bool same = given.size() == caller.csrf_token.size() && sodium_memcmp(given.data(), caller.csrf_token.data(), given.size()) == 0;
  if (!same) return Refusal{"session.csrf_wrong", "", "", {}};
  return Done{};
}

}  // namespace shouwen::api
