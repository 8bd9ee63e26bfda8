// Who carries how much in the reader's units, and whom a case is suggested to, each reason in words.
#include <fmt/format.h>

#include "cases/case_page.h"
#include "cases/case_routes.h"
#include "cases/load_lists.h"
#include "http/problem.h"
#include "regulation/clauses.h"

namespace shouwen {

struct OfficerLoadView {
  OfficerId officer_id;
  std::string officer_name, unit_name, post_name;
  std::int64_t open = 0, due_today = 0, overdue = 0;
  std::optional<std::int64_t> points;  ///< in the rulebook's weights
  bool absent = false;
  std::optional<std::string> deputy_name;
};
BOOST_DESCRIBE_STRUCT(OfficerLoadView, (), (officer_id, officer_name, unit_name, post_name, open, due_today, overdue, points, absent, deputy_name))

struct AssigneeReasonView {
  std::string text, clause;
};
BOOST_DESCRIBE_STRUCT(AssigneeReasonView, (), (text, clause))
struct AssigneeView {
  OfficerLoadView load;
  bool suggested = false;
  bool allowed = false;  ///< nothing speaks against him
  std::int64_t points = 0;
  std::vector<AssigneeReasonView> reasons, against;
};
BOOST_DESCRIBE_STRUCT(AssigneeView, (), (load, suggested, allowed, points, reasons, against))

namespace {

using api::Call;

OfficerLoadView load_view(const Call& call, const OfficerLoad& load) {
  OfficerLoadView view;
  view.officer_id = load.officer_id;
  view.open = load.open;
  view.due_today = load.due_today;
  view.overdue = load.overdue;
  if (call.rulebook->assignment) view.points = load_points(load, *call.rulebook->assignment);
  const Officer* officer = call.organisation->officer(load.officer_id);
  if (officer == nullptr) return view;
  view.officer_name = officer->name;
  view.post_name = officer->post_name;
  if (const Unit* unit = call.organisation->unit(officer->unit_id)) view.unit_name = unit->name;
  view.absent = !officer->active || call.organisation->is_absent(officer->id, call.now);
  if (const Officer* deputy = call.organisation->officer(officer->deputy_id)) view.deputy_name = deputy->name;
  return view;
}

/// Everybody of the reader's units, and whoever else holds a case of theirs.
std::map<OfficerId, OfficerLoad> loads_of(const Call& call, db::Session& session) {
  const Reader reader = reader_of(*call.rulebook, *call.organisation, call.actor);
  std::map<OfficerId, OfficerLoad> loads = unit_loads(session, reader, call.now);
  const std::vector<UnitId> units = own_units(reader);
  for (const Officer& officer : call.organisation->officers())
    if (officer.active && std::find(units.begin(), units.end(), officer.unit_id) != units.end()) loads[officer.id].officer_id = officer.id;
  return loads;
}

http::Response loads_answer(const Call& call, db::Session& session) {
  api::Page<OfficerLoadView> page;
  for (const auto& [officer, load] : loads_of(call, session)) page.items.push_back(load_view(call, load));
  std::stable_sort(page.items.begin(), page.items.end(), [](const OfficerLoadView& one, const OfficerLoadView& other) {
    return std::tie(other.overdue, other.due_today, other.open) < std::tie(one.overdue, one.due_today, one.open);
  });
  return api::answer(page);
}

std::string reason_text(const Call& call, const SuggestionReason& reason, const OfficerLoad& load) {
  const bool zh = call.language == http::Language::zh;
  switch (reason.ground) {
    case SuggestionGround::load:
      return zh ? fmt::format("负荷 {} 分：在办 {} 件，今日到期 {} 件，超时 {} 件", reason.cases, load.open, load.due_today, load.overdue)
                : fmt::format("load {} points: {} open, {} due today, {} overdue", reason.cases, load.open, load.due_today, load.overdue);
    case SuggestionGround::lowest_load:
      return zh ? fmt::format("负荷最轻，{} 分：在办 {} 件，今日到期 {} 件，超时 {} 件", reason.cases, load.open, load.due_today, load.overdue)
                : fmt::format("lightest load, {} points: {} open, {} due today, {} overdue", reason.cases, load.open, load.due_today, load.overdue);
    case SuggestionGround::knows_customer:
      return zh ? fmt::format("承办过这位客户的工单 {} 件", reason.cases) : fmt::format("held {} cases of this customer", reason.cases);
    case SuggestionGround::knows_work:
      return zh ? fmt::format("近期承办过同类、同地区工单 {} 件", reason.cases) : fmt::format("lately held {} cases of this category and area", reason.cases);
    case SuggestionGround::not_recused: return call.said("与被反映人没有关联，无须回避", "has nothing to do with the person concerned");
  }
  return {};
}

AssigneeView assignee_view(const Call& call, const Candidate& candidate) {
  AssigneeView view;
  view.load = load_view(call, candidate.load);
  view.points = candidate.points;
  view.allowed = candidate.against.empty();
  for (const SuggestionReason& reason : candidate.reasons) view.reasons.push_back({reason_text(call, reason, candidate.load), reason.clause});
  for (const Refusal& refusal : candidate.against) view.against.push_back({http::refusal_text(refusal, call.language), refusal.clause});
  return view;
}

std::vector<CandidateFacts> candidates_for(const Call& call, db::Session& session, const ServiceCase& service_case, const AssignmentRules& rules) {
  const auto loads = loads_of(call, session);
  const auto customer = held_of_customer(session, service_case), work = held_of_work(session, service_case, rules.lately_cases);
  const auto count_of = [](const std::map<OfficerId, std::int64_t>& counts, OfficerId officer) {
    const auto found = counts.find(officer);
    return found == counts.end() ? 0 : found->second;
  };
  std::vector<CandidateFacts> facts;
  for (const Officer& officer : call.organisation->officers()) {
    if (!officer.active || !call.organisation->is_within(officer.unit_id, service_case.handling_unit_id)) continue;
    const auto load = loads.find(officer.id);
    facts.push_back({load == loads.end() ? OfficerLoad{officer.id, 0, 0, 0} : load->second, count_of(customer, officer.id), count_of(work, officer.id)});
  }
  return facts;
}

http::Response assignees_answer(House& house, const Call& call, db::Session& session) {
  const Result<ServiceCase> found = readable_case(call, session, CaseId{call.id("case_id")});
  if (!found) return refused(call, found.refusal());
  if (!call.rulebook->assignment) return refused(call, Refusal{"suggest_assignee.rules_missing", clause::art_10_7, "", {}});
  const auto rulebook = house.rulebook_version(found->rulebook_version);
  const Situation situation{call.actor, call.now, *rulebook, *call.organisation, call.rulebook->calendars};
  api::Page<AssigneeView> page;
  for (const Candidate& candidate : suggest_assignees(*found, candidates_for(call, session, *found, *call.rulebook->assignment), *call.rulebook->assignment, situation))
    page.items.push_back(assignee_view(call, candidate));
  if (!page.items.empty()) page.items.front().suggested = page.items.front().allowed;
  return api::answer(page);
}

}  // namespace

void add_case_loads_api(api::Api& api) {
  auto loads = case_operation("GET", "/api/v1/cases/loads", "list_unit_loads", "Who carries how much in my units", clause::art_10_7);
  loads.response_body = json::schema_of<api::Page<OfficerLoadView>>();
  api.read(std::move(loads), [](const Call& call, db::Session& session) { return loads_answer(call, session); });

  auto assignees = case_operation("GET", "/api/v1/cases/{case_id}/assignees", "suggest_assignees", "Whom to give a case to within the unit, and why", clause::art_10_7);
  assignees.response_body = json::schema_of<api::Page<AssigneeView>>();
  api.read(std::move(assignees), [&api](const Call& call, db::Session& session) { return assignees_answer(api.house(), call, session); });
}

}  // namespace shouwen
