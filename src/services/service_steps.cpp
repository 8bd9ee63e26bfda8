// Art. 11(6)(4): a service is offered, agreed, delivered and evaluated, or ends with a reason. Art. 11(2): departments help.
#include "services/service_steps.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t lowest_score = 1, highest_score = 5;  ///< a scale, as of every mark of this house

Refusal no(const char* code, std::string field, std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_11_6_4, std::move(field), std::move(values)};
}

Result<ServiceArrow> arrow_of(const CustomerService& service, std::string_view verb, std::int64_t seen_version) {
  if (seen_version != 0 && seen_version != service.version) return no("service.changed_meanwhile", "/version");
  for (const ServiceArrow& arrow : service_arrows())
    if (arrow.verb == verb && arrow.from == service.state) return arrow;
  return no("service.wrong_state", "");
}

bool is_hash(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::optional<Refusal> malformed(const std::vector<ServiceFile>& files) {
  for (std::size_t i = 0; i < files.size(); ++i)
    if (!is_hash(files[i].hash.value)) return no("service.file_hash_malformed", "/files/" + std::to_string(i) + "/hash");
  return std::nullopt;
}

ServiceDecision close(const CustomerService& service, const CloseServiceInput& input, const char* verb, const char* kind) {
  const auto arrow = arrow_of(service, verb, input.version);
  if (!arrow) return arrow.refusal();
  ServiceEvent event{kind, arrow->to};
  event.closed_because = Text<0, 1000>{input.words.value};
  return event;
}

}  // namespace

Result<const ServiceItem*> item_for(const std::string& code, AccountTier tier, const Rulebook& rulebook, const std::string& field) {
  const ServiceItem* item = rulebook.services ? rulebook.services->item(code) : nullptr;
  if (item == nullptr) return no("service.unknown_item", field);
  if (!item->is_for(tier)) return no("service.not_for_tier", field);
  return item;
}

Result<UnitId> unit_for(const std::optional<UnitId>& given, const ServiceItem* item, const Organisation& organisation, const std::string& field) {
  if (given && *given) return organisation.unit(*given) != nullptr ? Result<UnitId>(*given) : Result<UnitId>(no("service.unknown_unit", field));
  const Unit* usual = item == nullptr || item->unit_code.empty() ? nullptr : organisation.unit_by_code(item->unit_code);
  return usual == nullptr ? UnitId{} : usual->id;
}

ServiceDecision offer_service(const OfferServiceInput& input, const ServiceSituation& situation) {
  const auto item = item_for(input.item.value, situation.tier, situation.rulebook, "/item");
  if (!item) return item.refusal();
  const auto unit = unit_for(input.unit_id, *item, situation.organisation, "/unit_id");
  if (!unit) return unit.refusal();
  ServiceEvent event{"service_offered", ServiceState::offered};
  event.customer_id = input.customer_id;
  event.account_manager_id = situation.account_manager_id ? situation.account_manager_id : situation.officer_id;
  event.item = (*item)->code;
  event.name_zh = (*item)->name_zh;
  event.name_en = (*item)->name_en;
  event.service_kind = (*item)->kind;
  if (*unit) event.unit_id = *unit;
  event.words = input.words;
  event.offered_on = local_date(situation.now);
  return event;
}

ServiceDecision agree_service(const CustomerService& service, const AgreeServiceInput& input, const ServiceSituation& situation) {
  const auto arrow = arrow_of(service, "agree_service", input.version);
  if (!arrow) return arrow.refusal();
  if (input.due_on < local_date(situation.now)) return no("service.due_in_the_past", "/due_on");
  const auto unit = unit_for(input.unit_id, nullptr, situation.organisation, "/unit_id");
  if (!unit) return unit.refusal();
  ServiceEvent event{"service_agreed", arrow->to};
  event.agreed_by = Line<0, 60>{input.agreed_by.value};
  event.agreed_on = local_date(situation.now);
  event.due_on = input.due_on;
  if (*unit) event.unit_id = *unit;
  return event;
}

ServiceDecision deliver_service(const CustomerService& service, const DeliverServiceInput& input, const ServiceSituation& situation) {
  const auto arrow = arrow_of(service, "deliver_service", input.version);
  if (!arrow) return arrow.refusal();
  if (local_date(situation.now) < input.delivered_on) return no("service.delivered_later", "/delivered_on");
  if (service.agreed_on && input.delivered_on < *service.agreed_on) return no("service.delivered_before_agreed", "/delivered_on");
  const auto unit = unit_for(input.unit_id, nullptr, situation.organisation, "/unit_id");
  if (!unit) return unit.refusal();
  if (!*unit && !service.unit_id) return no("service.unit_missing", "/unit_id");
  if (input.files)
    if (auto wrong = malformed(*input.files)) return *wrong;
  ServiceEvent event{"service_delivered", arrow->to};
  if (*unit) event.unit_id = *unit;
  event.delivered_on = input.delivered_on;
  event.recorded_at = situation.now;
  event.delivered_by = Line<0, 60>{input.delivered_by.value};
  event.received_by = input.received_by;
  event.done = Text<0, 2000>{input.done.value};
  event.files = input.files;
  return event;
}

ServiceDecision evaluate_delivery(const CustomerService& service, const EvaluateDeliveryInput& input, const ServiceSituation& situation) {
  const auto arrow = arrow_of(service, "evaluate_delivery", input.version);
  if (!arrow) return arrow.refusal();
  if (input.score < lowest_score || input.score > highest_score) return no("service.score_out_of_range", "/score");
  ServiceEvent event{"service_evaluated", arrow->to};
  event.score = input.score;
  event.evaluation = Text<0, 1000>{input.words.value};
  event.evaluated_by = Line<0, 60>{input.evaluated_by.value};
  if (situation.officer_id) event.taken_down_by_id = situation.officer_id;
  return event;
}

ServiceDecision decline_service(const CustomerService& service, const CloseServiceInput& input, const ServiceSituation&) {
  return close(service, input, "decline_service", "service_declined");
}

ServiceDecision withdraw_service(const CustomerService& service, const CloseServiceInput& input, const ServiceSituation&) {
  return close(service, input, "withdraw_service", "service_withdrawn");
}

ServiceDecision request_service_support(const CustomerService& service, std::int64_t seen_version, CaseId case_id) {
  const auto arrow = arrow_of(service, "request_service_support", seen_version);
  if (!arrow) return arrow.refusal();
  ServiceEvent event{"service_support_requested", arrow->to};
  if (case_id) event.case_id = case_id;
  return event;
}

}  // namespace shouwen
