// Services as their readers see them.
#include "services/service_view.h"

#include <array>

#include "api/query.h"
#include "cases/case_store.h"

namespace shouwen {

namespace {

using api::Call;

struct Words {
  std::string zh, en;
};

std::string event_words(const Call& call, std::string_view kind) {
  static const std::vector<std::pair<std::string_view, Words>> known{
      {"service_offered", {"推荐", "Offered"}},      {"service_scheduled", {"按协议安排", "Scheduled by agreement"}}, {"service_agreed", {"约定", "Agreed"}},
      {"service_delivered", {"交付", "Delivered"}},  {"service_evaluated", {"评价", "Evaluated"}},                   {"service_declined", {"客户谢绝", "Declined"}},
      {"service_withdrawn", {"撤回", "Withdrawn"}},  {"service_support_requested", {"请部门支持", "Asked a department"}}};
  for (const auto& [name, words] : known)
    if (name == kind) return call.said(words.zh, words.en);
  return std::string(kind);
}

std::vector<std::string> actions_of(const ServiceDesk& desk, const CustomerService& service) {
  std::vector<std::string> actions;
  for (std::string& verb : verbs_from(service.state)) {
    const UnitId unit = verb == "deliver_service" ? service.unit_id : UnitId{};
    if (!desk.refuse_unless_may(verb.c_str(), service.customer_id, service.account_manager_id, unit)) actions.push_back(std::move(verb));
  }
  return actions;
}

ServiceSupportView support_view(const ServiceDesk& desk, const CustomerService& service, const ServiceCase& request) {
  const RequestHolder holder = holder_of(request, service.account_manager_id, desk.call.organisation->bureau_office());
  return {request.id, request.number, holder.wait, desk.unit_name(holder.unit_id), desk.officer_name(holder.officer_id)};
}

}  // namespace

std::string words_of(const Call& call, ServiceKind kind) {
  if (!call.rulebook->services) return json::name_of(kind);
  const ServiceKindRule& rule = call.rulebook->services->kind(kind);
  return call.said(rule.name_zh, rule.name_en);
}

std::string words_of(const Call& call, ServiceState state) {
  static const std::array<Words, 6> names{{{"已推荐", "Offered"}, {"已约定", "Agreed"}, {"已交付", "Delivered"}, {"已评价", "Evaluated"}, {"客户谢绝", "Declined"}, {"已撤回", "Withdrawn"}}};
  const Words& words = names.at(static_cast<std::size_t>(state));
  return call.said(words.zh, words.en);
}

ServiceRowView row_view(const ServiceDesk& desk, const CustomerService& service) {
  ServiceRowView view;
  view.id = service.id;
  view.version = service.version;
  view.customer_id = service.customer_id;
  view.customer_name = desk.customer_name(service.customer_id);
  view.account_manager_name = desk.officer_name(service.account_manager_id);
  view.item = service.item;
  view.item_name = desk.call.said(service.name_zh, service.name_en);
  view.kind = service.kind;
  view.kind_name = words_of(desk.call, service.kind);
  view.state = service.state;
  view.state_name = words_of(desk.call, service.state);
  view.unit_id = service.unit_id;
  view.unit_name = desk.unit_name(service.unit_id);
  view.agreement_id = service.agreement_id;
  view.offered_on = service.offered_on;
  view.agreed_on = service.agreed_on;
  view.due_on = service.due_on;
  view.delivered_on = service.delivered_on;
  view.overdue = service.is_overdue(desk.today());
  if (service.delivered_on && service.due_on) view.on_time = *service.delivered_on <= *service.due_on;
  view.score = service.score;
  return view;
}

ServiceView service_view(const ServiceDesk& desk, const CustomerService& service) {
  ServiceView view;
  view.service = row_view(desk, service);
  if (const ServiceItem* item = desk.call.rulebook->services ? desk.call.rulebook->services->item(service.item) : nullptr)
    view.covers = desk.call.said(item->covers_zh, item->covers_en);
  const auto person = [&](const Line<0, 60>& name) { return desk.person_name(service.customer_id, name.value); };
  view.words = service.words.value;
  view.agreed_by = person(service.agreed_by);
  view.delivered_by = service.delivered_by.value;
  view.received_by = person(service.received_by);
  view.done = service.done.value;
  view.recorded_at = service.recorded_at;
  view.files = service.files;
  view.evaluation = service.evaluation.value;
  view.evaluated_by = person(service.evaluated_by);
  view.taken_down_by_name = desk.officer_name(service.taken_down_by_id);
  view.closed_because = service.closed_because.value;
  view.actions = actions_of(desk, service);
  for (const CaseId id : service.case_ids)
    if (const auto request = load_case(desk.session, id)) view.support_requests.push_back(support_view(desk, service, *request));
  for (const ServiceStory& step : service_story(desk.session, service.id))
    view.story.push_back({step.number, step.at, desk.officer_name(step.officer_id), event_words(desk.call, step.kind)});
  return view;
}

Result<ServiceFilter> service_filter(const Call& call) {
  ServiceFilter filter;
  if (auto wrong = api::read_enum(call, "kind", filter.kind)) return *wrong;
  if (auto wrong = api::read_enum(call, "state", filter.state)) return *wrong;
  if (auto wrong = api::read_id(call, "unit_id", filter.unit_id)) return *wrong;
  if (auto wrong = api::read_id(call, "customer_id", filter.customer_id)) return *wrong;
  if (auto wrong = api::read_id(call, "agreement_id", filter.agreement_id)) return *wrong;
  if (auto wrong = api::read_date(call, "from", filter.from)) return *wrong;
  if (auto wrong = api::read_date(call, "to", filter.to)) return *wrong;
  return filter;
}

}  // namespace shouwen
