// Shared by the house's own sign-in and the identity provider's.
#include "api/session_opening.h"

#include "api/callers.h"
#include "http/log_line.h"
#include "org/session_way.h"

namespace shouwen::api {

namespace {

/// "Firefox, Windows": enough to know one's own computer by.
std::string device_of(const http::Request& request) {
  const std::string_view agent = request.header("user-agent");
  const auto first_in = [agent](std::initializer_list<std::pair<const char*, const char*>> known) {
    for (const auto& [mark, name] : known)
      if (agent.find(mark) != std::string_view::npos) return std::string(name);
    return std::string();
  };
  const std::string browser = first_in({{"Edg", "Edge"}, {"MicroMessenger", "WeChat"}, {"QQBrowser", "QQ"}, {"Firefox", "Firefox"}, {"Chrome", "Chrome"}, {"Safari", "Safari"}});
  const std::string system = first_in({{"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Mac OS", "macOS"}, {"Linux", "Linux"}});
  return browser.empty() || system.empty() ? browser + system : browser + ", " + system;
}

}  // namespace

/// Secure only where the browser came by TLS (a proxy says so); a desk on 127.0.0.1 has none.
std::string cookie_line(const http::Request& request, const std::string& value, std::string_view attributes) {
  std::string line = std::string(session_cookie) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + std::string(attributes);
  if (request.header("x-forwarded-proto") == "https") line += "; Secure";
  return line;
}

SessionPlace place_of(const http::Request& request) { return {request.remote_address, device_of(request)}; }

void log_sign_in(const Call& call, std::string_view outcome, const std::optional<AccountRecord>& account, std::string_view way) {
  http::log_line(outcome == "signed_in" ? http::LogLevel::info : http::LogLevel::warn, "sign_in",
                 {{"outcome", outcome}, {"way", way}, {"officer_id", account ? account->officer_id.value : 0}, {"address", call.request.remote_address},
                  {"second_factor", account && account->has_second_factor ? "yes" : "no"}});
}

RateLimit& wrong_sign_ins() {
  static RateLimit limit(60, 60);
  return limit;
}

std::string begin_session(House& house, const Call& call, OfficerId officer, const SignInCheck& check, std::string& csrf_token, SessionWay way) {
  std::string id;
  const SignInAttempt attempt{call.organisation->officer(officer)->code, call.request.remote_address};
  house.writer().run([&](db::Session& writing) {
    // Whoever signs in anew on this browser leaves nothing behind.
    if (const std::string_view before = call.request.cookie(session_cookie); !before.empty()) close_session(writing, before);
    record_success(writing, officer, check, attempt, call.now);
    id = open_session(writing, officer, call.now, csrf_token, house.session_rules(), place_of(call.request));
    if (way != SessionWay::password) mark_session(writing, id, way);
  });
  return id;
}

}  // namespace shouwen::api
