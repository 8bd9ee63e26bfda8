// Verbs on services as resources: POST /services and POST /services/{service_id}/deliveries …
#include "services/service_api.h"

#include "cases/case_routes.h"
#include "customers/customer_file_store.h"
#include "needs/support_request.h"
#include "regulation/clauses.h"
#include "services/service_view.h"

namespace shouwen {

struct ServiceChanged {
  ServiceId id;
  std::int64_t version = 0;
  ServiceState state{};
};
BOOST_DESCRIBE_STRUCT(ServiceChanged, (), (id, version, state))
struct ServiceSupportInput {
  std::int64_t version = 0;  ///< of the service that was seen; 0 = whatever it is now
  UnitId to_unit_id;
  Text<1, 1900> text;
};
BOOST_DESCRIBE_STRUCT(ServiceSupportInput, (), (version, to_unit_id, text))
struct ServiceSupportMade {
  ServiceId id;
  std::int64_t version = 0;
  CaseId case_id;
  std::string number;
};
BOOST_DESCRIBE_STRUCT(ServiceSupportMade, (), (id, version, case_id, number))

namespace {

using api::Api;
using api::Call;

template <class Input, class Answer>
http::Operation written(http::Operation operation) {
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<Answer>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  return operation;
}

void add_offer(Api& api) {
  auto offer = written<OfferServiceInput, ServiceChanged>(service_operation("POST", "/services", "offer_service", "A service of the catalogue is offered to a customer", clause::art_11_6_4));
  api.write(offer, [](const Call& call, db::Session& session) {
    return api::with_body<OfferServiceInput>(call, [&](const OfferServiceInput& input) {
      if (!load_file(session, input.customer_id)) return refused(call, Refusal{"customer.unknown", "", "/customer_id", {}});
      const ServiceDesk desk(call, session);
      if (const auto denied = desk.refuse_unless_may("offer_service", input.customer_id)) return refused(call, *denied);
      const ServiceDecision decision = offer_service(input, desk.situation(input.customer_id));
      if (!decision) return refused(call, decision.refusal());
      const CustomerService service = add_service(session, *decision, desk.writer());
      return api::answer(ServiceChanged{service.id, service.version, service.state}, 201);
    });
  });
}

/// Goes on with the service if the caller may do the verb on it.
template <class Next>
http::Response with_service(const Call& call, db::Session& session, const char* verb, Next&& next) {
  const auto service = load_service(session, ServiceId{call.id("service_id")});
  if (!service) return refused(call, Refusal{"service.unknown", "", "", {}});
  const ServiceDesk desk(call, session);
  // Who delivers may write down that he did, whosever customer it is.
  const UnitId unit = std::string_view(verb) == "deliver_service" ? service->unit_id : UnitId{};
  if (const auto denied = desk.refuse_unless_may(verb, service->customer_id, service->account_manager_id, unit)) return refused(call, *denied);
  return next(desk, *service);
}

/// Registers POST /services/{service_id}/<resource> for a rule with the input type of its form.
template <class Input, class Rule>
void add_verb(Api& api, const char* verb, const char* resource, const char* summary, Rule rule) {
  auto operation = written<Input, ServiceChanged>(service_operation("POST", std::string("/services/{service_id}") + resource, verb, summary, clause::art_11_6_4));
  api.write(operation, [verb, rule](const Call& call, db::Session& session) {
    return with_service(call, session, verb, [&](const ServiceDesk& desk, const CustomerService& service) {
      return api::with_body<Input>(call, [&](const Input& input) {
        const ServiceDecision decision = rule(service, input, desk.situation(service.customer_id));
        if (!decision) return refused(call, decision.refusal());
        const CustomerService after = save_service(session, service, *decision, desk.writer());
        return api::answer(ServiceChanged{after.id, after.version, after.state}, 201);
      });
    });
  });
}

/// Registers the case and links it, all in the caller's transaction.
http::Response ask_department(Api& api, const ServiceDesk& desk, const CustomerService& service, const ServiceSupportInput& input) {
  if (const ServiceDecision may_ask = request_service_support(service, input.version, {}); !may_ask) return refused(desk.call, may_ask.refusal());
  const SupportRequestInput request{0, input.to_unit_id, {input.text.value}};
  const auto performed = register_support_request(desk_of(api.house(), desk.call, desk.session), service.name_zh, service.customer_id, request);
  if (!performed) return refused(desk.call, performed.refusal());
  const ServiceDecision decision = request_service_support(service, input.version, performed->after.id);
  if (!decision) return refused(desk.call, decision.refusal());
  const CustomerService after = save_service(desk.session, service, *decision, desk.writer());
  announce(api, *performed);
  return api::answer(ServiceSupportMade{after.id, after.version, performed->after.id, performed->after.number}, 201);
}

void add_support(Api& api) {
  auto ask = written<ServiceSupportInput, ServiceSupportMade>(
      service_operation("POST", "/services/{service_id}/support_requests", "request_service_support", "Ask a department: a case like any other, offered to it", clause::art_11_2));
  api.write(ask, [&api](const Call& call, db::Session& session) {
    return with_service(call, session, "request_service_support", [&](const ServiceDesk& desk, const CustomerService& service) {
      return api::with_body<ServiceSupportInput>(call, [&](const ServiceSupportInput& input) { return ask_department(api, desk, service, input); });
    });
  });
}

}  // namespace

void add_service_writes_api(Api& api) {
  add_offer(api);
  add_verb<AgreeServiceInput>(api, "agree_service", "/acceptances", "The customer wants it, by a day", &agree_service);
  add_verb<DeliverServiceInput>(api, "deliver_service", "/deliveries", "It was done: by whom, when, what", &deliver_service);
  add_verb<EvaluateDeliveryInput>(api, "evaluate_delivery", "/evaluations", "The customer's mark for it, with words", &evaluate_delivery);
  add_verb<CloseServiceInput>(api, "decline_service", "/declines", "The customer does not want it, and why", &decline_service);
  add_verb<CloseServiceInput>(api, "withdraw_service", "/withdrawals", "We take it back, and why", &withdraw_service);
  add_support(api);
}

void add_services_api(Api& api) {
  add_service_day_api(api);
  add_service_reads_api(api);
  add_service_writes_api(api);
  add_agreement_page(api);
  add_agreements_api(api);
}

}  // namespace shouwen
