// Behind the code: state and answers in words, the talk, evidence, openings of the identity, the reward.
#include "api/rate_limit.h"
#include "base/grouped.h"
#include "base/text.h"
#include "cases/attachment_store.h"
#include "cases/case_routes.h"
#include "cases/case_words.h"
#include "cases/guessed_code_store.h"
#include "http/multipart.h"
#include "http/uri.h"
#include "org/tip_code.h"
#include "portal/leave.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "portal/photo_upload.h"
#include "portal/public_words.h"
#include "portal/tip_pages.h"
#include "regulation/clauses.h"
#include "tip_offs/joint.h"
#include "tip_offs/talk.h"
#include "tip_offs/tip_off_api.h"
#include "tip_offs/tip_off_desk.h"
#include "tip_offs/tip_receipt.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

/// Guesses from one address: a few slips of the finger, then slowly.
constexpr double code_burst = 8, code_per_minute = 4;
constexpr std::int64_t figure_days = 365, seconds_an_hour = 3600;
/// More photos of one tip than anybody looks at.
constexpr std::size_t most_evidence = 60;

http::Operation tip_desk_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  http::Operation made{method, pattern, id, "public pages", summary, clause::art_9_5};
  made.is_public = true;
  made.response_content_type = "text/html";
  if (made.method == "POST") {
    made.request_content_type = "application/x-www-form-urlencoded";
    made.request_body.schema = R"({"type":"object"})";
  }
  return made;
}

/// "1,234.50".
std::string yuan(std::int64_t fen) {
  const std::string cents = std::to_string(fen % 100);
  return grouped(fen / 100) + (fen % 100 == 0 ? std::string() : "." + std::string(cents.size() == 1 ? "0" : "") + cents);
}

std::string stage_words(const TipOff& tip, Language language) {
  switch (tip.stage) {
    case TipStage::received: return say("tip_stage_received", language);
    case TipStage::accepted: return say("tip_stage_accepted", language);
    case TipStage::under_investigation: return say("tip_stage_under_investigation", language);
    case TipStage::investigated: return say("tip_stage_investigated", language);
    case TipStage::not_taken_up: return say("tip_stage_not_taken_up", language);
    case TipStage::found: break;
  }
  switch (tip.finding->verdict) {
    case TipVerdict::verified: return say("tip_verdict_verified", language);
    case TipVerdict::partly: return say("tip_verdict_partly", language);
    case TipVerdict::not_verified: return say("tip_verdict_not_verified", language);
    case TipVerdict::false_report:
    case TipVerdict::malicious: return say("tip_verdict_false", language);
  }
  return {};
}

/// This reporter's part of a reward as if it were the whole; the reward itself while it is not approved.
TipReward own_part(TipReward reward, std::int64_t reporter) {
  for (const RewardPart& part : parts_of(reward))
    if (part.reporter == reporter) {
      reward.stage = part.stage;
      reward.amount_fen = part.amount_fen;
      reward.claimed_in_person = part.claimed_in_person;
    }
  return reward;
}

std::string reward_words(const TipReward& reward, Instant now, Language language) {
  const TextValues amount{{"amount", yuan(reward.amount_fen)}};
  switch (reward.stage) {
    case RewardStage::proposed: return say("tip_reward_proposed", language);
    case RewardStage::payable: return say("tip_reward_payable", language, {{"amount", yuan(reward.amount_fen)}, {"until", public_due(*reward.claim_ends_at, now, language)}});
    case RewardStage::refused: return say("tip_reward_refused", language);
    case RewardStage::claimed: return say("tip_reward_claimed", language, amount);
    case RewardStage::paid: return say("tip_reward_paid", language, amount);
    case RewardStage::expired: return say("tip_reward_expired", language);
  }
  return {};
}

/// A person's office, never his name: post and unit.
std::string office_of(const Call& call, OfficerId id) {
  const Officer* officer = call.organisation->officer(id);
  const Unit* unit = officer == nullptr ? nullptr : call.organisation->unit(officer->unit_id);
  return unit == nullptr ? std::string() : unit->name + " " + officer->post_name;
}

struct TalkLine {
  Instant at;
  std::string title, text;
  bool mine = false;
};

data line_row(const TalkLine& line, Instant now, Language language) {
  data row;
  row.set("at", public_time(line.at, now, language));
  row.set("iso", to_iso(line.at));
  row.set("title", line.title);
  row.set("mine", line.mine);
  if (!line.text.empty()) row.set("text", line.text);
  return row;
}

/// Several who gave it together read one talk.
TalkLine talk_line(const TipOffEvent& event, std::int64_t reporter, Language language) {
  const TipMessage& message = *event.message;
  const std::int64_t by = std::max<std::int64_t>(1, message.reporter);
  const bool mine = message.by_reporter && by == reporter;
  const std::string who = mine ? say("tip_you", language) : message.by_reporter ? say("tip_other_reporter", language, {{"number", std::to_string(by)}}) : say("tip_we", language);
  return {event.at, who, language == Language::en && !message.text_en.empty() ? message.text_en : message.text.value, mine};
}

/// The talk and the answers of the case, oldest first, as they were said.
void set_talk(data& values, const ServiceCase& c, const std::vector<TipOffEvent>& events, std::int64_t reporter, Instant now, Language language) {
  std::vector<TalkLine> lines;
  for (const TipOffEvent& event : events)
    if (event.message) lines.push_back(talk_line(event, reporter, language));
  for (const ReplyGiven& reply : c.replies) lines.push_back({reply.at, say("tip_answer", language), reply.text, false});
  std::stable_sort(lines.begin(), lines.end(), [](const TalkLine& a, const TalkLine& b) { return a.at < b.at; });
  data rows{data::type::list};
  for (const TalkLine& line : lines) rows << line_row(line, now, language);
  values.set("talk", rows);
  values.set("has_talk", !lines.empty());
}

void set_openings(data& values, const Call& call, const TipOff& tip, Language language) {
  data rows{data::type::list};
  bool any = false;
  for (const IdentityOpening& opening : tip.openings) {
    if (opening.stage != OpeningStage::opened) continue;
    rows << line_row({*opening.ended_at, say("tip_opened_by", language, {{"one", office_of(call, opening.asker_id)}, {"other", office_of(call, opening.agreer_id)}}),
                      say("tip_opened_why", language, {{"reason", opening.reason.value}}), false}, call.now, language);
    any = true;
  }
  values.set("openings", rows);
  values.set("has_openings", any);
}

void set_steps(data& values, const std::vector<TipOffEvent>& events, const ServiceCase& c, Instant now, Language language) {
  data rows{data::type::list};
  rows << line_row({c.registered_at, say("tip_step_received", language), {}, false}, now, language);
  for (const TipOffEvent& event : events) {
    if (event.kind == "tip_accepted") rows << line_row({event.at, say("tip_step_accepted", language), {}, false}, now, language);
    if (event.kind == "tip_pre_checked") rows << line_row({event.at, say(event.pre_check->taken_up ? "tip_step_taken_up" : "tip_stage_not_taken_up", language), {}, false}, now, language);
    if (event.kind == "investigators_appointed") rows << line_row({event.at, say("tip_step_investigators", language), {}, false}, now, language);
    if (event.kind == "finding_made") rows << line_row({event.at, say("tip_step_found", language), {}, false}, now, language);
  }
  values.set("steps", rows);
}

/// How many, but not who: small numbers are withheld.
void set_figures(data& values, const Call& call, db::Session& session, Language language) {
  if (!call.rulebook->public_rules) return;
  const TipFigures figures = tip_figures(session, call.now.plus_seconds(-figure_days * seconds_per_day));
  const auto shown = [&](std::int64_t value) { 
    const std::int64_t smallest = call.rulebook->public_rules->smallest_shown;
    return value < smallest ? say("tip_few", language, {{"n", grouped(smallest)}}) : grouped(value);
  };
  values.set("received", shown(figures.received));
  values.set("verified", shown(figures.verified));
  values.set("rewarded", shown(figures.rewarded));
  values.set("has_figures", true);
}

http::Response code_page(Api& api, const Call& call, db::Session& session, const std::string& typed, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  values.set("code", typed);
  set_figures(values, call, session, language);
  set_errors(values, refusals, language);
  return write_page(api, call, {"tip", say("tip_title", language), refusals.empty() ? 200 : refusals.front().code == "rate.exceeded" ? 429 : 422, "/p/tip"}, values);
}

/// A tip and which of its reporters looks at it.
struct OwnTip {
  ServiceCase service_case;
  TipHolder holder;
};

http::Response own_page(Api& api, const Call& call, db::Session& session, const OwnTip& own, const std::vector<Refusal>& refusals) {
  const ServiceCase& c = own.service_case;
  const Language language = wish_of(call.request).language;
  const TipOff tip = load_tip_off(session, c.id);
  const std::vector<TipOffEvent> events = tip_off_events(session, c.id);
  data values = page_values(call.request);
  values.set("key", tip_key(api.house(), own.holder, call.now));
  values.set("leave_path", "/p/tip/leave");
  values.set("number", c.number);
  values.set("state", stage_words(tip, language));
  set_steps(values, events, c, call.now, language);
  set_talk(values, c, events, own.holder.reporter, call.now, language);
  set_openings(values, call, tip, language);
  if (tip.reward) {
    const TipReward part = own_part(*tip.reward, own.holder.reporter);
    values.set("reward", reward_words(part, call.now, language));
    values.set("can_claim", part.stage == RewardStage::payable && tip.reward->claim_ends_at && call.now < *tip.reward->claim_ends_at);
    if (part.stage == RewardStage::claimed && !part.claimed_in_person) values.set("slip", slip_code_of(api.house(), session, own.holder));
  }
  if (!tip.reporters.empty()) values.set("joint", say("tip_joint_own", language, {{"number", std::to_string(own.holder.reporter)}, {"count", std::to_string(tip.reporters.size())}}));
  if (const auto done = call.request.query_value("done"); done == "said") values.set("done", say("tip_said_done", language));
  else if (done == "added") values.set("done", say("tip_added_done", language));
  set_errors(values, refusals, language);
  return write_page(api, call, {"tip_own", say("tip_own_title", language), refusals.empty() ? 200 : 422, tip_own_path}, values);
}

/// The next person at this phone must not find what the last one opened.
http::Response closing(const Call& call, http::Response page) {
  for (const char* name : {tip_cookie_name, tip_code_cookie_name})
    if (!call.request.cookie(name).empty()) page.headers.emplace_back("Set-Cookie", page_cookie(call.request, name, "", 0));
  return page;
}

std::optional<OwnTip> tip_behind(Api& api, const std::string& key, Instant now, db::Session& session) {
  const auto holder = tip_of_key(api.house(), key, now);
  auto found = holder ? load_case(session, holder->case_id) : std::nullopt;
  if (!found || found->kind != CaseKind::tip_off) return std::nullopt;
  return OwnTip{*std::move(found), *holder};
}

std::optional<OwnTip> tip_of_cookie(Api& api, const Call& call, db::Session& session) {
  const auto key = http::percent_decoded(call.request.cookie(tip_cookie_name), false);
  return key ? tip_behind(api, *key, call.now, session) : std::nullopt;
}

Refusal refusal_of(const TypedTipCode& typed) {
  const std::string group = std::to_string((typed.position + 3) / 4), place = std::to_string((typed.position + 3) % 4 + 1);
  switch (typed.mistake) {
    case TipCodeMistake::none: break;
    case TipCodeMistake::empty: return {"tip_code.empty", clause::art_9_5, "/code", {}};
    case TipCodeMistake::too_short: return {"tip_code.too_short", clause::art_9_5, "/code", {{"length", std::to_string(typed.code.size())}}};
    case TipCodeMistake::too_long: return {"tip_code.too_long", clause::art_9_5, "/code", {{"length", std::to_string(typed.code.size())}}};
    case TipCodeMistake::foreign_sign: return {"tip_code.foreign_sign", clause::art_9_5, "/code", {{"group", group}, {"place", place}}};
    case TipCodeMistake::wrong_sign: return {"tip_code.wrong_sign", clause::art_9_5, "/code", {{"group", group}, {"place", place}}};
    case TipCodeMistake::swapped_signs: return {"tip_code.swapped_signs", clause::art_9_5, "/code", {{"group", group}, {"place", place}}};
    case TipCodeMistake::wrong: return {"tip_code.wrong", clause::art_9_5, "/code", {}};
  }
  return {"tip_code.not_known", clause::art_9_5, "/code", {}};
}

/// Nobody mistypes a code into another right one: such a miss is a guess. Many raise the alarm.
void note_guess(Api& api, const Call& call) {
  api.house().writer().run([&](db::Session& session) {
    const std::int64_t misses = note_code_miss(session, call.now);
    const TipOffRules* rules = tip_off_rules(*call.rulebook);
    if (rules == nullptr || misses < rules->alarm_misses) return;
    const Instant hour{call.now.seconds / seconds_an_hour * seconds_an_hour};
    if (const auto entry = alarm_code_misses(session, call.now, misses, call.rulebook->version))
      tell_of_guesses(session, *entry, {GuessedCode::tip, hour, misses}, told_of_guesses(*call.rulebook, *call.organisation), call.now);
  });
}

/// On the slow pool: the same work whether there is such a tip or not.
http::Response look_up_tip(Api& api, const Call& call, db::Session& session, api::RateLimit& rate) {
  const auto form = http::parse_form(call.request.body);
  if (!form) return code_page(api, call, session, "", {form.refusal()});
  const std::string given = value_of(*form, "code");
  const TypedTipCode typed = read_tip_code(is_valid_utf8(given) ? clean_text(given, false) : "!");
  if (typed.mistake != TipCodeMistake::none) return code_page(api, call, session, is_valid_utf8(given) ? first_characters(clean_text(given, false), 60) : "", {refusal_of(typed)});
  if (const std::int64_t wait = rate.take(call.request.remote_address, call.now); wait > 0)
    return code_page(api, call, session, "", {{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}}});
  const auto holder = find_tip_holder(session, tip_code_hash(typed.code, api.house().key().derive(tip_code_purpose)));
  if (!holder) {
    note_guess(api, call);
    return code_page(api, call, session, grouped_code(typed.code), {refusal_of(typed)});
  }
  return go_on(tip_own_path, {tip_cookie(api.house(), call.request, *holder, call.now)});
}

/// Goes on with the tip that the form's key names.
template <class Next>
http::Response with_tip(Api& api, const Call& call, db::Session& session, const Form& form, Next&& next) {
  const auto found = tip_behind(api, value_of(form, "key"), call.now, session);
  if (!found) return code_page(api, call, session, "", {Refusal{"tip_code.key_expired", "", "", {}}});
  return next(*found);
}

Result<Text<1, 2000>> text_in(const Form& form) {
  const std::string given = value_of(form, "text");
  if (!is_valid_utf8(given)) return Refusal{"public.unreadable", "", "/text", {}};
  Text<1, 2000> text{clean_text(given, true)};
  if (text.value.empty()) return Refusal{"public.text_missing", "", "/text", {}};
  if (const std::size_t length = count_characters(text.value); length > decltype(text)::max_length)
    return Refusal{"public.too_long", "", "/text", {{"limit", std::to_string(decltype(text)::max_length)}, {"length", std::to_string(length)}}};
  return text;
}

http::Response say_something(Api& api, const Call& call, db::Session& session) {
  const auto form = http::parse_form(call.request.body);
  if (!form) return code_page(api, call, session, "", {form.refusal()});
  return with_tip(api, call, session, *form, [&](const OwnTip& own) {
    const auto text = text_in(*form);
    if (!text) return own_page(api, call, session, own, {text.refusal()});
    const auto performed = perform_tip(desk_of(api.house(), call, session), own.holder.case_id,
                                       [&](const TipOff& tip, const TipSituation& situation) { return say_as_reporter(tip, {*text}, own.holder.reporter, situation); });
    if (!performed) return own_page(api, call, session, own, {performed.refusal()});
    return go_on(std::string(tip_own_path) + "?done=said", {tip_cookie(api.house(), call.request, own.holder, call.now)});
  });
}

http::Response add_evidence(Api& api, const Call& call, db::Session& session) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, photo_limit_bytes, 2 * photo_count_limit);
  if (!parts) return code_page(api, call, session, "", {parts.refusal()});
  Form form;
  for (const http::Part& part : *parts)
    if (part.file_name.empty()) form.emplace_back(part.name, part.content);
  return with_tip(api, call, session, form, [&](const OwnTip& own) {
    if (attachments_of(session, own.holder.case_id).size() >= most_evidence) return own_page(api, call, session, own, {Refusal{"tip.evidence_full", clause::art_9_5, "/photo", {}}});
    const auto cleaned = without_traces(*parts);
    if (!cleaned) return own_page(api, call, session, own, {cleaned.refusal()});
    const auto photos = keep_photos(*cleaned, api.house().folder(), photo_count_limit);
    if (!photos) return own_page(api, call, session, own, {photos.refusal()});
    if (photos->empty()) return own_page(api, call, session, own, {Refusal{"public.photo_missing", "", "/photo", {}}});
    std::optional<Refusal> refused;
    std::vector<Performed> all;
    api.house().writer().run([&](db::Session& writing) {
      for (const DraftPhoto& photo : *photos) {
        auto attached = attach_photo(desk_of(api.house(), call, writing), own.holder.case_id, photo);
        if (!attached) refused = attached.refusal();
        if (refused) return;
        all.push_back(*std::move(attached));
      }
    });
    for (const Performed& one : all) api.house().hub().publish(live_event(one, call.rulebook, call.organisation));
    if (refused) return own_page(api, call, session, own, {*refused});
    return go_on(std::string(tip_own_path) + "?done=added", {tip_cookie(api.house(), call.request, own.holder, call.now)});
  });
}

http::Response claim(Api& api, const Call& call, db::Session& session) {
  const auto form = http::parse_form(call.request.body);
  if (!form) return code_page(api, call, session, "", {form.refusal()});
  return with_tip(api, call, session, *form, [&](const OwnTip& own) {
    const auto code = claim_with_slip(api.house(), desk_of(api.house(), call, session), own.holder, false);
    if (!code) return own_page(api, call, session, own, {code.refusal()});
    return go_on(std::string(tip_own_path) + "#reward", {tip_cookie(api.house(), call.request, own.holder, call.now)});
  });
}

http::Response receipt(Api& api, const Call& call, db::Session& session) {
  const auto c = tip_of_cookie(api, call, session);
  const auto made = c ? receipt_of(session, c->holder.case_id) : std::nullopt;
  if (!made) return code_page(api, call, session, "", {Refusal{"tip_code.key_expired", "", "", {}}});
  const Language language = wish_of(call.request).language;
  const std::string text = signed_receipt(*made, SigningKey::open(api.house().folder() / signing_key_file));
  if (call.request.query_value("format") == "text") {
    http::Response response;
    response.content_type = "text/plain; charset=utf-8";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"tip-" + made->number + ".txt\"");
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = text;
    return response;
  }
  data values = page_values(call.request);
  values.set("leave_path", "/p/tip/leave");
  values.set("number", made->number);
  values.set("at", public_time(made->received_at, call.now, language));
  values.set("text", text);
  return write_page(api, call, {"tip_receipt", say("tip_receipt", language), 200, "/p/tip/receipt"}, values);
}

}  // namespace

void add_tip_desk(Api& api) {
  api.read(tip_desk_operation("GET", "/p/tip", "public_tip", "Where a tip is given and a code is typed; closes the tip that was open"), [&api](const Call& call, db::Session& session) {
    return closing(call, code_page(api, call, session, "", {}));
  });
  api.read(tip_desk_operation("GET", tip_own_path, "public_own_tip", "The tip behind the code"), [&api](const Call& call, db::Session& session) {
    const auto c = tip_of_cookie(api, call, session);
    if (!c) return code_page(api, call, session, "", {Refusal{"tip_code.key_expired", "", "", {}}});
    // Whoever goes on has the code: it is not shown again.
    http::Response page = own_page(api, call, session, *c, {});
    page.headers.emplace_back("Set-Cookie", page_cookie(call.request, tip_code_cookie_name, "", 0));
    return page;
  });
  const auto rate = std::make_shared<api::RateLimit>(code_burst, code_per_minute);
  api.slow(tip_desk_operation("POST", "/p/tip", "public_open_tip", "Open a tip by its code"), [&api, rate](const Call& call, db::Session& session) { return look_up_tip(api, call, session, *rate); });
  api.write(tip_desk_operation("POST", "/p/tip/say", "public_tip_say", "The reporter says something"), [&api](const Call& call, db::Session& session) { return say_something(api, call, session); });
  auto adding = tip_desk_operation("POST", "/p/tip/evidence", "public_tip_evidence", "The reporter adds photos");
  adding.request_content_type = "multipart/form-data";
  api.slow(adding, [&api](const Call& call, db::Session& session) { return add_evidence(api, call, session); });
  api.write(tip_desk_operation("POST", "/p/tip/claim", "public_tip_claim", "The reporter claims his reward"), [&api](const Call& call, db::Session& session) { return claim(api, call, session); });
  api.read(tip_desk_operation("GET", "/p/tip/receipt", "public_tip_receipt", "The signed receipt, for paper or as a file"), [&api](const Call& call, db::Session& session) { return receipt(api, call, session); });
  api.write(tip_desk_operation("POST", "/p/tip/leave", "public_tip_leave", "Close everything this browser was let see"),
            [&api](const Call& call, db::Session& session) { return leave(api, call, session, "/p/tip"); });
}

void add_tip_pages(Api& api) {
  add_tip_form(api);
  add_tip_desk(api);
}

}  // namespace shouwen
