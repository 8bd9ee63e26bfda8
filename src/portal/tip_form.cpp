// One page, sent once: a name is never kept in a draft, photos lose what the camera wrote into them.
#include <map>
#include <mutex>

#include "api/answers.h"
#include "api/rate_limit.h"
#include "base/text.h"
#include "cases/attachment_store.h"
#include "cases/case_routes.h"
#include "http/multipart.h"
#include "http/uri.h"
#include "org/secret.h"
#include "org/supervision_key_store.h"
#include "pictures/clean_picture.h"
#include "portal/named_officers.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "portal/photo_upload.h"
#include "portal/public_words.h"
#include "portal/report_pages.h"
#include "portal/tip_pages.h"
#include "regulation/clauses.h"
#include "tip_offs/tip_off_desk.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t key_lives_seconds = 3600, code_lives_seconds = 900;
constexpr std::string_view key_purpose = "public_tip", code_purpose = "public_tip_code";
constexpr std::size_t accused_limit = 60;
/// From one address: a hall or a phone company's customers, not a script.
constexpr double form_burst = 10, form_per_minute = 2;

http::Operation operation(const char* method, const char* pattern, const char* id, const char* summary) {
  http::Operation made{method, pattern, id, "public pages", summary, clause::art_9_5};
  made.is_public = true;
  made.response_content_type = "text/html";
  return made;
}

/// A form that was sent already leads to what it became. In memory: a second press follows within seconds.
class SentForms {
 public:
  /// True for the first.
  bool begin(const std::string& once, Instant now) {
    constexpr std::size_t most = 10'000;
    const std::lock_guard lock(mutex_);
    std::erase_if(sent_, [now](const auto& row) { return now.seconds - row.second.seconds > code_lives_seconds; });
    return sent_.size() < most && sent_.emplace(once, now).second;
  }
  void forget(const std::string& once) {
    const std::lock_guard lock(mutex_);
    sent_.erase(once);
  }

 private:
  std::mutex mutex_;
  std::map<std::string, Instant> sent_;
};

struct TypedTip {
  ReportDraft draft;
  std::string accused, accused_unit, once;
};

TypedTip fresh_tip() {
  TypedTip typed;
  typed.draft.kind = CaseKind::tip_off;
  // Who says nothing about it stays unknown.
  typed.draft.anonymous = true;
  return typed;
}

std::string single_line(const Form& form, const char* name) {
  const std::string given = value_of(form, name);
  return is_valid_utf8(given) ? first_characters(clean_text(to_half_width(given), false), accused_limit) : std::string();
}

/// Everything that is typed, checked as the report's questions are.
TypedTip read_form(const Form& form, const Rulebook& rulebook, std::vector<Refusal>& refusals) {
  TypedTip typed = fresh_tip();
  for (const ReportStep step : {ReportStep::category, ReportStep::place, ReportStep::text, ReportStep::contact}) {
    Answered answered = answer(step, form, std::move(typed.draft), rulebook);
    typed.draft = std::move(answered.draft);
    for (Refusal& refusal : answered.refusals) refusals.push_back(std::move(refusal));
  }
  typed.accused = single_line(form, "accused");
  typed.accused_unit = single_line(form, "accused_unit");
  typed.once = single_line(form, "once");
  return typed;
}

data unit_row(const Unit& unit, bool selected) {
  data row;
  row.set("code", unit.code);
  row.set("name", unit.name);
  row.set("selected", selected);
  return row;
}

http::Response form_page(Api& api, const Call& call, db::Session& session, const TypedTip& typed, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  set_tip_questions(values, typed.draft, *call.rulebook, language);
  values.set("accused", typed.accused);
  data units{data::type::list};
  for (const Unit& unit : call.organisation->units())
    if (unit.parent_id) units << unit_row(unit, unit.code == typed.accused_unit);
  values.set("units", units);
  values.set("once", typed.once.empty() ? new_secret() : typed.once);
  const bool keyed = supervision_public_key(session).has_value();
  values.set("named_possible", keyed);
  values.set("anonymous", typed.draft.anonymous || !keyed);
  values.set("named", !typed.draft.anonymous && keyed);
  if (const std::string words = card_text(*call.rulebook, "tip_off", language); !words.empty()) values.set("words", words);
  set_errors(values, refusals, language);
  return write_page(api, call, {"tip_new", say("tip_new", language), refusals.empty() ? 200 : api::status_of(refusals.front()), "/p/tip/new"}, values);
}

Form form_of(const std::vector<http::Part>& parts) {
  Form form;
  for (const http::Part& part : parts)
    if (part.file_name.empty()) form.emplace_back(part.name, part.content);
  return form;
}

Result<Performed> register_with_photos(const CaseDesk& desk, const RegisterInput& input, const std::vector<DraftPhoto>& photos) {
  Result<Performed> performed = register_public_tip(desk, input);
  for (const DraftPhoto& photo : photos) {
    if (!performed) break;
    Result<Performed> attached = attach_photo(desk, performed->after.id, photo);
    // A case just registered takes every file.
    if (!attached) break;
    attached->receipt = performed->receipt;
    performed = *std::move(attached);
  }
  return performed;
}

http::Response send(Api& api, const Call& call, db::Session& session, SentForms& sent, api::RateLimit& rate) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, photo_limit_bytes, 2 * photo_count_limit + 16);
  if (!parts) return form_page(api, call, session, fresh_tip(), {parts.refusal()});
  std::vector<Refusal> refusals;
  const TypedTip typed = read_form(form_of(*parts), *call.rulebook, refusals);
  if (refusals.empty())
    if (const std::int64_t wait = rate.take(call.request.remote_address, call.now); wait > 0) refusals.push_back({"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}});
  const auto cleaned = without_traces(*parts);
  if (!cleaned) refusals.push_back(cleaned.refusal());
  if (!refusals.empty()) return form_page(api, call, session, typed, refusals);
  auto registration = registration_of(typed.draft, *call.rulebook, "");
  if (!registration.mistakes.empty()) return form_page(api, call, session, typed, registration.mistakes);
  name_accused_in(registration.value, typed.accused, typed.accused_unit, *call.organisation);
  const auto photos = keep_photos(*cleaned, api.house().folder(), photo_count_limit);
  if (!photos) return form_page(api, call, session, typed, {photos.refusal()});
  if (typed.once.empty() || !sent.begin(typed.once, call.now)) return go_on("/p/tip/received");
  std::optional<Result<Performed>> performed;
  api.house().writer().run([&](db::Session& writing) {
    performed = register_with_photos(desk_of(api.house(), call, writing), registration.value, *photos);
  });
  if (!*performed) {
    sent.forget(typed.once);
    return form_page(api, call, session, typed, {for_customer(performed->refusal())});
  }
  const Performed& done = **performed;
  api.house().hub().publish(live_event(done, call.rulebook, call.organisation));
  const std::string shown = api.house().key().seal(code_purpose, std::to_string(call.now.seconds + code_lives_seconds) + " " + done.receipt);
  return go_on("/p/tip/received", {page_cookie(call.request, tip_code_cookie_name, http::percent_encoded(shown), code_lives_seconds), tip_cookie(api.house(), call.request, done.after.id, call.now)});
}

/// The code this browser was just given; nothing afterwards.
std::string code_just_given(const House& house, const Call& call) {
  const auto cookie = http::percent_decoded(call.request.cookie(tip_code_cookie_name), false);
  const auto plain = cookie ? house.key().unseal(code_purpose, *cookie) : std::nullopt;
  if (!plain) return {};
  const std::size_t space = plain->find(' ');
  return std::stoll(plain->substr(0, space)) < call.now.seconds ? std::string() : plain->substr(space + 1);
}

http::Response received(Api& api, const Call& call, db::Session& session) {
  const Language language = wish_of(call.request).language;
  const auto key = http::percent_decoded(call.request.cookie(tip_cookie_name), false);
  const auto id = key ? tip_of_key(api.house(), *key, call.now) : std::nullopt;
  const auto service_case = id ? load_case(session, *id) : std::nullopt;
  const std::string code = code_just_given(api.house(), call);
  if (!service_case || code.empty()) return go_on("/p/tip");
  data values = page_values(call.request);
  values.set("leave_path", "/p/tip/leave");
  values.set("number", service_case->number);
  values.set("code", code);
  return write_page(api, call, {"tip_received", say("received", language), 200, "/p/tip/received"}, values);
}

}  // namespace

std::string tip_key(const House& house, CaseId id, Instant now) {
  return house.key().seal(key_purpose, std::to_string(id.value) + " " + std::to_string(now.seconds + key_lives_seconds));
}

std::optional<CaseId> tip_of_key(const House& house, const std::string& key, Instant now) {
  const auto plain = house.key().unseal(key_purpose, key);
  if (!plain) return std::nullopt;
  const std::size_t space = plain->find(' ');
  if (std::stoll(plain->substr(space + 1)) < now.seconds) return std::nullopt;
  return CaseId{std::stoll(plain->substr(0, space))};
}

std::string tip_cookie(const House& house, const http::Request& request, CaseId id, Instant now) {
  return page_cookie(request, tip_cookie_name, http::percent_encoded(tip_key(house, id, now)), key_lives_seconds);
}

void add_tip_form(Api& api) {
  api.read(operation("GET", "/p/tip/new", "public_tip_form", "Where a tip is given"), [&api](const Call& call, db::Session& session) { return form_page(api, call, session, fresh_tip(), {}); });
  auto sending = operation("POST", "/p/tip/new", "public_give_tip", "Give a tip, named or not, with photos");
  sending.request_content_type = "multipart/form-data";
  sending.request_body.schema = R"({"type":"object"})";
  const auto sent = std::make_shared<SentForms>();
  const auto rate = std::make_shared<api::RateLimit>(form_burst, form_per_minute);
  api.slow(sending, [&api, sent, rate](const Call& call, db::Session& session) { return send(api, call, session, *sent, *rate); });
  api.read(operation("GET", "/p/tip/received", "public_tip_received", "Number and code, shown once"), [&api](const Call& call, db::Session& session) { return received(api, call, session); });
}

}  // namespace shouwen
