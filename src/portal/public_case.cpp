// Looking a case up, telling how it stands, and the customer's verbs.
#include "org/tip_code.h"
#include "portal/public_case.h"

#include <algorithm>

#include "base/text.h"
#include "cases/case_routes.h"
#include "cases/case_words.h"
#include "cases/follow_up.h"
#include "cases/guessed_code_store.h"
#include "cases/oversight.h"
#include "cases/work.h"
#include "http/multipart.h"
#include "http/uri.h"
#include "portal/case_parts.h"
#include "portal/public_story.h"
#include "portal/page_texts.h"
#include "portal/photo_upload.h"
#include "portal/public_status.h"
#include "portal/public_words.h"
#include "regulation/charge_rules.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t key_lives_seconds = 3600;
constexpr const char* key_purpose = "public_case";
constexpr std::size_t longest_typed = 40;

std::string key_for(const House& house, CaseId id, Instant now) {
  return house.key().seal(key_purpose, std::to_string(id.value) + " " + std::to_string(now.seconds + key_lives_seconds));
}

std::optional<CaseId> case_of_key(const House& house, const std::string& key, Instant now) {
  const auto plain = house.key().unseal(key_purpose, key);
  if (!plain) return std::nullopt;
  const std::size_t space = plain->find(' ');
  if (std::stoll(plain->substr(space + 1)) < now.seconds) return std::nullopt;
  return CaseId{std::stoll(plain->substr(0, space))};
}

/// To the page of the case, which this browser may read for an hour.
http::Response open_case(Api& api, const Call& call, CaseId id, const std::string& more = "") {
  const std::string key = http::percent_encoded(key_for(api.house(), id, call.now));
  return go_on("/p/case" + more, {page_cookie(call.request, case_cookie_name, key, key_lives_seconds)});
}

std::optional<ServiceCase> case_of_cookie(Api& api, const Call& call, db::Session& session) {
  const auto key = http::percent_decoded(call.request.cookie(case_cookie_name), false);
  const auto id = key ? case_of_key(api.house(), *key, call.now) : std::nullopt;
  return id ? load_case(session, *id) : std::nullopt;
}

Situation customer_situation(const Call& call, const Rulebook& rulebook) {
  return {{Actor::Kind::customer, {}, {}}, call.now, rulebook, *call.organisation, call.rulebook->calendars};
}

bool possible(const Decision& decision) { return !decision.refused() || !decision.refusal().field.empty(); }

void set_possible(data& values, const ServiceCase& c, const Situation& situation) {
  const RatingInput five{5, {}};
  const bool add = possible(supplement(c, {}, situation)), urge = possible(remind(c, {}, situation)), stars = possible(rate(c, five, situation)),
             again = possible(reopen(c, {}, situation)), back = possible(withdraw(c, {}, situation));
  values.set("can_add", add);
  values.set("can_urge", urge);
  values.set("can_rate", stars);
  values.set("can_reopen", again);
  values.set("can_withdraw", back);
  values.set("can_anything", add || urge || stars || again || back);
}

struct StateWords {
  const char* name;   ///< short
  const char* means;  ///< a sentence
  const char* style;
};

StateWords words_of_state(PublicState state) {
  switch (state) {
    case PublicState::working: return {"state_working", "state_working_means", "open"};
    case PublicState::offered: return {"state_offered", "state_offered_means", "open"};
    case PublicState::asking_office: return {"state_asking_office", "state_asking_office_means", "open"};
    case PublicState::waiting: return {"state_waiting", "state_waiting_means", "yours"};
    case PublicState::answered: return {"state_answered", "state_answered_means", "done"};
    case PublicState::out_of_scope: return {"state_out_of_scope", "state_out_of_scope_means", "done"};
    case PublicState::withdrawn: return {"state_withdrawn", "state_withdrawn_means", "done"};
    case PublicState::closed: return {"state_closed", "state_closed_means", "done"};
  }
  return {"", "", ""};
}

void set_state(data& values, const ServiceCase& c, const Names& names) {
  const StateWords words = words_of_state(public_state(c));
  values.set("state", say(words.name, names.language));
  values.set("state_style", words.style);
  values.set("state_means", say(words.means, names.language,
                                {{"unit", names.unit(c.handling_unit_id)},
                                 {"other", c.offer ? names.unit(c.offer->to_unit_id) : std::string()}}));
  if (c.suspension) values.set("asked_for", c.suspension->asked_for);
}

/// What the customer came for: the last answer, while it stands.
void set_answer(data& values, const ServiceCase& c, Instant now, Language language) {
  if (c.stage == Stage::open || c.outcome == Outcome::withdrawn || c.replies.empty()) return;
  const ReplyGiven& reply = c.replies.back();
  values.set("answer", reply.text);
  values.set("answer_at", public_time(reply.at, now, language));
  values.set("answer_iso", to_iso(reply.at));
}

void set_story(data& values, db::Session& session, const ServiceCase& c, const Names& names, Instant now) {
  data rows{data::type::list};
  auto story = story_of(load_events(session, c.id), names);
  // The newest first: that is what a customer comes for.
  std::reverse(story.begin(), story.end());
  for (const StoryLine& line : story) {
    data row;
    row.set("at", public_time(line.at, now, names.language));
    row.set("iso", to_iso(line.at));
    row.set("title", line.title);
    if (!line.text.empty()) row.set("text", line.text);
    rows << row;
  }
  values.set("story", rows);
}

void set_stars(data& values, Language language) {
  static constexpr std::pair<const char*, const char*> choices[] = {{"5", "star_5"}, {"4", "star_4"}, {"3", "star_3"}, {"2", "star_2"}, {"1", "star_1"}};
  data rows{data::type::list};
  for (const auto& [value, text] : choices) {
    data row;
    row.set("value", value);
    row.set("words", say(text, language));
    rows << row;
  }
  values.set("stars", rows);
}

/// The form of a verb, and what was typed into it.
struct Sent {
  std::string_view verb;
  const Form& form;
};

/// Five forms stand on the page, and most have a field "text": a refusal belongs to the one that was sent.
Refusal at_form(Refusal refusal, std::string_view verb) {
  if (refusal.field == "/text") refusal.field = '/' + std::string(verb) + "-text";
  else if (refusal.field == "/words") refusal.field = "/rate-words";
  else if (refusal.field == "/photo") refusal.field = "/add-photo";
  return refusal;
}

data page_of_case(Api& api, const Call& call, db::Session& session, const ServiceCase& c, Language language) {
  data values = case_values(api, call, session, c, language);
  values.set("key", key_for(api.house(), c.id, call.now));
  set_case_forms(api, call, values, c, language);
  return values;
}

/// The page again, the sent form open, nothing typed lost.
http::Response refused_page(Api& api, const Call& call, db::Session& session, const ServiceCase& c, const Sent& sent, const Refusal& refusal) {
  const Language language = wish_of(call.request).language;
  data values = page_of_case(api, call, session, c, language);
  const std::string verb(sent.verb), typed = value_of(sent.form, sent.verb == "rate" ? "words" : "text");
  values.set("open_" + verb, true);
  if (is_valid_utf8(typed)) values.set("typed_" + verb, typed);
  set_errors(values, {at_form(refusal, sent.verb)}, language);
  return write_page(api, call, {"case", c.number, 422, "/p/case"}, values);
}

http::Response case_page(Api& api, const Call& call, db::Session& session, const ServiceCase& c, const std::string& done) {
  const Language language = wish_of(call.request).language;
  data values = page_of_case(api, call, session, c, language);
  if (!done.empty()) values.set("done", done);
  return write_page(api, call, {"case", c.number, 200, "/p/case"}, values);
}

/// What stands on the paper, and the phone that was given.
struct Asked {
  std::string number, phone, receipt;
};

http::Response follow_page(Api& api, const Call& call, const Asked& asked, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  values.set("number", asked.number);
  values.set("phone", asked.phone);
  values.set("receipt", asked.receipt);
  set_errors(values, refusals, language);
  return write_page(api, call, {"follow", say("follow", language), refusals.empty() ? 200 : 422, "/p/follow"}, values);
}

/// "95598", so that it can be called at once.
std::string our_hotline(const Call& call) { return hotline_of(call, wish_of(call.request).language).phone; }

std::optional<ServiceCase> case_of_receipt(db::Session& session, std::string_view receipt) {
  const auto id = find_case_by_receipt(session, receipt);
  return id ? load_case(session, *id) : std::nullopt;
}

/// A number with a digit missing or wrong is no receipt: those have letters.
std::string receipt_in(const Asked& asked) {
  const bool lettered = std::any_of(asked.number.begin(), asked.number.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
  return !asked.receipt.empty() || !lettered ? asked.receipt : asked.number;
}

/// What is missing is no guess.
std::optional<Refusal> refuse_incomplete(const Asked& asked) {
  if (!receipt_in(asked).empty()) return std::nullopt;
  if (!is_case_number(normalise_phone(asked.number))) return Refusal{"public.number_missing", clause::art_10_8, "/number", {}};
  if (normalise_phone(asked.phone).empty()) return Refusal{"public.phone_or_receipt_missing", clause::art_10_8, "/phone", {}};
  return std::nullopt;
}

/// By receipt, which opens a case alone, or by number and phone, of what is complete. The answer is the same whether the number is
/// unknown or the phone is wrong: nobody can try numbers out.
Result<ServiceCase> find_public(const Call& call, db::Session& session, const Asked& asked) {
  const std::string number = normalise_phone(asked.number), receipt = receipt_in(asked);
  if (!receipt.empty()) {
    auto found = case_of_receipt(session, receipt);
    const bool fits = found && (!is_case_number(number) || asked.receipt.empty() || found->number == number);
    if (fits) return *std::move(found);
    return Refusal{"public.receipt_wrong", clause::art_10_8, asked.receipt.empty() ? "/number" : "/receipt", {{"hotline", our_hotline(call)}}};
  }
  const auto id = find_case_by_number(session, number);
  auto found = id ? load_case(session, *id) : std::nullopt;
  if (!found || found->contact.phone != normalise_phone(asked.phone)) return Refusal{"public.code_wrong", clause::art_10_8, "/number", {{"hotline", our_hotline(call)}}};
  return *std::move(found);
}

template <std::size_t Min, std::size_t Max>
Result<Text<Min, Max>> text_of(const Form& form, const char* name) {
  const std::string field = std::string("/") + name;
  if (!is_valid_utf8(value_of(form, name))) return Refusal{"public.unreadable", "", field, {}};
  Text<Min, Max> text{clean_text(value_of(form, name), true)};
  if (text.value.empty() && Min > 0) return Refusal{"public.text_missing", "", field, {}};
  const std::size_t length = count_characters(text.value);
  if (length > Max) return Refusal{"public.too_long", "", field, {{"limit", std::to_string(Max)}, {"length", std::to_string(length)}}};
  return text;
}

Form form_of(const std::vector<http::Part>& parts) {
  Form form;
  for (const http::Part& part : parts)
    if (part.file_name.empty()) form.emplace_back(part.name, part.content);
  return form;
}

/// Words first: where they are refused, no photo is put on record either.
Result<Performed> supplement_with_photos(const CaseDesk& desk, CaseId id, const Text<1, 2000>& text, const std::vector<DraftPhoto>& photos,
                                         std::vector<Performed>& all) {
  Result<Performed> performed = perform(desk, id, 0, "add", [&text](const ServiceCase& c, const Situation& s) { return supplement(c, {text}, s); });
  if (!performed) return performed.refusal();
  all.push_back(*performed);
  for (const DraftPhoto& photo : photos) {
    performed = attach_photo(desk, id, photo);
    if (!performed) return performed.refusal();
    all.push_back(*performed);
  }
  return performed;
}

}  // namespace

data case_values(Api& api, const Call& call, db::Session& session, const ServiceCase& c, Language language) {
  const auto rulebook = api.house().rulebook_version(c.rulebook_version);
  const Names names{*call.organisation, *rulebook, language};
  data values = page_values(call.request);
  values.set("number", c.number);
  values.set("kind", names.kind(c.kind));
  values.set("category", names.category(c.category));
  set_state(values, c, names);
  set_answer(values, c, call.now, language);
  set_answerable(values, call, c, language);
  set_promises(values, call, c, language);
  set_story(values, session, c, names, call.now);
  return values;
}

void set_case_forms(Api& api, const Call& call, data& values, const ServiceCase& c, Language language) {
  const auto rulebook = api.house().rulebook_version(c.rulebook_version);
  set_stars(values, language);
  set_possible(values, c, customer_situation(call, *rulebook));
}

bool can_be_rated(Api& api, const Call& call, const ServiceCase& c) {
  const auto rulebook = api.house().rulebook_version(c.rulebook_version);
  return possible(rate(c, {5, {}}, customer_situation(call, *rulebook)));
}

Result<BoundRule> customer_rule(std::string_view verb, const Form& form) {
  if (verb == "rate") {
    const std::string stars = value_of(form, "stars");
    const auto words = text_of<0, 1000>(form, "words");
    if (!words) return words.refusal();
    const RatingInput input{stars.size() == 1 && stars[0] >= '1' && stars[0] <= '5' ? stars[0] - '0' : 0, *words};
    return BoundRule([input](const ServiceCase& c, const Situation& s) { return rate(c, input, s); });
  }
  if (verb == "add") {
    const auto words = text_of<1, 2000>(form, "text");
    if (!words) return words.refusal();
    return BoundRule([input = SupplementInput{*words}](const ServiceCase& c, const Situation& s) { return supplement(c, input, s); });
  }
  if (verb == "urge") {
    const auto words = text_of<0, 1000>(form, "text");
    if (!words) return words.refusal();
    // Who only presses the button is not given words; that he said nothing is told to those who work on it, in their language.
    const RemindInput input{Text<1, 1000>{words->value.empty() ? say("urge_without_words", Language::zh) : words->value}};
    return BoundRule([input](const ServiceCase& c, const Situation& s) { return remind(c, input, s); });
  }
  const auto text = text_of<1, 1000>(form, "text");
  if (!text) return text.refusal();
  if (verb == "reopen") return BoundRule([input = ReopenInput{*text}](const ServiceCase& c, const Situation& s) { return reopen(c, input, s); });
  SHOUWEN_CHECK(verb == "withdraw");
  return BoundRule([input = WithdrawInput{*text}](const ServiceCase& c, const Situation& s) { return withdraw(c, input, s); });
}

std::string done_words(std::string_view wanted, Language language) {
  if (wanted == "add") return say("done_add", language);
  for (const PublicVerb& verb : public_verbs())
    if (wanted == verb.name) return say(verb.done, language);
  return {};
}

const std::vector<PublicVerb>& public_verbs() {
  static const std::vector<PublicVerb> verbs = {
      {"urge", "public_urge", "The customer urges", clause::art_10_7, "done_urge"},
      {"rate", "public_rate", "The customer rates", clause::art_8, "done_rate"},
      {"reopen", "public_reopen", "Not solved", clause::art_10_1, "done_reopen"},
      {"withdraw", "public_withdraw", "The customer withdraws", clause::art_10_1, "done_withdraw"},
  };
  return verbs;
}

http::Response case_as_customer(Api& api, const Call& call, db::Session& session) {
  const Result<ServiceCase> found = readable_case(call, session, CaseId{call.id("case_id")});
  if (!found) return follow_page(api, call, {}, {found.refusal()});
  const data values = case_values(api, call, session, *found, wish_of(call.request).language);
  return write_page(api, call, {"case", found->number, 200, "/p/case"}, values);
}

/// Counted, since whoever tries numbers or links out reads what is others'; the answer stays the same.
void note_guess(Api& api, const Call& call) {
  const std::int64_t alarm_tries = call.rulebook->charges ? call.rulebook->charges->alarm_tries : 0;
  api.house().writer().run([&](db::Session& session) { note_wrong_code(session, GuessedCode::follow, {alarm_tries, *call.rulebook, *call.organisation}, call.now); });
}

http::Response not_found(Api& api, const Call& call, const Asked& asked, const Refusal& refusal) {
  note_guess(api, call);
  return follow_page(api, call, asked, {refusal});
}

http::Response follow_form(Api& api, const Call& call, db::Session& session) {
  const std::string number = clean_text(to_half_width(call.request.query_value("number").value_or("")), false);
  const auto receipt = call.request.query_value("receipt");
  if (!receipt) return follow_page(api, call, {number, "", ""}, {});
  const auto found = case_of_receipt(session, *receipt);
  if (!found) return not_found(api, call, {number, "", std::string(*receipt)}, Refusal{"public.receipt_wrong", clause::art_10_8, "/receipt", {{"hotline", our_hotline(call)}}});
  return open_case(api, call, found->id);
}

http::Response look_up(Api& api, const Call& call, db::Session& session) {
  const auto form = http::parse_form(call.request.body);
  if (!form) return follow_page(api, call, {}, {form.refusal()});
  const auto typed = [&form](const char* name) {
    const std::string given = value_of(*form, name);
    return is_valid_utf8(given) ? first_characters(clean_text(to_half_width(given), false), longest_typed) : std::string();
  };
  const Asked asked{typed("number"), typed("phone"), typed("receipt")};
  if (const auto refusal = refuse_incomplete(asked)) return follow_page(api, call, asked, {*refusal});
  const auto found = find_public(call, session, asked);
  // Whoever types a tip's code here meant the other page.
  for (const std::string* code : {&asked.number, &asked.receipt})
    if (!found && read_tip_code(*code).mistake == TipCodeMistake::none) return go_on("/p/tip");
  if (!found) return not_found(api, call, asked, found.refusal());
  return open_case(api, call, found->id);
}

http::Response followed_case(Api& api, const Call& call, db::Session& session) {
  const auto found = case_of_cookie(api, call, session);
  if (!found) return follow_page(api, call, {}, {Refusal{"public.key_expired", "", "", {}}});
  return case_page(api, call, session, *found, done_words(call.request.query_value("done").value_or(""), wish_of(call.request).language));
}

http::Response act(Api& api, const Call& call, db::Session& session, const PublicVerb& verb) {
  const auto form = http::parse_form(call.request.body);
  if (!form) return follow_page(api, call, {}, {form.refusal()});
  const auto id = case_of_key(api.house(), value_of(*form, "key"), call.now);
  const auto before = id ? load_case(session, *id) : std::nullopt;
  if (!before) return follow_page(api, call, {}, {Refusal{"public.key_expired", "", "", {}}});
  const Result<BoundRule> rule = customer_rule(verb.name, *form);
  const Sent sent{verb.name, *form};
  if (!rule) return refused_page(api, call, session, *before, sent, rule.refusal());
  const Result<Performed> performed = perform(desk_of(api.house(), call, session), *id, 0, verb.name, *rule);
  if (!performed) return refused_page(api, call, session, *before, sent, performed.refusal());
  announce(api, *performed);
  return open_case(api, call, *id, std::string("?done=") + verb.name);
}

http::Response add_to_case(Api& api, const Call& call, db::Session& session) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, photo_limit_bytes, 2 * photo_count_limit);
  if (!parts) return follow_page(api, call, {}, {parts.refusal()});
  const Form form = form_of(*parts);
  const auto id = case_of_key(api.house(), value_of(form, "key"), call.now);
  const auto before = id ? load_case(session, *id) : std::nullopt;
  if (!before) return follow_page(api, call, {}, {Refusal{"public.key_expired", "", "", {}}});
  const Sent sent{"add", form};
  const auto words = text_of<0, 2000>(form, "text");
  if (!words) return refused_page(api, call, session, *before, sent, words.refusal());
  const auto photos = keep_photos(*parts, api.house().folder(), photo_count_limit);
  if (!photos) return refused_page(api, call, session, *before, sent, photos.refusal());
  if (words->value.empty() && photos->empty()) return refused_page(api, call, session, *before, sent, {"public.text_missing", "", "/text", {}});
  const Text<1, 2000> text{words->value.empty() ? say("photos_only", Language::zh) : words->value};
  std::optional<Result<Performed>> performed;
  std::vector<Performed> all;
  api.house().writer().run([&](db::Session& writing) { performed = supplement_with_photos(desk_of(api.house(), call, writing), *id, text, *photos, all); });
  if (!*performed) return refused_page(api, call, session, *before, sent, performed->refusal());
  for (const Performed& one : all) api.house().hub().publish(live_event(one, call.rulebook, call.organisation));
  return open_case(api, call, *id, "?done=add");
}

}  // namespace shouwen
