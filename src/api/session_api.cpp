// Signing in and out, the own password and second factor.
#include <algorithm>

#include "api/answers.h"
#include "api/callers.h"
#include "api/qr_code.h"
#include "api/routes.h"
#include "api/session_opening.h"
#include "http/log_line.h"
#include "http/uri.h"
#include "org/accounts.h"
#include "org/second_factor.h"
#include "org/session_way.h"

namespace shouwen::api {

struct SignInInput {
  Line<1, 40> name;
  std::string password;
  std::optional<Line<0, 12>> totp_code;
};
BOOST_DESCRIBE_STRUCT(SignInInput, (), (name, password, totp_code))

struct SessionOfficer {
  OfficerId id;
  std::string code, name, post_name, unit_name;
  UnitId unit_id;
  std::vector<std::string> roles, role_names;
};
BOOST_DESCRIBE_STRUCT(SessionOfficer, (), (id, code, name, post_name, unit_id, unit_name, roles, role_names))

struct SessionView {
  SessionOfficer officer;
  std::vector<std::string> verbs;
  std::string csrf_token, bureau_name;
  bool must_change_password = false, has_second_factor = false, must_set_second_factor = false, is_bureau_office = false;
  bool by_provider = false;  ///< signed in by the bureau's identity provider
  bool by_ldap = false;      ///< with the password of the bureau's LDAP: it is not changed here
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (officer, verbs, csrf_token, bureau_name, must_change_password, has_second_factor, must_set_second_factor, is_bureau_office, by_provider, by_ldap))

/// What the sign-in page offers.
struct SignInWaysView {
  bool password = true;                 ///< open to everybody; else to those named by the operator
  std::optional<std::string> provider;  ///< what its button says
};
BOOST_DESCRIBE_STRUCT(SignInWaysView, (), (password, provider))

struct PasswordInput {
  std::string old_password, new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordInput, (), (old_password, new_password))

struct SecondFactorOffer {
  std::string secret, otpauth_url, qr_svg;
};
BOOST_DESCRIBE_STRUCT(SecondFactorOffer, (), (secret, otpauth_url, qr_svg))

struct SecondFactorInput {
  Line<16, 64> secret;
  Line<6, 12> code;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(SecondFactorInput, (), (secret, code, password))

struct OwnPasswordInput {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(OwnPasswordInput, (), (password))

struct OwnSession {
  Instant signed_in_at, used_at;
  std::string address, device;
  bool is_this = false;
};
BOOST_DESCRIBE_STRUCT(OwnSession, (), (signed_in_at, used_at, address, device, is_this))

struct SessionsEnded {
  std::int64_t ended = 0;
};
BOOST_DESCRIBE_STRUCT(SessionsEnded, (), (ended))

namespace {

http::Operation session_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  return {method, pattern, id, "session", summary, ""};
}

bool is_emergency_name(const SignInWays& ways, const std::string& name) { return std::find(ways.break_glass.begin(), ways.break_glass.end(), name) != ways.break_glass.end(); }
bool asks_ldap(const SignInWays& ways, const std::string& name) { return ways.ldap != nullptr && !is_emergency_name(ways, name); }

SessionView view_of(const Call& call, db::Session& session, OfficerId id, const std::string& csrf_token, bool must_change, const House& house, const SignInWays& ways) {
  const Officer& officer = *call.organisation->officer(id);
  const Unit* unit = call.organisation->unit(officer.unit_id);
  SessionView view;
  view.officer = {officer.id, officer.code, officer.name, officer.post_name, unit == nullptr ? std::string() : unit->name, officer.unit_id, officer.roles, {}};
  for (const std::string& role : officer.roles)
    for (const RoleName& known : call.rulebook->roles)
      if (known.role == role) view.officer.role_names.push_back(call.said(known.name_zh, known.name_en));
  view.verbs = verbs_of(call, officer);
  view.csrf_token = csrf_token;
  view.bureau_name = house.bureau_name();
  view.must_change_password = must_change;
  view.is_bureau_office = unit != nullptr && call.organisation->is_within(unit->id, call.organisation->bureau_office());
  view.by_provider = is_provider_session(session, call.session_id);
  view.by_ldap = !view.by_provider && asks_ldap(ways, officer.code);
  if (const auto account = find_account(session, id)) view.has_second_factor = account->has_second_factor;
  view.must_set_second_factor = !view.by_provider && !view.has_second_factor && asks_second_factor(house.session_rules(), officer.roles);
  return view;
}

/// By the bureau's LDAP where there is one: who is not in it, or not here, is told no more than one who mistyped.
Result<SignInCheck> check_typed(House& house, const Call& call, const SignInWays& ways, const std::optional<AccountRecord>& account, const SignInInput& input) {
  const std::string code = input.totp_code ? input.totp_code->value : "";
  if (!asks_ldap(ways, input.name.value)) return check_sign_in(account, input.password, code, house.key(), call.now, house.session_rules());
  const PasswordAnswer answer = ways.ldap(input.name.value, input.password);
  if (answer == PasswordAnswer::unreachable) return Refusal{"sign_in.ldap_unreachable", "", "", {}};
  if (answer == PasswordAnswer::wrong || !account) return Refusal{"sign_in.wrong", "", "", {}};
  return check_second_factor(*account, code, house.key(), call.now);
}

http::Response sign_in(House& house, const Call& call, db::Session& session, const SignInWays& ways, const SignInInput& input) {
  // Said before anything is looked up: whose name it is makes no difference.
  if (!ways.password_open && !is_emergency_name(ways, input.name.value))
    return refused(call, Refusal{"sign_in.password_closed", "", "", {}});
  const SignInAttempt attempt{input.name.value, call.request.remote_address};
  if (wrong_sign_ins().is_spent(attempt.address, call.now)) return refused(call, Refusal{"rate.exceeded", "", "", {{"seconds", "1"}}});
  if (const std::int64_t wait = sign_in_wait(session, attempt, call.now); wait > 0) return refused(call, Refusal{"sign_in.locked", "", "", {{"seconds", std::to_string(wait)}}});
  const auto account = find_account(session, input.name.value);
  const auto checked = check_typed(house, call, ways, account, input);
  if (!checked) {
    const bool guessed = checked.refusal().code == "sign_in.wrong" || checked.refusal().code == "sign_in.code_wrong";
    if (guessed) {
      wrong_sign_ins().take(attempt.address, call.now);
      house.writer().run([&](db::Session& writing) { record_failure(writing, attempt, call.now); });
    }
    log_sign_in(call, checked.refusal().code, account);
    return refused(call, checked.refusal());
  }
  std::string csrf_token;
  const bool by_ldap = asks_ldap(ways, input.name.value);
  const std::string id = begin_session(house, call, account->officer_id, *checked, csrf_token, by_ldap ? SessionWay::ldap : SessionWay::password);
  log_sign_in(call, "signed_in", account, by_ldap ? "ldap" : "password");
  http::Response response = answer(view_of(call, session, account->officer_id, csrf_token, account->must_change && !by_ldap, house, ways), 201);
  response.headers.emplace_back("Set-Cookie", cookie_line(call.request, id, ""));
  return response;
}

/// The caller's own password once more, before what concerns signing in itself is changed. `field`: where it was typed.
std::optional<http::Response> refuse_wrong_password(House& house, const Call& call, db::Session& session, const SignInWays& ways, const std::string& password, const char* field) {
  // A token is no person at a keyboard.
  if (call.session_id.empty()) return refused(call, Refusal{"permission.token_scope", "", "", {{"verb", "change_sign_in"}}});
  const auto account = find_account(session, call.actor.officer_id);
  const SignInAttempt attempt{call.organisation->officer(call.actor.officer_id)->code, call.request.remote_address};
  if (const std::int64_t wait = sign_in_wait(session, attempt, call.now); wait > 0)
    return refused(call, Refusal{"password.locked", "", field, {{"seconds", std::to_string(wait)}}});
  if (asks_ldap(ways, attempt.name)) {
    const PasswordAnswer answer = ways.ldap(attempt.name, password);
    if (answer == PasswordAnswer::unreachable) return refused(call, Refusal{"sign_in.ldap_unreachable", "", "", {}});
    if (answer == PasswordAnswer::right) return std::nullopt;
  } else {
    AccountRecord without_factor = *account;
    without_factor.has_second_factor = without_factor.must_change = false;
    if (check_sign_in(without_factor, password, "", house.key(), call.now)) return std::nullopt;
  }
  house.writer().run([&](db::Session& writing) { record_failure(writing, attempt, call.now); });
  log_sign_in(call, "password_wrong", account);
  return refused(call, Refusal{"password.old_wrong", "", field, {}});
}

http::Response change_password(House& house, const Call& call, db::Session& session, const SignInWays& ways, const PasswordInput& input) {
  if (asks_ldap(ways, call.organisation->officer(call.actor.officer_id)->code)) return refused(call, Refusal{"password.kept_elsewhere", "", "", {}});
  if (auto wrong = refuse_wrong_password(house, call, session, ways, input.old_password, "/old_password")) return *std::move(wrong);
  if (const Verdict good = check_password(input.new_password, call.organisation->officer(call.actor.officer_id)->code); !good)
    return refused(call, good.refusal());
  if (input.new_password == input.old_password) return refused(call, Refusal{"password.same", "", "/new_password", {}});
  const std::string hash = hash_password(input.new_password);
  std::string csrf_token, id;
  house.writer().run([&](db::Session& writing) {
    set_password(writing, call.actor.officer_id, hash, false, call.now);
    close_sessions_of(writing, call.actor.officer_id);
    id = open_session(writing, call.actor.officer_id, call.now, csrf_token, house.session_rules(), place_of(call.request));
  });
  http::log_line(http::LogLevel::info, "password_changed", {{"officer_id", call.actor.officer_id.value}, {"address", call.request.remote_address}});
  http::Response response = answer(view_of(call, session, call.actor.officer_id, csrf_token, false, house, ways));
  response.headers.emplace_back("Set-Cookie", cookie_line(call.request, id, ""));
  return response;
}

void add_sessions(Api& api, const SignInWays& ways) {
  auto ways_operation = session_operation("GET", "/api/v1/sign_in_ways", "read_sign_in_ways", "What the sign-in page offers");
  ways_operation.is_public = true;
  ways_operation.response_body = json::schema_of<SignInWaysView>();
  api.read(ways_operation, [ways](const Call& call, db::Session&) {
    SignInWaysView view{ways.password_open, std::nullopt};
    if (ways.has_provider) view.provider = call.said(ways.provider_label_zh, ways.provider_label_en);
    return answer(view);
  });

  auto sign_in_operation = session_operation("POST", "/api/v1/session", "sign_in", "Sign in");
  sign_in_operation.is_public = true;
  sign_in_operation.request_body = json::schema_of<SignInInput>();
  sign_in_operation.response_body = json::schema_of<SessionView>();
  sign_in_operation.success_status = 201;
  api.slow(sign_in_operation, [&api, ways](const Call& call, db::Session& session) {
    return with_body<SignInInput>(call, [&](const SignInInput& input) { return sign_in(api.house(), call, session, ways, input); });
  });

  auto read_operation = session_operation("GET", "/api/v1/session", "read_session", "Who is signed in and what he may do");
  read_operation.response_body = json::schema_of<SessionView>();
  api.read(read_operation, [&api, ways](const Call& call, db::Session& session) {
    return answer(view_of(call, session, call.actor.officer_id, call.csrf_token, call.must_change_password, api.house(), ways));
  });

  auto sign_out_operation = session_operation("DELETE", "/api/v1/session", "sign_out", "Sign out");
  sign_out_operation.success_status = 204;
  api.write(sign_out_operation, [](const Call& call, db::Session& session) {
    close_session(session, call.session_id);
    http::Response response = no_content();
    response.headers.emplace_back("Set-Cookie", cookie_line(call.request, "", "; Max-Age=0"));
    return response;
  });

  auto password_operation = session_operation("PUT", "/api/v1/session/password", "change_password", "Change the own password");
  password_operation.request_body = json::schema_of<PasswordInput>();
  password_operation.response_body = json::schema_of<SessionView>();
  api.slow(password_operation, [&api, ways](const Call& call, db::Session& session) {
    return with_body<PasswordInput>(call, [&](const PasswordInput& input) { return change_password(api.house(), call, session, ways, input); });
  });
}

void add_second_factor(Api& api, const SignInWays& ways) {
  auto offer_operation = session_operation("POST", "/api/v1/session/totp", "offer_second_factor", "A new secret for an authenticator; counts only after a first right code");
  offer_operation.response_body = json::schema_of<SecondFactorOffer>();
  api.slow(offer_operation, [&api](const Call& call, db::Session&) {
    SecondFactorOffer offer;
    offer.secret = new_totp_secret();
    const std::string& name = call.organisation->officer(call.actor.officer_id)->code;
    offer.otpauth_url = "otpauth://totp/" + http::percent_encoded(api.house().bureau_name()) + ":" + http::percent_encoded(name) +
                        "?secret=" + offer.secret + "&issuer=Shouwen";
    offer.qr_svg = qr_svg(offer.otpauth_url);
    return answer(offer);
  });

  auto set_operation = session_operation("PUT", "/api/v1/session/totp", "set_second_factor", "Switch the second factor on; ends the officer's other sessions");
  set_operation.request_body = json::schema_of<SecondFactorInput>();
  set_operation.success_status = 204;
  api.slow(set_operation, [&api, ways](const Call& call, db::Session& session) {
    return with_body<SecondFactorInput>(call, [&](const SecondFactorInput& input) {
      if (auto wrong = refuse_wrong_password(api.house(), call, session, ways, input.password, "/password")) return *std::move(wrong);
      const auto step = match_totp(input.secret.value, input.code.value, call.now, 0);
      if (!step) return refused(call, Refusal{"totp.code_wrong", "", "/code", {}});
      const std::string sealed = api.house().key().seal("totp", input.secret.value);
      api.house().writer().run([&](db::Session& writing) {
        set_totp(writing, call.actor.officer_id, sealed, *step);
        close_other_sessions(writing, call.actor.officer_id, call.session_id);
      });
      http::log_line(http::LogLevel::info, "second_factor_set", {{"officer_id", call.actor.officer_id.value}, {"address", call.request.remote_address}});
      return no_content();
    });
  });

  auto clear_operation = session_operation("POST", "/api/v1/session/totp_removals", "remove_second_factor", "Switch the second factor off; ends the officer's other sessions");
  clear_operation.request_body = json::schema_of<OwnPasswordInput>();
  clear_operation.success_status = 204;
  api.slow(clear_operation, [&api, ways](const Call& call, db::Session& session) {
    return with_body<OwnPasswordInput>(call, [&](const OwnPasswordInput& input) {
      if (asks_second_factor(api.house().session_rules(), call.organisation->officer(call.actor.officer_id)->roles)) return refused(call, Refusal{"second_factor.required", "", "", {}});
      if (auto wrong = refuse_wrong_password(api.house(), call, session, ways, input.password, "/password")) return *std::move(wrong);
      api.house().writer().run([&](db::Session& writing) {
        clear_totp(writing, call.actor.officer_id);
        close_other_sessions(writing, call.actor.officer_id, call.session_id);
      });
      http::log_line(http::LogLevel::warn, "second_factor_removed", {{"officer_id", call.actor.officer_id.value}, {"address", call.request.remote_address}});
      return no_content();
    });
  });
}

void add_own_sessions(Api& api, const SignInWays& ways) {
  auto list = session_operation("GET", "/api/v1/sessions", "list_sessions", "Where the caller is signed in, last used first");
  list.response_body = json::schema_of<Page<OwnSession>>();
  api.read(list, [&api](const Call& call, db::Session& session) {
    Page<OwnSession> page;
    for (const SessionRow& row : sessions_of(session, call.actor.officer_id, call.session_id, call.now, api.house().session_rules()))
      page.items.push_back({row.created_at, row.used_at, row.place.address, row.place.device, row.is_this});
    return answer(page);
  });

  auto end = session_operation("POST", "/api/v1/sessions/endings", "end_other_sessions", "Sign out everywhere else");
  end.request_body = json::schema_of<OwnPasswordInput>();
  end.response_body = json::schema_of<SessionsEnded>();
  api.slow(end, [&api, ways](const Call& call, db::Session& session) {
    return with_body<OwnPasswordInput>(call, [&](const OwnPasswordInput& input) {
      if (auto wrong = refuse_wrong_password(api.house(), call, session, ways, input.password, "/password")) return *std::move(wrong);
      SessionsEnded ended;
      api.house().writer().run([&](db::Session& writing) { ended.ended = close_other_sessions(writing, call.actor.officer_id, call.session_id); });
      return answer(ended);
    });
  });
}

}  // namespace

void add_session_api(Api& api, const SignInWays& ways) {
  prepare_sign_in();
  add_sessions(api, ways);
  add_second_factor(api, ways);
  add_own_sessions(api, ways);
}

}  // namespace shouwen::api
