// Looking a case up, telling its story without inner matters, and the customer's verbs.
#include "portal/public_case.h"

#include "api/answers.h"
#include "cases/case_routes.h"
#include "cases/case_words.h"
#include "cases/follow_up.h"
#include "cases/oversight.h"
#include "cases/work.h"
#include "http/multipart.h"
#include "http/problem.h"
#include "portal/page_writer.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using kainjow::mustache::data;
using Form = std::vector<std::pair<std::string, std::string>>;

constexpr std::int64_t key_lives_seconds = 3600;

std::string value_of(const Form& form, std::string_view name) {
  for (const auto& [key, value] : form)
    if (key == name) return value;
  return {};
}

std::string key_for(const House& house, CaseId id, Instant now) {
  return house.key().seal("public_case", std::to_string(id.value) + " " + std::to_string(now.seconds + key_lives_seconds));
}

std::optional<CaseId> case_of_key(const House& house, const std::string& key, Instant now) {
  const auto plain = house.key().unseal("public_case", key);
  if (!plain) return std::nullopt;
  const std::size_t space = plain->find(' ');
  if (std::stoll(plain->substr(space + 1)) < now.seconds) return std::nullopt;
  return CaseId{std::stoll(plain->substr(0, space))};
}

std::string shown_time(Instant at) { return to_iso(at).substr(0, 16).replace(10, 1, " "); }

/// What the customer reads of an event; nothing for inner matters.
std::optional<std::string> public_words(const CaseEvent& event, const Names& names) {
  const bool zh = names.language == http::Language::zh;
  if (const auto* e = std::get_if<Registered>(&event.body)) return e->text;
  if (const auto* e = std::get_if<Replied>(&event.body)) return e->text;
  if (const auto* e = std::get_if<ExplainedOutOfScope>(&event.body)) return e->text;
  if (const auto* e = std::get_if<ProgressReported>(&event.body)) return e->text;
  if (const auto* e = std::get_if<Accepted>(&event.body)) return (zh ? "现由" : "Now with ") + names.unit(e->unit_id) + (zh ? "承办。" : ".");
  if (const auto* e = std::get_if<Ruled>(&event.body)) return (zh ? "局办公室确定由" : "The bureau office gave it to ") + names.unit(e->unit_id) + (zh ? "承办。" : ".");
  if (const auto* e = std::get_if<Suspended>(&event.body)) return e->suspension.asked_for;
  if (std::get_if<Resumed>(&event.body)) return std::string();
  if (const auto* e = std::get_if<Arrived>(&event.body)) return e->place;
  if (std::get_if<FollowedUp>(&event.body)) return std::string();
  if (std::get_if<Closed>(&event.body)) return std::string();
  if (const auto* e = std::get_if<Reopened>(&event.body)) return e->reason;
  if (const auto* e = std::get_if<Supplemented>(&event.body)) return e->text;
  if (const auto* e = std::get_if<Rated>(&event.body)) return e->words;
  if (const auto* e = std::get_if<Withdrawn>(&event.body)) return e->reason;
  if (const auto* e = std::get_if<Reminded>(&event.body); e != nullptr && e->by_customer) return e->text;
  return std::nullopt;
}

bool possible(const Decision& decision) { return !decision.refused() || !decision.refusal().field.empty(); }

void set_possible(data& values, const ServiceCase& c, const Situation& situation) {
  const RatingInput five{5, {}};
  values.set("can_add", possible(supplement(c, {}, situation)));
  values.set("can_urge", possible(remind(c, {}, situation)));
  values.set("can_rate", possible(rate(c, five, situation)));
  values.set("can_reopen", possible(reopen(c, {}, situation)));
  values.set("can_withdraw", possible(withdraw(c, {}, situation)));
}

http::Response case_page(Api& api, const Call& call, db::Session& session, const ServiceCase& c, const std::string& done, const std::vector<Refusal>& refusals) {
  const http::Language language = page_language(call.request);
  const auto rulebook = api.house().rulebook_version(c.rulebook_version);
  const Names names{*call.organisation, *rulebook, language};
  data values = page_data(call.request);
  values.set("number", c.number);
  values.set("key", key_for(api.house(), c.id, call.now));
  values.set("stage", words_of(c.stage, language));
  values.set("stage_code", c.lives() ? "open" : "closed");
  if (c.suspension) values.set("waiting", page_text("waiting_customer", language));
  values.set("kind", names.kind(c.kind));
  values.set("category", names.category(c.category));
  values.set("first_contact", names.officer(c.first_contact_id));
  values.set("first_unit", names.unit(c.first_contact_unit_id));
  values.set("unit", names.unit(c.handling_unit_id));
  if (const Unit* unit = call.organisation->unit(c.handling_unit_id); unit != nullptr && !unit->phone.empty()) values.set("unit_phone", unit->phone);
  if (const Duty* duty = c.open_duty(DutyKind::reply)) {
    values.set("due", shown_time(duty->due_at));
    values.set("overdue", call.now > duty->due_at);
  }
  data story{data::type::list};
  for (const CaseEvent& event : load_events(session, c.id))
    if (const auto words = public_words(event, names)) {
      data row;
      row.set("at", shown_time(event.at));
      row.set("title", title_of(event.body, language));
      row.set("text", *words);
      story << row;
    }
  values.set("story", story);
  data stars{data::type::list};
  for (const char* value : {"5", "4", "3", "2", "1"}) {
    data row;
    row.set("value", value);
    row.set("words", page_text(std::string("star_") + value, language));
    stars << row;
  }
  values.set("stars", stars);
  const Situation situation{{Actor::Kind::customer, {}, {}}, call.now, *rulebook, *call.organisation};
  set_possible(values, c, situation);
  if (!done.empty()) values.set("done", done);
  values.set("has_errors", !refusals.empty());
  values.set("errors", page_errors(refusals, language));
  return page(call.request, api.house().bureau_name(), "case", c.number, values, refusals.empty() ? 200 : 422);
}

http::Response follow_page(Api& api, const Call& call, const std::string& number, const std::vector<Refusal>& refusals) {
  const http::Language language = page_language(call.request);
  data values = page_data(call.request);
  values.set("number", number);
  values.set("has_errors", !refusals.empty());
  values.set("errors", page_errors(refusals, language));
  return page(call.request, api.house().bureau_name(), "follow", page_text("follow", language), values, refusals.empty() ? 200 : 422);
}

/// The answer is the same whether the number is unknown or the phone is wrong: nobody can try numbers out.
std::optional<ServiceCase> find_public(db::Session& session, const std::string& number, const std::string& phone) {
  const std::string digits = normalise_phone(number);
  if (is_case_number(digits)) {
    const auto id = find_case_by_number(session, digits);
    auto found = id ? load_case(session, *id) : std::nullopt;
    const std::string given = normalise_phone(phone);
    if (!found || given.empty() || found->contact.phone != given) return std::nullopt;
    return found;
  }
  const auto id = find_case_by_receipt(session, number);
  return id ? load_case(session, *id) : std::nullopt;
}

template <std::size_t Min, std::size_t Max>
Result<Text<Min, Max>> text_of(const Form& form, const char* name) {
  Text<Min, Max> text{clean_text(value_of(form, name), true)};
  const std::string field = std::string("/") + name;
  if (!is_valid_utf8(value_of(form, name))) return Refusal{"body.bad_text", "", field, {}};
  if (text.value.empty() && Min > 0) return Refusal{"body.empty", "", field, {{"limit", std::to_string(Min)}}};
  const std::size_t length = count_characters(text.value);
  if (length > Max) return Refusal{"body.too_long", "", field, {{"limit", std::to_string(Max)}, {"length", std::to_string(length)}}};
  return text;
}

Result<BoundRule> rule_of(std::string_view verb, const Form& form) {
  if (verb == "rate") {
    const std::string stars = value_of(form, "stars");
    const auto words = text_of<0, 1000>(form, "words");
    if (!words) return words.refusal();
    const RatingInput input{stars.size() == 1 && stars[0] >= '1' && stars[0] <= '5' ? stars[0] - '0' : 0, *words};
    return BoundRule([input](const ServiceCase& c, const Situation& s) { return rate(c, input, s); });
  }
  if (verb == "add") {
    const auto text = text_of<1, 2000>(form, "text");
    if (!text) return text.refusal();
    return BoundRule([input = SupplementInput{*text}](const ServiceCase& c, const Situation& s) { return supplement(c, input, s); });
  }
  const auto text = text_of<1, 1000>(form, "text");
  if (!text) return text.refusal();
  if (verb == "urge") return BoundRule([input = RemindInput{*text}](const ServiceCase& c, const Situation& s) { return remind(c, input, s); });
  if (verb == "reopen") return BoundRule([input = ReopenInput{*text}](const ServiceCase& c, const Situation& s) { return reopen(c, input, s); });
  SHOUWEN_CHECK(verb == "withdraw");
  return BoundRule([input = WithdrawInput{*text}](const ServiceCase& c, const Situation& s) { return withdraw(c, input, s); });
}

}  // namespace

const std::vector<PublicVerb>& public_verbs() {
  static const std::vector<PublicVerb> verbs = {
      {"add", "public_add", "The customer adds something", clause::art_10_1},
      {"urge", "public_urge", "The customer urges", clause::art_10_7},
      {"rate", "public_rate", "The customer rates", clause::art_8},
      {"reopen", "public_reopen", "Not solved", clause::art_10_1},
      {"withdraw", "public_withdraw", "The customer withdraws", clause::art_10_1},
  };
  return verbs;
}

http::Response follow_form(Api& api, const Call& call) {
  return follow_page(api, call, std::string(call.request.query_value("number").value_or("")), {});
}

http::Response look_up(Api& api, const Call& call, db::Session& session) {
  const auto form = http::parse_form(call.request.body);
  if (!form) return follow_page(api, call, "", {form.refusal()});
  const std::string number = clean_text(to_half_width(value_of(*form, "number")), false);
  const auto found = find_public(session, number, value_of(*form, "phone"));
  if (!found) return follow_page(api, call, number, {Refusal{"public.code_wrong", clause::art_10_8, "/number", {}}});
  return case_page(api, call, session, *found, "", {});
}

http::Response act(Api& api, const Call& call, db::Session& session, const PublicVerb& verb) {
  const auto form = http::parse_form(call.request.body);
  if (!form) return follow_page(api, call, "", {form.refusal()});
  const auto id = case_of_key(api.house(), value_of(*form, "key"), call.now);
  const auto before = id ? load_case(session, *id) : std::nullopt;
  if (!before) return follow_page(api, call, "", {Refusal{"public.key_expired", "", "", {}}});
  const Result<BoundRule> rule = rule_of(verb.name, *form);
  if (!rule) return case_page(api, call, session, *before, "", {rule.refusal()});
  const Result<Performed> performed = perform(desk_of(api.house(), call, session), *id, 0, verb.name, *rule);
  if (!performed) return case_page(api, call, session, *before, "", {performed.refusal()});
  announce(api, *performed);
  return case_page(api, call, session, performed->after, page_text(std::string("done_") + verb.name, page_language(call.request)), {});
}

}  // namespace shouwen
