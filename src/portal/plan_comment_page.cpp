// A comment is sent, its code shown once, and looked up again by it.
#include "base/text.h"
#include "http/multipart.h"
#include "http/uri.h"
#include "participation/participation_desk.h"
#include "portal/open_form.h"
#include "portal/page_texts.h"
#include "portal/participation_pages.h"
#include "portal/plan_parts.h"
#include "portal/public_words.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr const char* code_cookie = "shouwen_comment_code";
constexpr std::string_view code_purpose = "public_comment_code";
constexpr std::int64_t code_shown_seconds = 900;
/// From one address: a household, a hall, a phone company's customers, not a script.
constexpr double comment_burst = 10, comment_per_minute = 2, code_burst = 10, code_per_minute = 4;
constexpr std::size_t text_limit = decltype(PlanCommentInput::text)::max_length, name_limit = decltype(PlanCommentInput::name)::max_length;

TypedComment typed_in(const Form& form, std::vector<Refusal>& refusals) {
  TypedComment typed{typed_text(form, "text"), typed_line(form, "name"), value_of(form, "once"), value_of(form, "show_name") == "yes"};
  check_length(refusals, typed.text, "text", text_limit, Needed::yes);
  check_length(refusals, typed.name, "name", name_limit, Needed::no);
  return typed;
}

http::Response received_at(const House& house, const Call& call, const Plan& plan, const std::string& code) {
  std::vector<std::string> cookies;
  if (!code.empty()) cookies.push_back(page_cookie(call.request, code_cookie, http::percent_encoded(house.key().seal(code_purpose, std::to_string(call.now.seconds + code_shown_seconds) + " " + code)), code_shown_seconds));
  return go_on("/p/plans/" + std::to_string(plan.id.value) + "/received", std::move(cookies));
}

http::Response send(Api& api, const Call& call, db::Session& session, GoalFigureBoard& board, OpenForm& gate) {
  const auto plan = public_plan(session, call);
  if (!plan || participation_rules(*call.rulebook) == nullptr) return nothing_here(api, call);
  const auto form = http::parse_form(call.request.body);
  if (!form) return plan_page(api, call, session, *plan, board, {}, {form.refusal()});
  std::vector<Refusal> refusals;
  const TypedComment typed = typed_in(*form, refusals);
  const auto again = [&](std::vector<Refusal> found) { return plan_page(api, call, session, *plan, board, typed, found); };
  if (!refusals.empty()) return again(refusals);
  const auto once = gate.check(api.house(), *form, call.request.remote_address, call.now);
  if (!once) return again({once.refusal()});
  // Sent twice by a finger that slipped: what counts is there already.
  if (!sent_form(session, *once).empty()) return received_at(api.house(), call, *plan, "");
  const auto taken = take_comment(api.house(), session, call, *plan, {{typed.text}, {typed.name}, typed.show_name, {}}, {});
  if (!taken) return again({taken.refusal()});
  keep_sent_form(session, *once, "comment", call.now);
  return received_at(api.house(), call, *plan, taken->code);
}

std::string code_just_given(const House& house, const Call& call) {
  const auto cookie = http::percent_decoded(call.request.cookie(code_cookie), false);
  const auto plain = cookie ? house.key().unseal(code_purpose, *cookie) : std::nullopt;
  if (!plain) return {};
  const std::size_t space = plain->find(' ');
  return std::stoll(plain->substr(0, space)) < call.now.seconds ? std::string() : plain->substr(space + 1);
}

http::Response received(Api& api, const Call& call, db::Session& session) {
  const Language language = wish_of(call.request).language;
  const auto plan = public_plan(session, call);
  if (!plan) return nothing_here(api, call);
  data values = page_values(call.request);
  values.set("id", std::to_string(plan->id.value));
  if (const std::string code = code_just_given(api.house(), call); !code.empty()) values.set("code", code);
  return write_page(api, call, {"plan_received", say("comment_received", language)}, values);
}

std::string state_words(const PlanComment& comment, Language language) {
  if (comment.answer) return say("comment_state_answered", language);
  switch (comment.stage) {
    case CommentStage::received: return say("comment_state_received", language);
    case CommentStage::published: return say("comment_state_published", language);
    case CommentStage::refused: return say("comment_state_refused", language);
  }
  return {};
}

http::Response code_page(Api& api, const Call& call, const std::string& typed, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  values.set("code", typed);
  set_errors(values, refusals, language);
  return write_page(api, call, {"plan_comment_code", say("comment_look_up", language), refusals.empty() ? 200 : api::status_of(refusals.front()), "/p/plan_comment"}, values);
}

http::Response look_up_comment(Api& api, const Call& call, db::Session& session, api::RateLimit& rate) {
  const Language language = wish_of(call.request).language;
  const auto form = http::parse_form(call.request.body);
  if (!form) return code_page(api, call, "", {form.refusal()});
  const std::string typed = first_characters(typed_line(*form, "code"), 40);
  if (const std::int64_t wait = rate.take(call.request.remote_address, call.now); wait > 0) return code_page(api, call, typed, {{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}}});
  const auto hash = comment_code_hash(typed, api.house().key().derive(comment_code_purpose));
  const auto id = hash ? find_comment_by_code(session, *hash) : std::nullopt;
  const auto comment = id ? load_comment(session, *id) : std::nullopt;
  if (!comment) return code_page(api, call, typed, {{"public.comment_code_unknown", "", "/code", {}}});
  const auto plan = load_plan(session, comment->plan_id);
  data values = page_values(call.request);
  values.set("plan_id", std::to_string(plan->id.value));
  values.set("plan", plan->content.title.value);
  values.set("state", state_words(*comment, language));
  values.set("day", public_date(local_date(comment->received_at), language));
  values.set("text", comment->text);
  if (comment->stage == CommentStage::published && comment->shown != comment->text) values.set("shown", comment->shown);
  if (!comment->refused_because.empty()) values.set("because", comment->refused_because);
  if (comment->answer) {
    values.set("verdict", words_of(comment->answer->verdict, language));
    values.set("answer", comment->answer->text);
  }
  return write_page(api, call, {"plan_comment", say("comment_yours", language), 200, "/p/plan_comment"}, values);
}

}  // namespace

void add_plan_comment_pages(Api& api) {
  http::Operation sending = participation_page("POST", "/p/plans/{plan_id}/comments", "public_comment_on_plan", "Say something to a plan, with or without a name");
  const auto gate = std::make_shared<OpenForm>(comment_burst, comment_per_minute);
  const auto board = std::make_shared<GoalFigureBoard>();
  api.write(sending, [&api, gate, board](const Call& call, db::Session& session) { return send(api, call, session, *board, *gate); });
  api.read(participation_page("GET", "/p/plans/{plan_id}/received", "public_comment_received", "The code of a comment, shown once"), [&api](const Call& call, db::Session& session) { return received(api, call, session); });
  api.read(participation_page("GET", "/p/plan_comment", "public_comment_form", "Where the code of a comment is typed"), [&api](const Call& call, db::Session&) { return code_page(api, call, "", {}); });
  const auto rate = std::make_shared<api::RateLimit>(code_burst, code_per_minute);
  api.read(participation_page("POST", "/p/plan_comment", "public_comment", "What became of a comment, by its code"), [&api, rate](const Call& call, db::Session& session) { return look_up_comment(api, call, session, *rate); });
}

}  // namespace shouwen
