// The page of allowed arrows, each with its clause; and what an event makes of a service.
#include "regulation/clauses.h"
#include "services/service_steps.h"

namespace shouwen {

const std::vector<ServiceArrow>& service_arrows() {
  using enum ServiceState;
  static const std::vector<ServiceArrow> arrows{
      {"agree_service", offered, agreed, clause::art_11_6_4},
      {"deliver_service", agreed, delivered, clause::art_11_6_4},
      {"evaluate_delivery", delivered, evaluated, clause::art_11_6_4},
      {"request_service_support", offered, offered, clause::art_11_2},
      {"request_service_support", agreed, agreed, clause::art_11_2},
      {"decline_service", offered, declined, clause::art_11_6_4},
      {"withdraw_service", offered, withdrawn, clause::art_11_6_4},
      {"withdraw_service", agreed, withdrawn, clause::art_11_6_4},
  };
  return arrows;
}

std::vector<std::string> verbs_from(ServiceState state) {
  std::vector<std::string> verbs;
  for (const ServiceArrow& arrow : service_arrows())
    if (arrow.from == state) verbs.emplace_back(arrow.verb);
  return verbs;
}

namespace {

template <class T, class Given>
void set(T& field, const std::optional<Given>& given) {
  if (given) field = *given;
}

}  // namespace

CustomerService apply(CustomerService service, const ServiceEvent& event) {
  ++service.version;
  set(service.state, event.state);
  set(service.customer_id, event.customer_id);
  set(service.account_manager_id, event.account_manager_id);
  set(service.item, event.item);
  set(service.name_zh, event.name_zh);
  set(service.name_en, event.name_en);
  set(service.kind, event.service_kind);
  set(service.unit_id, event.unit_id);
  set(service.agreement_id, event.agreement_id);
  set(service.words, event.words);
  set(service.offered_on, event.offered_on);
  set(service.agreed_by, event.agreed_by);
  set(service.agreed_on, event.agreed_on);
  set(service.due_on, event.due_on);
  set(service.delivered_on, event.delivered_on);
  set(service.recorded_at, event.recorded_at);
  set(service.delivered_by, event.delivered_by);
  set(service.received_by, event.received_by);
  set(service.done, event.done);
  set(service.files, event.files);
  set(service.score, event.score);
  set(service.evaluation, event.evaluation);
  set(service.evaluated_by, event.evaluated_by);
  set(service.taken_down_by_id, event.taken_down_by_id);
  set(service.closed_because, event.closed_because);
  if (event.case_id) service.case_ids.push_back(*event.case_id);
  return service;
}

}  // namespace shouwen
