// One page, sent once: a name is never kept in a draft, photos lose what the camera wrote into them.
#include <map>
#include <mutex>
#include <utility>

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
#include "portal/tip_question.h"
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
/// From one address without a question: a hall or a phone company's customers.
constexpr double form_burst = 10, form_per_minute = 2;
/// With a question answered each time: more than people of one address write.
constexpr double asked_burst = 60, asked_per_minute = 6;

http::Operation tip_form_operation(const char* method, const char* pattern, const char* id, const char* summary) {
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
  std::string accused, accused_unit, once, shares;
  JointTipInput joint;
};

/// What stands before the form of one address.
struct TipGate {
  SentForms sent, answered;
  api::RateLimit free{form_burst, form_per_minute}, asked{asked_burst, asked_per_minute};
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

/// How many give it, and "50 30 20" if they agreed on shares.
void read_joint(TypedTip& typed, const Form& form) {
  constexpr std::int64_t more_than_any = 1000;
  const auto number_in = [](const std::string& text) { return text.empty() || text.size() > 3 ? more_than_any : std::strtoll(text.c_str(), nullptr, 10); };
  if (const std::string count = single_line(form, "reporters"); !count.empty()) typed.joint.reporters = number_in(count);
  typed.shares = single_line(form, "shares");
  std::string part;
  for (const char sign : typed.shares + " ") {
    if (sign >= '0' && sign <= '9') part += sign;
    else if (!part.empty()) typed.joint.shares_percent.push_back(number_in(std::exchange(part, {})));
  }
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
  read_joint(typed, form);
  if (const TipOffRules* rules = tip_off_rules(rulebook))
    if (const auto reporters = reporters_of(typed.joint, *rules); !reporters) refusals.push_back(reporters.refusal());
  return typed;
}

data unit_row(const Unit& unit, bool selected) {
  data row;
  row.set("code", unit.code);
  row.set("name", unit.name);
  row.set("selected", selected);
  return row;
}

void set_joint(data& values, const TypedTip& typed, const Rulebook& rulebook) {
  const TipOffRules* rules = tip_off_rules(rulebook);
  const std::int64_t most = rules == nullptr ? 1 : rules->most_reporters;
  data counts{data::type::list};
  for (std::int64_t count = 1; count <= most; ++count) {
    data row;
    row.set("count", std::to_string(count));
    row.set("selected", count == typed.joint.reporters);
    counts << row;
  }
  values.set("counts", counts);
  values.set("joint_possible", most > 1);
  values.set("joint", typed.joint.reporters > 1 || !typed.shares.empty());
  values.set("shares", typed.shares);
}

http::Response form_page(Api& api, const Call& call, db::Session& session, const TipGate& gate, const TypedTip& typed, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  set_joint(values, typed, *call.rulebook);
  // Asked from the start, so that photos need not be chosen twice.
  if (gate.free.is_spent(call.request.remote_address, call.now)) {
    const TipQuestion question = new_tip_question(api.house().key(), call.now, language);
    values.set("question", question.text);
    values.set("question_key", question.sealed);
  }
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

std::string in_one(const std::vector<std::string>& codes) {
  std::string all;
  for (const std::string& code : codes) all += " " + code;
  return all;
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

/// The free ones first; then a question is answered for each. Refusals tip_question.needed, .wrong, rate.exceeded.
std::optional<Refusal> refuse_flood(Api& api, const Call& call, const Form& form, TipGate& gate) {
  if (gate.free.take(call.request.remote_address, call.now) == 0) return std::nullopt;
  const std::string sealed = value_of(form, "question_key");
  if (sealed.empty()) return Refusal{"tip_question.needed", "", "/answer", {}};
  const auto answered = answered_tip_question(api.house().key(), sealed, value_of(form, "answer"), call.now);
  if (!answered || !gate.answered.begin(*answered, call.now)) return Refusal{"tip_question.wrong", "", "/answer", {}};
  if (const std::int64_t wait = gate.asked.take(call.request.remote_address, call.now); wait > 0) return Refusal{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}};
  return std::nullopt;
}

http::Response send(Api& api, const Call& call, db::Session& session, TipGate& gate) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, photo_limit_bytes, 2 * photo_count_limit + 24);
  if (!parts) return form_page(api, call, session, gate, fresh_tip(), {parts.refusal()});
  std::vector<Refusal> refusals;
  const Form form = form_of(*parts);
  const TypedTip typed = read_form(form, *call.rulebook, refusals);
  if (refusals.empty())
    if (auto flood = refuse_flood(api, call, form, gate)) refusals.push_back(*std::move(flood));
  const auto cleaned = without_traces(*parts);
  if (!cleaned) refusals.push_back(cleaned.refusal());
  if (!refusals.empty()) return form_page(api, call, session, gate, typed, refusals);
  auto registration = registration_of(typed.draft, *call.rulebook, "");
  if (!registration.mistakes.empty()) return form_page(api, call, session, gate, typed, registration.mistakes);
  name_accused_in(registration.value, typed.accused, typed.accused_unit, *call.organisation);
  const auto photos = keep_photos(*cleaned, api.house().folder(), photo_count_limit);
  if (!photos) return form_page(api, call, session, gate, typed, {photos.refusal()});
  if (typed.once.empty() || !gate.sent.begin(typed.once, call.now)) return go_on("/p/tip/received");
  std::optional<Result<Performed>> performed;
  std::vector<std::string> codes;
  api.house().writer().run([&](db::Session& writing) {
    const CaseDesk desk = desk_of(api.house(), call, writing);
    performed = register_with_photos(desk, registration.value, *photos);
    // What the form says of several was checked above.
    if (*performed) codes = *codes_for_reporters(desk, **performed, typed.joint);
  });
  if (!*performed) {
    gate.sent.forget(typed.once);
    return form_page(api, call, session, gate, typed, {for_customer(performed->refusal())});
  }
  const Performed& done = **performed;
  api.house().hub().publish(live_event(done, call.rulebook, call.organisation));
  const std::string shown = api.house().key().seal(code_purpose, std::to_string(call.now.seconds + code_lives_seconds) + in_one(codes));
  return go_on("/p/tip/received", {page_cookie(call.request, tip_code_cookie_name, http::percent_encoded(shown), code_lives_seconds), tip_cookie(api.house(), call.request, {done.after.id, 1}, call.now)});
}

/// The codes this browser was just given; none afterwards.
std::vector<std::string> codes_just_given(const House& house, const Call& call) {
  const auto cookie = http::percent_decoded(call.request.cookie(tip_code_cookie_name), false);
  const auto plain = cookie ? house.key().unseal(code_purpose, *cookie) : std::nullopt;
  std::vector<std::string> codes;
  if (!plain || std::stoll(*plain) < call.now.seconds) return codes;
  for (std::size_t at = plain->find(' '); at != std::string::npos;) {
    const std::size_t next = plain->find(' ', at + 1);
    codes.push_back(plain->substr(at + 1, next == std::string::npos ? next : next - at - 1));
    at = next;
  }
  return codes;
}

data code_row(const std::string& code, std::size_t number, const TipOff& tip, Language language) {
  data row;
  row.set("code", code);
  row.set("first", number == 1);
  if (number > tip.reporters.size()) return row;
  const std::int64_t share_bp = tip.reporters[number - 1].share_bp;
  row.set("who", say(share_bp == 0 ? "tip_reporter_equal" : "tip_reporter_share", language, {{"number", std::to_string(number)}, {"percent", std::to_string(share_bp / 100)}}));
  return row;
}

http::Response received(Api& api, const Call& call, db::Session& session) {
  const Language language = wish_of(call.request).language;
  const auto key = http::percent_decoded(call.request.cookie(tip_cookie_name), false);
  const auto holder = key ? tip_of_key(api.house(), *key, call.now) : std::nullopt;
  const auto service_case = holder ? load_case(session, holder->case_id) : std::nullopt;
  const std::vector<std::string> codes = codes_just_given(api.house(), call);
  if (!service_case || codes.empty()) return go_on("/p/tip");
  const TipOff tip = load_tip_off(session, holder->case_id);
  data values = page_values(call.request);
  values.set("leave_path", "/p/tip/leave");
  values.set("number", service_case->number);
  data rows{data::type::list};
  for (std::size_t i = 0; i < codes.size(); ++i) rows << code_row(codes[i], i + 1, tip, language);
  values.set("codes", rows);
  // What the button copies: each code on a line of its own.
  std::string copied = codes.front();
  for (std::size_t i = 1; i < codes.size(); ++i) copied += "\n" + codes[i];
  values.set("code", copied);
  values.set("several", codes.size() > 1);
  return write_page(api, call, {"tip_received", say("received", language), 200, "/p/tip/received"}, values);
}

}  // namespace

std::string tip_key(const House& house, TipHolder holder, Instant now) {
  return house.key().seal(key_purpose, std::to_string(holder.case_id.value) + " " + std::to_string(now.seconds + key_lives_seconds) + " " + std::to_string(holder.reporter));
}

std::optional<TipHolder> tip_of_key(const House& house, const std::string& key, Instant now) {
  const auto plain = house.key().unseal(key_purpose, key);
  if (!plain) return std::nullopt;
  const std::size_t space = plain->find(' '), other = plain->find(' ', space + 1);
  if (std::stoll(plain->substr(space + 1)) < now.seconds) return std::nullopt;
  return TipHolder{CaseId{std::stoll(plain->substr(0, space))}, other == std::string::npos ? 1 : std::stoll(plain->substr(other + 1))};
}

std::string tip_cookie(const House& house, const http::Request& request, TipHolder holder, Instant now) {
  return page_cookie(request, tip_cookie_name, http::percent_encoded(tip_key(house, holder, now)), key_lives_seconds);
}

void add_tip_form(Api& api) {
  const auto gate = std::make_shared<TipGate>();
  api.read(tip_form_operation("GET", "/p/tip/new", "public_tip_form", "Where a tip is given"), [&api, gate](const Call& call, db::Session& session) { return form_page(api, call, session, *gate, fresh_tip(), {}); });
  auto sending = tip_form_operation("POST", "/p/tip/new", "public_give_tip", "Give a tip, named or not, with photos");
  sending.request_content_type = "multipart/form-data";
  sending.request_body.schema = R"({"type":"object"})";
  api.slow(sending, [&api, gate](const Call& call, db::Session& session) { return send(api, call, session, *gate); });
  api.read(tip_form_operation("GET", "/p/tip/received", "public_tip_received", "Number and code, shown once"), [&api](const Call& call, db::Session& session) { return received(api, call, session); });
}

}  // namespace shouwen
