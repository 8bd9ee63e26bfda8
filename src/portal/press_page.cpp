// Whom the press calls, a question that becomes a case, and answers that were made public. Art. 8.
#include "api/answers.h"
#include "cases/case_routes.h"
#include "http/multipart.h"
#include "http/uri.h"
#include "participation/participation_desk.h"
#include "portal/matter_parts.h"
#include "portal/open_form.h"
#include "portal/page_texts.h"
#include "portal/participation_pages.h"
#include "portal/public_words.h"
#include "portal/report_draft.h"
#include "portal/sent_case.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

/// From one address: an editorial office, not a script.
constexpr double form_burst = 6, form_per_minute = 1;
constexpr std::size_t outlet_limit = 60, name_limit = 40, phone_limit = 30, when_limit = 60, text_limit = 3000;

struct TypedQuestion {
  std::string outlet, name, phone, when, text, once;
};

TypedQuestion typed_in(const Form& form, std::vector<Refusal>& refusals) {
  TypedQuestion typed{typed_line(form, "outlet"), typed_line(form, "name"), typed_line(form, "phone"), typed_line(form, "when"), typed_text(form, "text"), value_of(form, "once")};
  check_length(refusals, typed.outlet, "outlet", outlet_limit, Needed::yes);
  check_length(refusals, typed.name, "name", name_limit, Needed::yes);
  check_length(refusals, typed.phone, "phone", phone_limit, Needed::yes);
  check_length(refusals, typed.when, "when", when_limit, Needed::no);
  check_length(refusals, typed.text, "text", text_limit, Needed::yes);
  return typed;
}

http::Response press_page(Api& api, const Call& call, db::Session& session, const TypedQuestion& typed, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  const ParticipationRules* rules = participation_rules(*call.rulebook);
  if (rules == nullptr) return nothing_here(api, call);
  data values = page_values(call.request);
  data contacts{data::type::list};
  for (const PressContact& contact : rules->press_contacts) {
    data row;
    row.set("name", language == Language::zh ? contact.name_zh : contact.name_en);
    row.set("hours", language == Language::zh ? contact.hours_zh : contact.hours_en);
    row.set("phone", contact.phone);
    contacts << row;
  }
  values.set("contacts", contacts);
  values.set("has_contacts", !rules->press_contacts.empty());
  for (const auto& [name, value] : {std::pair<const char*, const std::string&>{"outlet", typed.outlet}, {"name", typed.name}, {"phone", typed.phone}, {"when", typed.when}, {"text", typed.text}}) values.set(name, value);
  OpenForm::ask(values, api.house(), typed.once, call.now, language);
  set_matters(values, call, session, MatterKind::press_answer, "/p/press");
  set_errors(values, refusals, language);
  return write_page(api, call, {"press", say("press_title", language), refusals.empty() ? 200 : api::status_of(refusals.front()), "/p/press"}, values);
}

RegisterInput registration_of(const TypedQuestion& typed, const ParticipationRules& rules) {
  RegisterInput input;
  input.kind = CaseKind::inquiry;
  input.category = {rules.press_category};
  input.channel = Channel::media;
  input.contact.name = Line<0, 40>{typed.name};
  input.contact.phone = Line<0, 30>{typed.phone};
  // For those who work on it, in their language.
  input.text.value = say("press_case", Language::zh, {{"outlet", typed.outlet}}) + (typed.when.empty() ? "" : "\n" + say("press_case_when", Language::zh, {{"when", typed.when}})) + "\n\n" + typed.text;
  return input;
}

http::Response send(Api& api, const Call& call, db::Session& session, OpenForm& gate) {
  const ParticipationRules* rules = participation_rules(*call.rulebook);
  const auto form = http::parse_form(call.request.body);
  if (rules == nullptr) return nothing_here(api, call);
  if (!form) return press_page(api, call, session, {}, {form.refusal()});
  std::vector<Refusal> refusals;
  const TypedQuestion typed = typed_in(*form, refusals);
  if (!refusals.empty()) return press_page(api, call, session, typed, refusals);
  const auto once = gate.check(api.house(), *form, call.request.remote_address, call.now);
  if (!once) return press_page(api, call, session, typed, {once.refusal()});
  if (!sent_form(session, *once).empty()) return go_on("/p/press/received");
  const auto performed = perform_registration(desk_of(api.house(), call, session), registration_of(typed, *rules));
  if (!performed) return press_page(api, call, session, typed, {for_customer(performed.refusal())});
  announce(api, *performed);
  keep_sent_form(session, *once, "case", call.now);
  return go_on("/p/press/received", {sent_case_cookie(api.house(), call, {performed->after.number, performed->receipt})});
}

}  // namespace

void add_press_pages(Api& api) {
  api.read(participation_page("GET", "/p/press", "public_press", "Whom the press calls, and answers to its questions"), [&api](const Call& call, db::Session& session) { return press_page(api, call, session, {}, {}); });
  const auto gate = std::make_shared<OpenForm>(form_burst, form_per_minute);
  api.write(participation_page("POST", "/p/press", "public_ask_as_press", "A question of the press: a case like any other"), [&api, gate](const Call& call, db::Session& session) { return send(api, call, session, *gate); });
  api.read(participation_page("GET", "/p/press/received", "public_press_received", "Number and receipt"), [&api](const Call& call, db::Session&) { return sent_case_page(api, call, "/p/press"); });
}

}  // namespace shouwen
