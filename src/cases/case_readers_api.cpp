// "Why can X see this?": every officer's reasons to read a case, or the refusal that keeps it closed to him. And who may do
// what I may not: whom to ask.
#include <algorithm>

#include "cases/case_page.h"
#include "cases/case_routes.h"
#include "cases/situation.h"
#include "http/problem.h"
#include "regulation/clauses.h"

namespace shouwen {

struct CaseReaderView {
  OfficerId officer_id;
  std::string officer_name, unit_name;
  bool allowed = false;
  std::vector<WhyVisibleView> why_visible;
  std::optional<ActionRefusalView> refusal;
};
BOOST_DESCRIBE_STRUCT(CaseReaderView, (), (officer_id, officer_name, unit_name, allowed, why_visible, refusal))

struct ActingOfficerView {
  OfficerId officer_id;
  std::string officer_name, unit_name, phone;
};
BOOST_DESCRIBE_STRUCT(ActingOfficerView, (), (officer_id, officer_name, unit_name, phone))

namespace {

using api::Call;

CaseReaderView reader_view(const Call& call, const Officer& officer, const CaseFacts& facts) {
  const Unit* unit = call.organisation->unit(officer.unit_id);
  const Permission permission = may(*call.rulebook, *call.organisation, {Actor::Kind::officer, officer.id, {}}, "read_case", facts);
  CaseReaderView view{officer.id, officer.name, unit == nullptr ? "" : unit->name, permission.allowed, why_visible(call, permission), {}};
  if (!permission.allowed)
    view.refusal = ActionRefusalView{permission.refusal.code, permission.refusal.clause, http::refusal_text(permission.refusal, call.language)};
  return view;
}

constexpr std::size_t enough_to_ask = 5;

/// The nearest first: the holder, the handling unit, then everybody else.
int distance(const Officer& officer, const ServiceCase& service_case) {
  if (officer.id == service_case.responsible_officer_id) return 0;
  return officer.unit_id == service_case.handling_unit_id ? 1 : 2;
}

std::vector<ActingOfficerView> who_may(House& house, const Call& call, const ServiceCase& service_case, std::string_view verb) {
  const auto rulebook = house.rulebook_version(service_case.rulebook_version);
  std::vector<const Officer*> able;
  for (const Officer& officer : call.organisation->officers()) {
    const Situation situation{{Actor::Kind::officer, officer.id, {}}, call.now, *rulebook, *call.organisation, call.rulebook->calendars};
    const bool present = officer.active && !call.organisation->is_absent(officer.id, call.now);
    if (present && is_possible(verb, service_case, situation, *call.rulebook)) able.push_back(&officer);
  }
  std::stable_sort(able.begin(), able.end(), [&](const Officer* a, const Officer* b) { return distance(*a, service_case) < distance(*b, service_case); });
  if (able.size() > enough_to_ask) able.resize(enough_to_ask);
  std::vector<ActingOfficerView> views;
  for (const Officer* officer : able) {
    const Unit* unit = call.organisation->unit(officer->unit_id);
    views.push_back({officer->id, officer->name, unit == nullptr ? "" : unit->name, officer->phone.empty() && unit != nullptr ? unit->phone : officer->phone});
  }
  return views;
}

}  // namespace

void add_case_readers_api(api::Api& api) {
  auto readers = case_operation("GET", "/api/v1/cases/{case_id}/readers", "list_case_readers", "Who may read a case, and why", clause::art_6);
  readers.response_body = json::schema_of<api::Page<CaseReaderView>>();
  readers.query = {{"officer_id", "only this officer, also if he may not", R"({"type":"integer"})"}};
  api.read(std::move(readers), [](const Call& call, db::Session& session) {
    const auto wanted = api::query_number(call, "officer_id");
    if (!wanted) return refused(call, wanted.refusal());
    const Result<ServiceCase> found = readable_case(call, session, CaseId{call.id("case_id")});
    if (!found) return refused(call, found.refusal());
    const CaseFacts facts = facts_of(*found);
    api::Page<CaseReaderView> page;
    for (const Officer& officer : call.organisation->officers()) {
      if (!officer.active || (*wanted && officer.id.value != **wanted)) continue;
      CaseReaderView view = reader_view(call, officer, facts);
      if (view.allowed || *wanted) page.items.push_back(std::move(view));
    }
    return api::answer(page);
  });

  auto actors = case_operation("GET", "/api/v1/cases/{case_id}/actions/{verb}/officers", "list_acting_officers", "Who could do this now: whom to ask", clause::art_10_7);
  actors.response_body = json::schema_of<api::Page<ActingOfficerView>>();
  api.read(std::move(actors), [&api](const Call& call, db::Session& session) {
    const Result<ServiceCase> found = readable_case(call, session, CaseId{call.id("case_id")});
    if (!found) return refused(call, found.refusal());
    return api::answer(api::Page<ActingOfficerView>{who_may(api.house(), call, *found, call.request.parameter("verb")), {}});
  });
}

}  // namespace shouwen
