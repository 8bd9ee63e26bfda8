// Signing in and out, the own password and second factor.
#include "api/answers.h"
#include "api/callers.h"
#include "api/routes.h"
#include "api/qr_code.h"
#include "http/uri.h"
#include "org/accounts.h"

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
  bool must_change_password = false, has_second_factor = false, is_bureau_office = false;
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (officer, verbs, csrf_token, bureau_name, must_change_password, has_second_factor, is_bureau_office))

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
};
BOOST_DESCRIBE_STRUCT(SecondFactorInput, (), (secret, code))

namespace {

http::Operation operation(const char* method, const char* pattern, const char* id, const char* summary) {
  return {method, pattern, id, "session", summary, ""};
}

/// Secure only where the browser came by TLS (a proxy says so); a desk on 127.0.0.1 has none.
std::string cookie_line(const http::Request& request, const std::string& value, std::string_view attributes) {
  std::string line = std::string(session_cookie) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + std::string(attributes);
  if (request.header("x-forwarded-proto") == "https") line += "; Secure";
  return line;
}

SessionView view_of(const Call& call, db::Session& session, OfficerId id, const std::string& csrf_token, bool must_change, const House& house) {
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
  if (const auto account = find_account(session, id)) view.has_second_factor = account->has_second_factor;
  return view;
}

http::Response sign_in(House& house, const Call& call, db::Session& session, const SignInInput& input) {
  const auto account = find_account(session, input.name.value);
  const auto checked = check_sign_in(account, input.password, input.totp_code ? input.totp_code->value : "", house.key(), call.now);
  if (!checked) {
    const bool guessed = checked.refusal().code == "sign_in.wrong" || checked.refusal().code == "sign_in.code_wrong";
    if (account && guessed) house.writer().run([&](db::Session& writing) { record_failure(writing, account->officer_id, call.now); });
    return refused(call, checked.refusal());
  }
  std::string csrf_token, id;
  house.writer().run([&](db::Session& writing) {
    record_success(writing, account->officer_id, *checked);
    id = open_session(writing, account->officer_id, call.now, csrf_token);
  });
  http::Response response = answer(view_of(call, session, account->officer_id, csrf_token, account->must_change, house), 201);
  response.headers.emplace_back("Set-Cookie", cookie_line(call.request, id, ""));
  return response;
}

http::Response change_password(House& house, const Call& call, db::Session& session, const PasswordInput& input) {
  const auto account = find_account(session, call.actor.officer_id);
  if (!account) return refused(call, Refusal{"session.missing", "", "", {}});
  AccountRecord without_factor = *account;
  without_factor.has_second_factor = false;
  if (const auto right = check_sign_in(without_factor, input.old_password, "", house.key(), call.now); !right) {
    house.writer().run([&](db::Session& writing) { record_failure(writing, call.actor.officer_id, call.now); });
    return refused(call, Refusal{"password.old_wrong", "", "/old_password", {}});
  }
  if (const Verdict good = check_password(input.new_password, call.organisation->officer(call.actor.officer_id)->code); !good)
    return refused(call, good.refusal());
  const std::string hash = hash_password(input.new_password);
  std::string csrf_token, id;
  house.writer().run([&](db::Session& writing) {
    set_password(writing, call.actor.officer_id, hash, false);
    close_sessions_of(writing, call.actor.officer_id);
    id = open_session(writing, call.actor.officer_id, call.now, csrf_token);
  });
  http::Response response = answer(view_of(call, session, call.actor.officer_id, csrf_token, false, house));
  response.headers.emplace_back("Set-Cookie", cookie_line(call.request, id, ""));
  return response;
}

void add_sessions(Api& api) {
  auto sign_in_operation = operation("POST", "/api/v1/session", "sign_in", "Sign in");
  sign_in_operation.is_public = true;
  sign_in_operation.request_body = json::schema_of<SignInInput>();
  sign_in_operation.response_body = json::schema_of<SessionView>();
  sign_in_operation.success_status = 201;
  api.slow(sign_in_operation, [&api](const Call& call, db::Session& session) {
    return with_body<SignInInput>(call, [&](const SignInInput& input) { return sign_in(api.house(), call, session, input); });
  });

  auto read_operation = operation("GET", "/api/v1/session", "read_session", "Who is signed in and what he may do");
  read_operation.response_body = json::schema_of<SessionView>();
  api.read(read_operation, [&api](const Call& call, db::Session& session) {
    return answer(view_of(call, session, call.actor.officer_id, call.csrf_token, call.must_change_password, api.house()));
  });

  auto sign_out_operation = operation("DELETE", "/api/v1/session", "sign_out", "Sign out");
  sign_out_operation.success_status = 204;
  api.write(sign_out_operation, [](const Call& call, db::Session& session) {
    close_session(session, call.session_id);
    http::Response response = no_content();
    response.headers.emplace_back("Set-Cookie", cookie_line(call.request, "", "; Max-Age=0"));
    return response;
  });

  auto password_operation = operation("PUT", "/api/v1/session/password", "change_password", "Change the own password");
  password_operation.request_body = json::schema_of<PasswordInput>();
  password_operation.response_body = json::schema_of<SessionView>();
  api.slow(password_operation, [&api](const Call& call, db::Session& session) {
    return with_body<PasswordInput>(call, [&](const PasswordInput& input) { return change_password(api.house(), call, session, input); });
  });
}

void add_second_factor(Api& api) {
  auto offer_operation = operation("POST", "/api/v1/session/totp", "offer_second_factor", "A new secret for an authenticator; counts only after a first right code");
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

  auto set_operation = operation("PUT", "/api/v1/session/totp", "set_second_factor", "Switch the second factor on");
  set_operation.request_body = json::schema_of<SecondFactorInput>();
  set_operation.success_status = 204;
  api.write(set_operation, [&api](const Call& call, db::Session& session) {
    return with_body<SecondFactorInput>(call, [&](const SecondFactorInput& input) {
      const auto step = match_totp(input.secret.value, input.code.value, call.now, 0);
      if (!step) return refused(call, Refusal{"sign_in.code_wrong", "", "/code", {}});
      set_totp(session, call.actor.officer_id, api.house().key().seal("totp", input.secret.value), *step);
      return no_content();
    });
  });

  auto clear_operation = operation("DELETE", "/api/v1/session/totp", "clear_second_factor", "Switch the second factor off");
  clear_operation.success_status = 204;
  api.write(clear_operation, [](const Call& call, db::Session& session) {
    clear_totp(session, call.actor.officer_id);
    return no_content();
  });
}

}  // namespace

void add_session_api(Api& api) {
  add_sessions(api);
  add_second_factor(api);
}

}  // namespace shouwen::api
