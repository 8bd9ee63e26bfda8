// Social supervisors: who they are and what they told, and each one's own page behind his link. Art. 8, R-REP-10.
#include "api/answers.h"
#include "cases/attachment_store.h"
#include "cases/case_routes.h"
#include "http/multipart.h"
#include "participation/participation_desk.h"
#include "portal/matter_parts.h"
#include "portal/open_form.h"
#include "portal/page_texts.h"
#include "portal/participation_pages.h"
#include "portal/photo_upload.h"
#include "portal/public_words.h"
#include "portal/sent_case.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

/// By a personal link: a day of looking around, not a script.
constexpr double report_burst = 10, report_per_minute = 2;
constexpr std::size_t text_limit = 3000, meetings_shown = 10;
constexpr std::int64_t reports_shown = 30;

http::Response supervisors_page(Api& api, const Call& call, db::Session& session) {
  const Language language = wish_of(call.request).language;
  const Date today = local_date(call.now);
  data values = page_values(call.request);
  data people{data::type::list}, meetings{data::type::list};
  for (const SocialSupervisor& supervisor : list_supervisors(session)) {
    if (!supervisor.in_term(today)) continue;
    data row;
    row.set("name", supervisor.person.name.value);
    row.set("trade", supervisor.person.trade.value);
    row.set("term", say("plan_term", language, {{"from", public_date(supervisor.person.from, language)}, {"to", public_date(supervisor.person.to, language)}}));
    row.set("appointed_by", supervisor.person.appointed_by.value);
    people << row;
  }
  const auto held = list_meetings(session);
  for (std::size_t i = 0; i < std::min(held.size(), meetings_shown); ++i) {
    data row;
    row.set("day", public_date(held[i].held_on, language));
    row.set("place", held[i].place);
    row.set("summary", held[i].summary);
    row.set("attended", say("meeting_attended", language, {{"n", std::to_string(held[i].attended)}}));
    row.set("hash", held[i].minutes.hash);
    meetings << row;
  }
  values.set("has_people", !people.list_value().empty());
  values.set("people", people);
  values.set("has_meetings", !held.empty());
  values.set("meetings", meetings);
  set_matters(values, call, session, MatterKind::supervisor_report, "/p/supervisors");
  return write_page(api, call, {"supervisors", say("supervisors_title", language)}, values);
}

struct TypedReport {
  std::string kind, text, once;
};

std::string path_of(const Call& call) { return "/p/supervisor/" + std::string(call.request.parameter("token")); }

/// The supervisor of the link, while his term runs.
std::optional<SocialSupervisor> supervisor_of(const Call& call, db::Session& session) {
  const auto id = find_supervisor_by_link(session, call.request.parameter("token"));
  auto supervisor = id ? load_supervisor(session, *id) : std::nullopt;
  const bool holds = supervisor && supervisor->in_term(local_date(call.now)) && participation_rules(*call.rulebook) != nullptr;
  return holds ? std::move(supervisor) : std::nullopt;
}

http::Response no_link(Api& api, const Call& call) {
  const Language language = wish_of(call.request).language;
  return told_page(api, call, say("supervisor_link_unknown", language), say("supervisor_link_unknown_means", language), 404);
}

http::Response own_page(Api& api, const Call& call, db::Session& session, const SocialSupervisor& supervisor, const TypedReport& typed, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  values.set("path", path_of(call));
  values.set("greeting", say("supervisor_greeting", language, {{"name", supervisor.person.name.value}}));
  values.set("term", say("plan_term", language, {{"from", public_date(supervisor.person.from, language)}, {"to", public_date(supervisor.person.to, language)}}));
  values.set("is_suggestion", typed.kind == "suggestion");
  values.set("is_complaint", typed.kind == "complaint");
  values.set("text", typed.text);
  data rows{data::type::list};
  for (const SupervisorReport& report : supervisor_reports(session, supervisor.id, reports_shown)) {
    const auto c = load_case(session, report.case_id);
    if (!c) continue;
    data row;
    row.set("number", c->number);
    row.set("day", public_date(local_date(report.at), language));
    row.set("state", short_state(*c, language));
    if (!c->replies.empty()) row.set("reply", c->replies.back().text);
    rows << row;
  }
  values.set("has_reports", !rows.list_value().empty());
  values.set("reports", rows);
  OpenForm::ask(values, api.house(), typed.once, call.now, language);
  set_errors(values, refusals, language);
  return write_page(api, call, {"supervisor_own", say("supervisor_own", language), refusals.empty() ? 200 : api::status_of(refusals.front()), path_of(call)}, values);
}

RegisterInput registration_of(const TypedReport& typed, const SocialSupervisor& supervisor, const ParticipationRules& rules) {
  RegisterInput input;
  const bool complaint = typed.kind == "complaint";
  input.kind = complaint ? CaseKind::complaint : CaseKind::suggestion;
  input.category = {complaint ? rules.complaint_category : rules.suggestion_category};
  input.channel = Channel::web;
  input.contact.name = Line<0, 40>{supervisor.person.name.value};
  input.contact.phone = Line<0, 30>{supervisor.person.phone.value};
  input.text.value = say("supervisor_case", Language::zh) + "\n\n" + typed.text;
  return input;
}

/// The case, its photos and the supervisor's own record, or none of them.
struct Registered {
  std::vector<Performed> performed;
  std::optional<Refusal> refusal;
};
Registered register_report(Api& api, const Call& call, db::Session& writing, SocialSupervisorId id, const TypedReport& typed, const std::vector<DraftPhoto>& photos) {
  const ParticipationRules& rules = *participation_rules(*call.rulebook);
  const auto supervisor = load_supervisor(writing, id);
  const CaseDesk desk = desk_of(api.house(), call, writing);
  Registered done;
  // Asked before anything is written: the term may have ended while he typed.
  const SupervisorSituation situation{OfficerId{}, call.now, rules};
  if (const auto allowed = report_as_supervisor(*supervisor, CaseId{1}, situation); !allowed) return {{}, allowed.refusal()};
  auto registered = perform_registration(desk, registration_of(typed, *supervisor, rules));
  if (!registered) return {{}, for_customer(registered.refusal())};
  const CaseId case_id = registered->after.id;
  done.performed.push_back(*std::move(registered));
  for (const DraftPhoto& photo : photos)
    if (auto attached = attach_photo(desk, case_id, photo)) done.performed.push_back(*std::move(attached));
  save_supervisor(writing, *supervisor, *report_as_supervisor(*supervisor, case_id, situation), call.rulebook->version);
  return done;
}

http::Response send(Api& api, const Call& call, db::Session& session, OpenForm& gate) {
  const auto supervisor = supervisor_of(call, session);
  if (!supervisor) return no_link(api, call);
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, photo_limit_bytes, 2 * photo_count_limit + 8);
  if (!parts) return own_page(api, call, session, *supervisor, {}, {parts.refusal()});
  const Form form = fields_of(*parts);
  std::vector<Refusal> refusals;
  const TypedReport typed{typed_line(form, "kind"), typed_text(form, "text"), value_of(form, "once")};
  const auto again = [&](std::vector<Refusal> found) { return own_page(api, call, session, *supervisor, typed, found); };
  if (typed.kind != "suggestion" && typed.kind != "complaint") refusals.push_back({"public.choose_one", "", "/kind", {}});
  check_length(refusals, typed.text, "text", text_limit, Needed::yes);
  const auto cleaned = without_traces(*parts);
  if (!cleaned) refusals.push_back(cleaned.refusal());
  if (!refusals.empty()) return again(refusals);
  const auto once = gate.check(api.house(), form, call.request.remote_address, call.now);
  if (!once) return again({once.refusal()});
  const auto photos = keep_photos(*cleaned, api.house().folder(), photo_count_limit);
  if (!photos) return again({photos.refusal()});
  Registered registered;
  bool repeated = false;
  api.house().writer().run([&](db::Session& writing) {
    repeated = !sent_form(writing, *once).empty();
    if (repeated) return;
    registered = register_report(api, call, writing, supervisor->id, typed, *photos);
    if (!registered.refusal) keep_sent_form(writing, *once, "case", call.now);
  });
  if (registered.refusal) return again({*registered.refusal});
  for (const Performed& one : registered.performed) api.house().hub().publish(live_event(one, call.rulebook, call.organisation));
  if (repeated) return go_on(path_of(call) + "/received");
  return go_on(path_of(call) + "/received", {sent_case_cookie(api.house(), call, {registered.performed.front().after.number, registered.performed.front().receipt})});
}

}  // namespace

void add_supervisor_pages(Api& api) {
  api.read(participation_page("GET", "/p/supervisors", "public_supervisors", "Social supervisors, their meetings, their reports and what became of each"),
           [&api](const Call& call, db::Session& session) { return supervisors_page(api, call, session); });
  api.read(participation_page("GET", "/p/supervisor/{token}", "public_supervisor", "A social supervisor's own page"), [&api](const Call& call, db::Session& session) {
    const auto supervisor = supervisor_of(call, session);
    return supervisor ? own_page(api, call, session, *supervisor, {}, {}) : no_link(api, call);
  });
  auto sending = participation_page("POST", "/p/supervisor/{token}", "public_report_as_supervisor", "A report of a social supervisor: a case like any other");
  sending.request_content_type = "multipart/form-data";
  const auto gate = std::make_shared<OpenForm>(report_burst, report_per_minute);
  api.slow(sending, [&api, gate](const Call& call, db::Session& session) { return send(api, call, session, *gate); });
  api.read(participation_page("GET", "/p/supervisor/{token}/received", "public_supervisor_received", "Number and receipt of a report"), [&api](const Call& call, db::Session& session) {
    return supervisor_of(call, session) ? sent_case_page(api, call, path_of(call)) : no_link(api, call);
  });
}

}  // namespace shouwen
