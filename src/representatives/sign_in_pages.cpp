// Joining by an invitation, signing in and out, the own password. Whatever is wrong, the answer is one and the same, and as slow.
#include "base/text.h"
#include "customers/customer_file_store.h"
#include "customers/customer_store.h"
#include "http/multipart.h"
#include "org/accounts.h"
#include "regulation/clauses.h"
#include "representatives/invite_representative.h"
#include "representatives/my_desk.h"
#include "representatives/representative_account.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using kainjow::mustache::data;

constexpr std::size_t password_limit_bytes = 200;

const Refusal sign_in_wrong{"representative.sign_in_wrong", "", "", {}};
const Refusal invitation_wrong{"representative.invitation_wrong", clause::art_11_4, "", {}};

std::string single_line(const Form& form, const char* name) {
  const std::string given = value_of(form, name);
  return is_valid_utf8(given) ? clean_text(to_half_width(given), false) : std::string();
}

http::Response sign_in_page(Api& api, const Call& call, const Form& typed, const std::vector<Refusal>& refusals) {
  data values = my_values(call, nullptr, MyPart::none);
  values.set("account_number", single_line(typed, "account_number"));
  values.set("phone", single_line(typed, "phone"));
  if (call.request.query_value("out")) values.set("signed_out", true);
  return my_page(api, call, {"sign_in", MyPart::none, refusals, {}, sign_in_path}, values);
}

http::Response invitation_page(Api& api, const Call& call, const std::string& code, const std::string& phone, const std::vector<Refusal>& refusals) {
  data values = my_values(call, nullptr, MyPart::none);
  values.set("code", code);
  values.set("phone", phone);
  return my_page(api, call, {"invitation", MyPart::none, refusals, {}, "/p/my/invitation"}, values);
}

/// The access that account number and phone name and that holds now.
std::optional<RepresentativeAccess> access_named(const Call& call, db::Session& session, const std::string& account_number, const std::string& phone) {
  const auto customer = account_number.empty() || phone.empty() ? std::nullopt : find_customer_by_account(session, account_number);
  const auto file = customer ? load_file(session, *customer) : std::nullopt;
  if (!file) return std::nullopt;
  for (RepresentativeAccess& access : accesses_of(session, *customer)) {
    if (standing_of(access, *file, local_date(call.now)) != Standing::good) continue;
    if (normalise_phone(representative_entry(*file, access.representative_id)->phone.value) == phone) return std::move(access);
  }
  return std::nullopt;
}

/// Only in the writer: the state may have changed since the slow comparison.
bool stands(const Call& call, db::Session& session, const RepresentativeAccess& access, Standing wanted) {
  const auto file = load_file(session, access.customer_id);
  return file && standing_of(access, *file, local_date(call.now)) == wanted;
}

RepresentativeEvent of_himself(const Call& call, RepresentativeEventBody body) { return {the_public, call.now, clause::art_11_4, std::move(body)}; }

std::string open(const Call& call, db::Session& session, const RepresentativeAccess& access) {
  const std::int64_t seconds = call.rulebook->representatives->session_hours * 3600;
  save_representative_event(session, access, of_himself(call, RepresentativeSignedIn{}), call.rulebook->version);
  return my_cookie(call.request, open_representative_session(session, access.id, call.now, call.now.plus_seconds(seconds)), seconds);
}

void note_failure(const Call& call, db::Session& session, AccessId id) {
  const auto access = load_access(session, id);
  const SignInFailure failure = record_sign_in_failure(session, id, call.now);
  if (!access || failure.locked_seconds == 0) return;
  const RepresentativeEvent locked{OfficerId{}, call.now, clause::art_11_4, RepresentativeLocked{failure.failures, call.now.plus_seconds(failure.locked_seconds)}};
  save_representative_event(session, *access, locked, call.rulebook->version);
}

/// Whether the password is his; an access that is not there or locked costs the same time.
bool right_password(const House& house, const Call& call, const std::optional<RepresentativeSecrets>& secrets, const std::string& password) {
  std::optional<AccountRecord> record;
  if (secrets && !secrets->password_hash.empty() && secrets->locked_until <= call.now && password.size() <= password_limit_bytes) {
    record.emplace();
    record->password_hash = secrets->password_hash;
  }
  return !check_sign_in(record, record ? password : std::string(), "", house.key(), call.now).refused();
}

http::Response sign_in(Api& api, const Call& call, db::Session& session) {
  const auto form = http::parse_form(call.request.body);
  if (!form || !call.rulebook->representatives) return sign_in_page(api, call, {}, {sign_in_wrong});
  const auto access = access_named(call, session, single_line(*form, "account_number"), normalise_phone(single_line(*form, "phone")));
  const auto secrets = access ? std::optional(load_secrets(session, access->id)) : std::nullopt;
  const bool locked = secrets && call.now < secrets->locked_until;
  const bool right = right_password(api.house(), call, secrets, value_of(*form, "password"));
  std::optional<std::string> cookie;
  if (access && !locked)
    api.house().writer().run([&](db::Session& writing) {
      const auto fresh = load_access(writing, access->id);
      if (!right) return note_failure(call, writing, access->id);
      const RepresentativeSecrets now = load_secrets(writing, access->id);
      // What was compared must still be his password, and not locked by tries made at the same time.
      if (!fresh || !stands(call, writing, *fresh, Standing::good) || now.password_hash != secrets->password_hash || call.now < now.locked_until) return;
      forget_failures(writing, access->id);
      cookie = open(call, writing, *fresh);
    });
  if (!cookie) return sign_in_page(api, call, *form, {sign_in_wrong});
  return go_on("/p/my", {*cookie});
}

Verdict check_new_password(const Form& form, const std::string& phone) {
  const std::string password = value_of(form, "password");
  if (const Verdict good = check_password(password, phone.empty() ? " " : phone); !good) return good;
  if (password != value_of(form, "password_again")) return Refusal{"password.again_differs", "", "/password_again", {}};
  return Done{};
}

http::Response take_up(Api& api, const Call& call, db::Session& session) {
  const auto form = http::parse_form(call.request.body);
  if (!form || !call.rulebook->representatives) return invitation_page(api, call, "", "", {invitation_wrong});
  const std::string code = single_line(*form, "code"), typed_phone = single_line(*form, "phone"), phone = normalise_phone(typed_phone);
  if (const Verdict good = check_new_password(*form, phone); !good) return invitation_page(api, call, code, typed_phone, {good.refusal()});
  const auto wrong = [&] { return invitation_page(api, call, code, typed_phone, {invitation_wrong}); };
  const auto id = access_of_code(session, code);
  // As slow for a wrong code as for a right one.
  const std::string hash = hash_password(value_of(*form, "password"));
  if (!id) return wrong();
  std::optional<std::string> cookie;
  api.house().writer().run([&](db::Session& writing) {
    const auto access = access_of_code(writing, code) == id ? load_access(writing, *id) : std::nullopt;
    const auto file = access ? load_file(writing, access->customer_id) : std::nullopt;
    if (!file) return;
    const RepresentativeDecision joined = join(*access, {the_public, call.now, *file, *call.rulebook->representatives});
    if (!joined) return;
    if (normalise_phone(representative_entry(*file, access->representative_id)->phone.value) != phone) return record_code_failure(writing, *id);
    keep_password(writing, *id, hash);
    cookie = open(call, writing, save_representative_event(writing, *access, *joined, call.rulebook->version));
  });
  if (!cookie) return wrong();
  return go_on("/p/my", {*cookie});
}

http::Response sign_out(const Call& call, db::Session& session, const Me& me) {
  close_representative_session(session, me.session_id);
  return go_on(std::string(sign_in_path) + "?out=yes", {my_cookie(call.request, "", 0)});
}

http::Response sign_out_everywhere(const Call& call, db::Session& session, const Me& me) {
  close_representative_sessions(session, me.access.id);
  save_representative_event(session, me.access, of_himself(call, RepresentativeSignedOutEverywhere{}), call.rulebook->version);
  return go_on(std::string(sign_in_path) + "?out=yes", {my_cookie(call.request, "", 0)});
}

http::Response password_page(Api& api, const Call& call, const Me& me, const std::vector<Refusal>& refusals) {
  return my_page(api, call, {"password", MyPart::none, refusals}, my_values(call, &me, MyPart::none));
}

http::Response change_password(Api& api, const Call& call, db::Session& session, const Me& me, const Form& form) {
  const RepresentativeSecrets secrets = load_secrets(session, me.access.id);
  if (!right_password(api.house(), call, secrets, value_of(form, "old_password"))) {
    if (secrets.locked_until <= call.now) api.house().writer().run([&](db::Session& writing) { note_failure(call, writing, me.access.id); });
    return password_page(api, call, me, {Refusal{"password.old_wrong", "", "/old_password", {}}});
  }
  if (const Verdict good = check_new_password(form, normalise_phone(me.entry().phone.value)); !good) return password_page(api, call, me, {good.refusal()});
  const std::string hash = hash_password(value_of(form, "password"));
  std::optional<std::string> cookie;
  api.house().writer().run([&](db::Session& writing) {
    const auto fresh = load_access(writing, me.access.id);
    if (!fresh || !stands(call, writing, *fresh, Standing::good) || load_secrets(writing, fresh->id).password_hash != secrets.password_hash) return;
    keep_password(writing, fresh->id, hash);
    cookie = open(call, writing, save_representative_event(writing, *fresh, of_himself(call, RepresentativePasswordChanged{}), call.rulebook->version));
  });
  if (!cookie) return go_on(sign_in_path, {my_cookie(call.request, "", 0)});
  return go_on("/p/my?done=password", {*cookie});
}

}  // namespace

void add_sign_in_pages(Api& api) {
  api.read(my_operation("GET", "/p/my/sign_in", "my_sign_in_form", "Where a representative signs in", clause::art_11_4), [&api](const Call& call, db::Session& session) {
    return find_me(call, session) ? go_on("/p/my") : sign_in_page(api, call, {}, {});
  });
  api.slow(my_operation("POST", "/p/my/sign_in", "my_sign_in", "By account number, phone and password", clause::art_11_4),
           [&api](const Call& call, db::Session& session) { return sign_in(api, call, session); });
  api.read(my_operation("GET", "/p/my/invitation", "my_invitation_form", "Where an invitation is taken up", clause::art_11_4), [&api](const Call& call, db::Session&) {
    const std::string code = normalised_code(call.request.query_value("code").value_or(""));
    return invitation_page(api, call, code, "", {});
  });
  api.slow(my_operation("POST", "/p/my/invitation", "my_invitation", "Code, phone and the password from now on", clause::art_11_4),
           [&api](const Call& call, db::Session& session) { return take_up(api, call, session); });
  api.write(my_operation("POST", "/p/my/sign_out", "my_sign_out", "Sign out here", ""), [](const Call& call, db::Session& session) {
    return with_my_form(call, session, [&](const Me& me, const Form&) { return sign_out(call, session, me); });
  });
  api.write(my_operation("POST", "/p/my/sign_out_everywhere", "my_sign_out_everywhere", "Sign out on every device", ""), [](const Call& call, db::Session& session) {
    return with_my_form(call, session, [&](const Me& me, const Form&) { return sign_out_everywhere(call, session, me); });
  });
  api.read(my_operation("GET", "/p/my/password", "my_password_form", "The own password and devices", ""), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) { return password_page(api, call, me, {}); });
  });
  api.slow(my_operation("POST", "/p/my/password", "my_password", "Another password; other devices are signed out", ""), [&api](const Call& call, db::Session& session) {
    return with_my_form(call, session, [&](const Me& me, const Form& form) { return change_password(api, call, session, me, form); });
  });
}

}  // namespace shouwen
