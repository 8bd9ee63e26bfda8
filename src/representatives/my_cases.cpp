// His customer's cases as the public status page shows them, and a new matter. Arts. 10(1), 10(8), 11(4).
#include "cases/case_routes.h"
#include "cases/case_words.h"
#include "http/multipart.h"
#include "portal/public_case.h"
#include "portal/public_status.h"
#include "regulation/clauses.h"
#include "representatives/my_lists.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::size_t text_limit = 3800, address_limit = 200;

const Refusal case_unknown{"case.unknown", "", "", {}};

std::string state_words(const ServiceCase& c, Language language) {
  switch (public_state(c)) {
    case PublicState::working: return say("state_working", language);
    case PublicState::offered: return say("state_offered", language);
    case PublicState::asking_office: return say("state_asking_office", language);
    case PublicState::waiting: return say("state_waiting", language);
    case PublicState::answered: return say("state_answered", language);
    case PublicState::out_of_scope: return say("state_out_of_scope", language);
    case PublicState::withdrawn: return say("state_withdrawn", language);
    case PublicState::closed: return say("state_closed", language);
  }
  return {};
}

http::Response list(Api& api, const Call& call, db::Session& session, const Me& me) {
  const Language language = wish_of(call.request).language;
  data values = my_values(call, &me, MyPart::cases);
  data rows{data::type::list};
  const auto cases = his_cases(call, session, me);
  for (const ServiceCase& c : cases) {
    const Names names{*call.organisation, *call.rulebook, language};
    data row;
    row.set("id", std::to_string(c.id.value));
    row.set("number", c.number);
    row.set("what", names.kind(c.kind) + " · " + names.category(c.category));
    row.set("state", state_words(c, language));
    row.set("at", public_time(c.registered_at, call.now, language));
    row.set("rate", can_be_rated(api, call, c));
    rows << row;
  }
  values.set("cases", rows);
  values.set("none", cases.empty());
  return my_page(api, call, {"cases", MyPart::cases}, values);
}

http::Response one(Api& api, const Call& call, db::Session& session, const Me& me, const ServiceCase& c, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  const std::string path = "/p/my/cases/" + std::to_string(c.id.value);
  data values = case_values(api, call, session, c, language);
  const data mine = my_values(call, &me, MyPart::cases);
  for (const char* name : {"m", "part_nav", "csrf", "nav"}) values.set(name, *mine.get(name));
  values.set("path", path);
  set_case_forms(api, call, values, c, language);
  if (const std::string done = done_words(call.request.query_value("done").value_or(""), language); !done.empty()) values.set("done", done);
  return my_page(api, call, {"case", MyPart::cases, refusals, {}, path}, values);
}

/// The case of the address, if it is his; another's is as unknown as none.
std::optional<ServiceCase> case_of_path(const Call& call, db::Session& session, const Me& me) {
  auto found = load_case(session, CaseId{call.id("case_id")});
  return found && is_his_case(call, session, *found, me) ? std::move(found) : std::nullopt;
}

CaseDesk customer_desk(Api& api, const Call& call, db::Session& session) {
  CaseDesk desk = desk_of(api.house(), call, session);
  desk.actor = {Actor::Kind::customer, {}, {}};
  return desk;
}

http::Response act(Api& api, const Call& call, db::Session& session, const Me& me, const Form& form, const char* verb) {
  const auto before = case_of_path(call, session, me);
  if (!before) return my_refusal(call, case_unknown);
  const Result<BoundRule> rule = customer_rule(verb, form);
  if (!rule) return one(api, call, session, me, *before, {rule.refusal()});
  const Result<Performed> performed = perform(customer_desk(api, call, session), before->id, 0, verb, *rule);
  if (!performed) return one(api, call, session, me, *before, {performed.refusal()});
  announce(api, *performed);
  return go_on("/p/my/cases/" + std::to_string(before->id.value) + "?done=" + verb);
}

/// A tip-off is not made under one's name here: the public pages take it anonymously.
bool is_offered(const CaseCategory& category) { return !category.internal && category.kind != CaseKind::tip_off; }

void set_choices(data& values, const Rulebook& rulebook, const std::string& chosen, Language language) {
  const bool zh = language == Language::zh;
  data groups{data::type::list};
  for (const KindRule& kind : rulebook.kinds) {
    data choices{data::type::list};
    bool any = false;
    for (const CaseCategory& category : rulebook.categories) {
      if (category.kind != kind.kind || !is_offered(category)) continue;
      data choice;
      choice.set("code", category.code);
      choice.set("name", zh ? category.name_zh : category.name_en);
      choice.set("chosen", category.code == chosen);
      choices << choice;
      any = true;
    }
    if (!any) continue;
    data group;
    group.set("kind", zh ? kind.name_zh : kind.name_en);
    group.set("choices", choices);
    groups << group;
  }
  values.set("groups", groups);
}

http::Response matter_page(Api& api, const Call& call, const Me& me, const Form& typed, const std::vector<Refusal>& refusals) {
  data values = my_values(call, &me, MyPart::cases);
  set_choices(values, *call.rulebook, value_of(typed, "category"), wish_of(call.request).language);
  values.set("text", my_field(typed, "text", text_limit, true).refused() ? std::string() : *my_field(typed, "text", text_limit, true));
  values.set("address", typed.empty() ? me.file.address.value : value_of(typed, "address"));
  return my_page(api, call, {"matter", MyPart::cases, refusals, {}, "/p/my/matters"}, values);
}

/// Who is asked is answerable (art. 10(1)): he turns to his account manager. A complaint may be about that manager, so it goes to
/// whoever is on duty for the public.
OfficerId first_contact_of(const Call& call, db::Session& session, const Me& me, CaseKind kind) {
  const OfficerId manager = MyManager(call, session, me.file.id).answerable.officer_id;
  if (manager && kind != CaseKind::complaint) return manager;
  return public_first_contact(session, *call.organisation, *call.rulebook, call.now);
}

http::Response register_matter(Api& api, const Call& call, db::Session& session, const Me& me, const Form& form) {
  const auto text = my_field(form, "text", text_limit, true), address = my_field(form, "address", address_limit, false);
  const CaseCategory* category = call.rulebook->category(value_of(form, "category"));
  std::vector<Refusal> refusals;
  if (category == nullptr || !is_offered(*category)) refusals.push_back({"public.choose_one", "", "/category", {}});
  if (!text) refusals.push_back(text.refusal());
  else if (text->empty()) refusals.push_back({"public.text_missing", "", "/text", {}});
  if (!address) refusals.push_back(address.refusal());
  if (!refusals.empty()) return matter_page(api, call, me, form, refusals);
  RegisterInput input;
  input.kind = category->kind;
  input.category.value = category->code;
  input.channel = Channel::web;
  input.area = me.file.area;
  input.contact.name = Line<0, 40>{me.entry().name.value};
  input.contact.phone = Line<0, 30>{me.entry().phone.value};
  input.contact.address = Line<0, 200>{*address};
  input.contact.customer_id = me.file.id;
  input.text.value = *text;
  const Result<Performed> performed = perform_registration_with(customer_desk(api, call, session), input, first_contact_of(call, session, me, input.kind));
  if (!performed) return matter_page(api, call, me, form, {performed.refusal()});
  announce(api, *performed);
  return go_on("/p/my/cases/" + std::to_string(performed->after.id.value));
}

struct CaseVerbRoute {
  const char* verb;
  const char* pattern;
  const char* operation_id;
  const char* clause;
};
constexpr CaseVerbRoute verb_routes[] = {{"add", "/p/my/cases/{case_id}/add", "my_case_add", clause::art_10_1},
                                         {"urge", "/p/my/cases/{case_id}/urge", "my_case_urge", clause::art_10_7},
                                         {"rate", "/p/my/cases/{case_id}/rate", "my_case_rate", clause::art_8},
                                         {"reopen", "/p/my/cases/{case_id}/reopen", "my_case_reopen", clause::art_10_1},
                                         {"withdraw", "/p/my/cases/{case_id}/withdraw", "my_case_withdraw", clause::art_10_1}};

}  // namespace

void add_my_cases(Api& api) {
  api.read(my_operation("GET", "/p/my/cases", "my_cases", "The customer's cases", clause::art_10_8), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) { return list(api, call, session, me); });
  });
  api.read(my_operation("GET", "/p/my/cases/{case_id}", "my_case", "How one of them stands", clause::art_10_8), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) {
      const auto found = case_of_path(call, session, me);
      return found ? one(api, call, session, me, *found, {}) : my_refusal(call, case_unknown);
    });
  });
  for (const CaseVerbRoute& route : verb_routes)
    api.write(my_operation("POST", route.pattern, route.operation_id, "The customer's verb on his case", route.clause), [&api, verb = route.verb](const Call& call, db::Session& session) {
      return with_my_form(call, session, [&](const Me& me, const Form& form) { return act(api, call, session, me, form, verb); });
    });
  api.read(my_operation("GET", "/p/my/matters", "my_matter_form", "A new matter", clause::art_10_1), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) { return matter_page(api, call, me, {}, {}); });
  });
  api.write(my_operation("POST", "/p/my/matters", "my_matter", "It is registered; the account manager is answerable", clause::art_10_1), [&api](const Call& call, db::Session& session) {
    return with_my_form(call, session, [&](const Me& me, const Form& form) { return register_matter(api, call, session, me, form); });
  });
}

}  // namespace shouwen
