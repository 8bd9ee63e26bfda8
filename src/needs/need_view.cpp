// Needs as their readers see them.
#include "needs/need_view.h"

#include <array>

#include "api/query.h"
#include "cases/case_store.h"
#include "cases/situation.h"
#include "customers/customer_masking.h"
#include "customers/customer_file_store.h"

namespace shouwen {

namespace {

using api::Call;

struct Words {
  std::string zh, en;
};

const std::string& said(const Call& call, const Words& words) { return call.said(words.zh, words.en); }

std::string name_of(const Organisation& organisation, OfficerId id) {
  const Officer* officer = organisation.officer(id);
  return officer == nullptr ? std::string() : officer->name;
}

const Words& event_words(std::string_view kind) {
  static const std::vector<std::pair<std::string_view, Words>> known{
      {"need_opened", {"发现需求", "Found"}},          {"need_identified", {"核定需求", "Sized"}},       {"supply_proposed", {"提出供电方案", "Supply proposed"}},
      {"support_requested", {"请部门支持", "Asked a department"}}, {"need_realised", {"送电实现", "Realised"}}, {"need_lost", {"未能实现", "Lost"}},
      {"need_changed", {"更改", "Changed"}}};
  for (const auto& [name, words] : known)
    if (name == kind) return words;
  static const Words none;
  return none;
}

std::vector<std::string> changed_fields(const Call& call, const NeedEvent& event) {
  std::vector<std::string> fields;
  const auto add = [&](bool is_set, const char* zh, const char* en) {
    if (is_set) fields.push_back(call.said(zh, en));
  };
  add(event.title.has_value(), "名称", "title");
  add(event.need_kind.has_value(), "类别", "kind");
  add(event.account_manager_id.has_value(), "客户经理", "account manager");
  add(event.capacity_kva.has_value(), "容量", "capacity");
  add(event.power_kw.has_value(), "负荷", "load");
  add(event.yearly_energy_wh.has_value(), "年电量", "yearly energy");
  add(event.expected_on.has_value(), "预计送电", "expected day");
  add(event.notes.has_value(), "备注", "notes");
  return fields;
}

std::string reason_name(const Call& call, const std::string& code) {
  for (const Reason& reason : call.rulebook->need_lost_reasons)
    if (reason.code == code) return call.said(reason.name_zh, reason.name_en);
  return code;
}

std::vector<std::string> actions_of(const Call& call, const Need& need) {
  std::vector<std::string> actions;
  for (std::string& verb : verbs_from(need.stage))
    if (!refuse_unless_may(call, need, verb)) actions.push_back(std::move(verb));
  return actions;
}

}  // namespace

const std::string& words_of(const Call& call, NeedKind kind) {
  static const std::array<Words, 7> names{{{"新装", "New supply"}, {"增容", "More capacity"}, {"减容", "Less capacity"}, {"电能替代", "Electrification"}, {"节能", "Energy saving"}, {"可靠性提升", "Reliability"}, {"其他", "Other"}}};
  return said(call, names.at(static_cast<std::size_t>(kind)));
}

const std::string& words_of(const Call& call, NeedStage stage) {
  static const std::array<Words, 6> names{{{"潜在", "Latent"}, {"已核定", "Identified"}, {"已提方案", "Proposed"}, {"实施中", "In progress"}, {"已实现", "Realised"}, {"未实现", "Lost"}}};
  return said(call, names.at(static_cast<std::size_t>(stage)));
}

NeedRowView row_view(const Call& call, db::Session& session, const Need& need) {
  const auto file = load_file(session, need.customer_id);
  return {need.id, need.version, need.title.value, need.customer_id, file ? masked(*file).name.value : std::string(), need.account_manager_id,
          name_of(*call.organisation, need.account_manager_id), need.kind, words_of(call, need.kind), need.stage, words_of(call, need.stage),
          need.capacity_kva, need.power_kw, need.yearly_energy_wh, need.expected_on,
          need.expected_on && *need.expected_on < local_date(call.now) && !need.is_over(), static_cast<std::int64_t>(need.case_ids.size())};
}

SupportRequestView support_request_view(const Call& call, const Need& need, const ServiceCase& request) {
  const RequestHolder holder = holder_of(request, need.account_manager_id, call.organisation->bureau_office());
  const WaitingRow row = waiting_row(need, request, holder, call.rulebook->calendars, call.now);
  const Unit* unit = call.organisation->unit(holder.unit_id);
  const bool readable = may(*call.rulebook, *call.organisation, call.actor, "read_case", facts_of(request)).allowed;
  return {need.id, need.title.value, request.id, request.number, readable ? request.text : std::string(), holder.wait, holder.unit_id,
          unit == nullptr ? std::string() : unit->name, name_of(*call.organisation, holder.officer_id), holder.since, row.working_seconds, request.returns,
          need.power_kw, need.capacity_kva};
}

NeedView need_view(const Call& call, db::Session& session, const Need& need) {
  NeedView view;
  view.need = row_view(call, session, need);
  view.proposal = need.proposal.value;
  view.notes = need.notes.value;
  view.proposed_at = need.proposed_at;
  view.proposed_by_name = name_of(*call.organisation, need.proposed_by_id);
  view.lost_reason = need.lost_reason.value;
  view.lost_reason_name = reason_name(call, need.lost_reason.value);
  view.lost_words = need.lost_words.value;
  view.realised_capacity_kva = need.realised_capacity_kva;
  view.realised_power_kw = need.realised_power_kw;
  view.realised_yearly_energy_wh = need.realised_yearly_energy_wh;
  view.realised_on = need.realised_on;
  view.actions = actions_of(call, need);
  for (const CaseId id : need.case_ids)
    if (const auto request = load_case(session, id)) view.support_requests.push_back(support_request_view(call, need, *request));
  for (const NeedStep& step : need_story(session, need.id))
    view.story.push_back({step.number, step.at, name_of(*call.organisation, step.officer_id), said(call, event_words(step.event.kind)), changed_fields(call, step.event)});
  return view;
}

Result<NeedFilter> need_filter(const Call& call) {
  NeedFilter filter;
  if (auto wrong = api::read_enum(call, "stage", filter.stage)) return *wrong;
  if (auto wrong = api::read_enum(call, "kind", filter.kind)) return *wrong;
  if (auto wrong = api::read_id(call, "account_manager_id", filter.account_manager_id)) return *wrong;
  if (auto wrong = api::read_id(call, "customer_id", filter.customer_id)) return *wrong;
  return filter;
}

CaseFacts need_facts(const Need& need, const Organisation& organisation) {
  CaseFacts facts;
  facts.kind = CaseKind::service_request;
  facts.secrecy = Secrecy::personal;
  facts.responsible_officer_id = facts.first_contact_id = need.account_manager_id;
  if (const Officer* manager = organisation.officer(need.account_manager_id)) facts.handling_unit_id = facts.first_contact_unit_id = manager->unit_id;
  return facts;
}

std::optional<Refusal> refuse_unless_may(const Call& call, const Need& need, std::string_view verb) {
  const Permission permission = may(*call.rulebook, *call.organisation, call.actor, verb, need_facts(need, *call.organisation));
  return permission.allowed ? std::nullopt : std::optional(permission.refusal);
}

}  // namespace shouwen
