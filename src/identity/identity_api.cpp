// The browser's way to the provider and back, and what follows: a session like any other, or the second factor first.
#include "identity/identity_api.h"

#include <sodium.h>

#include "api/answers.h"
#include "api/callers.h"
#include "api/session_opening.h"
#include "http/log_line.h"
#include "http/plain_page.h"
#include "http/problem.h"
#include "http/uri.h"
#include "identity/id_token.h"
#include "identity/provider.h"
#include "identity/ticket.h"
#include "org/second_factor.h"
#include "org/secret.h"

namespace shouwen {

struct ProviderCodeInput {
  Line<6, 12> totp_code;
};
BOOST_DESCRIBE_STRUCT(ProviderCodeInput, (), (totp_code))

/// Where the desk goes on after the second factor.
struct ProviderCodeDone {
  std::string to;
};
BOOST_DESCRIBE_STRUCT(ProviderCodeDone, (), (to))

namespace {

using api::Call;

constexpr const char *ticket_cookie = "shouwen_provider", *half_cookie = "shouwen_provider_half";
constexpr std::int64_t half_seconds = 300;

http::Operation identity_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  http::Operation made{method, pattern, id, "session", summary, ""};
  made.is_public = true;
  return made;
}

/// Lax, not Strict: the browser comes back from the provider's pages.
void set_cookie(http::Response& response, const Call& call, const char* name, const std::string& value) {
  std::string line = std::string(name) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + (value.empty() ? "0" : "600");
  if (call.request.header("x-forwarded-proto") == "https") line += "; Secure";
  response.headers.emplace_back("Set-Cookie", std::move(line));
}

http::Response redirect(int status, const std::string& to) {
  http::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Location", to);
  return response;
}

int status_of(const Refusal& refusal) {
  if (refusal.code == "identity.provider_away" || refusal.code == "identity.provider_unfit") return 503;
  if (refusal.code == "rate.exceeded") return 429;
  if (refusal.code == "identity.none") return 404;
  return refusal.code == "identity.unknown_officer" ? 403 : 401;
}

std::string reason_of(const Refusal& refusal) {
  for (const auto& [name, value] : refusal.values)
    if (name == "reason") return value;
  return "";
}

/// A page that says why; whatever was begun in this browser is over.
http::Response turned_away(const Call& call, const Refusal& refusal) {
  http::log_line(http::LogLevel::warn, "sign_in", {{"outcome", refusal.code}, {"way", "provider"}, {"reason", reason_of(refusal)}, {"address", call.request.remote_address}});
  const bool zh = call.language == http::Language::zh;
  http::Response response =
      http::plain_page(status_of(refusal), {zh ? "没有登录" : "Not signed in", http::refusal_text(refusal, call.language), "/", zh ? "回到登录页" : "Back to signing in"}, call.language);
  set_cookie(response, call, ticket_cookie, "");
  return response;
}

std::string query_of(const Call& call, std::string_view name) { return std::string(call.request.query_value(name).value_or("")); }

bool same_text(std::string_view a, std::string_view b) { return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0; }

http::Response begin(Provider& provider, House& house, const Call& call) {
  const auto places = provider.places(call.now);
  if (!places) return turned_away(call, places.refusal());
  const Ticket ticket = new_ticket(query_of(call, "to"), call.now);
  const ProviderSettings& settings = provider.settings();
  std::string url = places->authorization + (places->authorization.find('?') == std::string::npos ? '?' : '&') + "response_type=code&code_challenge_method=S256";
  for (const auto& [name, value] : {std::pair<const char*, const std::string&>{"client_id", settings.client_id}, {"scope", settings.scopes}, {"state", ticket.state}, {"nonce", ticket.nonce}})
    url += std::string("&") + name + "=" + http::percent_encoded(value);
  url += "&redirect_uri=" + http::percent_encoded(provider.return_url()) + "&code_challenge=" + challenge_of(ticket.verifier);
  http::Response response = redirect(302, url);
  set_cookie(response, call, ticket_cookie, seal(house.key(), ticket));
  return response;
}

/// What came back with the browser is of the attempt this browser began, and of this provider.
Result<CodeAnswer> answer_of(const Call& call, const Ticket& ticket, const ProviderPlaces& places, const std::string& issuer) {
  if (!same_text(query_of(call, "state"), ticket.state)) return Refusal{"identity.begun_elsewhere", "", "", {}};
  const std::string named = query_of(call, "iss");
  if (named.empty() ? places.names_itself : named != issuer) return not_believed("iss");
  if (const std::string error = query_of(call, "error"); !error.empty()) return Refusal{"identity.provider_refused", "", "", {}};
  std::string code = query_of(call, "code");
  if (code.empty()) return not_believed("code");
  return CodeAnswer{std::move(code), ticket.verifier, ticket.nonce};
}

/// Officers who never had a password of ours get one nobody knows: a session belongs to an account.
AccountRecord account_of(House& house, const Call& call, db::Session& session, OfficerId id) {
  if (auto known = find_account(session, id)) return *std::move(known);
  const std::string hash = hash_password(new_secret());
  house.writer().run([&](db::Session& writing) { set_password(writing, id, hash, false, call.now); });
  AccountRecord made;
  made.officer_id = id;
  return made;
}

/// Strict cookies set here are not sent with the redirect itself; the desk asks for its session when its page is there.
http::Response signed_in(House& house, const Call& call, const AccountRecord& account, const SignInCheck& check, http::Response response) {
  std::string csrf_token;
  const std::string id = api::begin_session(house, call, account.officer_id, check, csrf_token, SessionWay::provider);
  api::log_sign_in(call, "signed_in", account, "provider");
  response.headers.emplace_back("Set-Cookie", api::cookie_line(call.request, id, ""));
  return response;
}

http::Response finish(Provider& provider, House& house, const Call& call, db::Session& session) {
  static api::RateLimit returns(60, 120);
  if (const std::int64_t wait = returns.take(call.request.remote_address, call.now); wait > 0)
    return turned_away(call, {"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}});
  const auto ticket = open_ticket(house.key(), call.request.cookie(ticket_cookie), call.now);
  if (!ticket) return turned_away(call, {"identity.begun_elsewhere", "", "", {}});
  const auto places = provider.places(call.now);
  if (!places) return turned_away(call, places.refusal());
  const auto answer = answer_of(call, *ticket, *places, provider.settings().issuer);
  if (!answer) return turned_away(call, answer.refusal());
  const auto claims = provider.claims_of(*answer, call.now);
  if (!claims) return turned_away(call, claims.refusal());
  const auto name = name_in_claims(*claims, provider.settings());
  if (!name) return turned_away(call, name.refusal());
  const Officer* officer = call.organisation->officer_by_code(*name);
  if (officer == nullptr || !officer->active) return turned_away(call, {"identity.unknown_officer", "", "", {}});
  const AccountRecord account = account_of(house, call, session, officer->id);
  if (account.has_second_factor && !has_trusted_factor(*claims, provider.settings().trusted_factors)) {
    http::Response response = redirect(303, "/?second_factor=provider");
    set_cookie(response, call, ticket_cookie, "");
    set_cookie(response, call, half_cookie, seal(house.key(), HalfSignIn{officer->id, ticket->to, call.now.plus_seconds(half_seconds)}));
    return response;
  }
  http::Response response = redirect(303, ticket->to);
  set_cookie(response, call, ticket_cookie, "");
  return signed_in(house, call, account, {}, std::move(response));
}

/// The house's own second factor, counted with the wrong tries of passwords.
http::Response give_code(House& house, const Call& call, db::Session& session, const std::string& code) {
  const auto half = open_half(house.key(), call.request.cookie(half_cookie), call.now);
  const Officer* officer = half ? call.organisation->officer(half->officer_id) : nullptr;
  const auto account = half ? find_account(session, half->officer_id) : std::nullopt;
  if (officer == nullptr || !officer->active || !account) return api::refused(call, Refusal{"sign_in.provider_lapsed", "", "", {}});
  const SignInAttempt attempt{officer->code, call.request.remote_address};
  if (const std::int64_t wait = sign_in_wait(session, attempt, call.now); wait > 0)
    return api::refused(call, Refusal{"sign_in.locked", "", "", {{"seconds", std::to_string(wait)}}});
  const auto checked = check_second_factor(*account, code, house.key(), call.now);
  if (!checked) {
    api::wrong_sign_ins().take(attempt.address, call.now);
    house.writer().run([&](db::Session& writing) { record_failure(writing, attempt, call.now); });
    api::log_sign_in(call, checked.refusal().code, account, "provider");
    return api::refused(call, checked.refusal());
  }
  http::Response response = api::answer(ProviderCodeDone{half->to}, 201);
  set_cookie(response, call, half_cookie, "");
  return signed_in(house, call, *account, *checked, std::move(response));
}

/// The provider's own sign-out, if it has one: it asks there and comes back to the desk.
http::Response leave(Provider& provider, const Call& call) {
  const auto places = provider.places(call.now);
  if (!places || places->end_session.empty()) return redirect(302, "/");
  const ProviderSettings& settings = provider.settings();
  return redirect(302, places->end_session + (places->end_session.find('?') == std::string::npos ? '?' : '&') + "client_id=" + http::percent_encoded(settings.client_id) +
                           "&post_logout_redirect_uri=" + http::percent_encoded(settings.desk_url));
}

}  // namespace

void add_identity_api(api::Api& api, const ProviderSettings& settings) {
  // The routes are there in every house, so that its description says the same everywhere.
  const auto provider = settings.issuer.empty() ? nullptr : std::make_shared<Provider>(settings);
  const Refusal none{"identity.none", "", "", {}};

  auto begin_operation = identity_operation("GET", "/api/v1/session/provider", "begin_provider_sign_in", "To the bureau's identity provider");
  begin_operation.success_status = 302;
  begin_operation.response_content_type = "text/html";
  begin_operation.query = {{"to", "Path of the desk to go on with"}};
  api.slow(begin_operation, [&api, provider, none](const Call& call, db::Session&) { return provider ? begin(*provider, api.house(), call) : turned_away(call, none); });

  auto return_operation = identity_operation("GET", "/api/v1/session/provider/return", "finish_provider_sign_in", "Back from the identity provider; a page says why not");
  return_operation.success_status = 303;
  return_operation.response_content_type = "text/html";
  return_operation.query = {{"code", "The provider's code"}, {"state", "Of the attempt"}, {"iss", "The provider"}, {"error", "Why there is no code"}};
  api.slow(return_operation, [&api, provider, none](const Call& call, db::Session& session) { return provider ? finish(*provider, api.house(), call, session) : turned_away(call, none); });

  auto code_operation = identity_operation("POST", "/api/v1/session/provider/code", "give_provider_code", "The own second factor, where the provider's does not stand for it");
  code_operation.request_body = json::schema_of<ProviderCodeInput>();
  code_operation.response_body = json::schema_of<ProviderCodeDone>();
  code_operation.success_status = 201;
  api.slow(code_operation, [&api](const Call& call, db::Session& session) {
    return api::with_body<ProviderCodeInput>(call, [&](const ProviderCodeInput& input) { return give_code(api.house(), call, session, input.totp_code.value); });
  });

  auto leave_operation = identity_operation("GET", "/api/v1/session/provider/end", "end_provider_session", "To the identity provider's own sign-out");
  leave_operation.success_status = 302;
  leave_operation.response_content_type = "text/html";
  api.slow(leave_operation, [provider](const Call& call, db::Session&) { return provider ? leave(*provider, call) : redirect(302, "/"); });
}

}  // namespace shouwen
