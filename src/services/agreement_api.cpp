// Yearly service agreements over HTTP: draft, change, sign, renew, end, with how far they are kept.
#include "api/query.h"
#include "customers/customer_file_store.h"
#include "regulation/clauses.h"
#include "services/agreement_view.h"
#include "services/service_api.h"

namespace shouwen {

struct AgreementChanged {
  ServiceAgreementId id;
  std::int64_t version = 0;
  AgreementState state{};
};
BOOST_DESCRIBE_STRUCT(AgreementChanged, (), (id, version, state))
struct RenewAgreementInput {
  std::int64_t version = 0;  ///< of the agreement that was seen; 0 = whatever it is now
};
BOOST_DESCRIBE_STRUCT(RenewAgreementInput, (), (version))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t agreements_a_page = 100;

template <class Input>
http::Operation written(http::Operation operation) {
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<AgreementChanged>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  return operation;
}

http::Response changed(const ServiceAgreement& agreement) { return api::answer(AgreementChanged{agreement.id, agreement.version, agreement.state}, 201); }

void add_draft(Api& api) {
  auto draft = written<DraftAgreementInput>(
      service_operation("POST", "/service_agreements", "draft_agreement", "What a key customer is to get for a year", clause::art_11_6_4));
  api.write(draft, [](const Call& call, db::Session& session) {
    return api::with_body<DraftAgreementInput>(call, [&](const DraftAgreementInput& input) {
      if (!load_file(session, input.customer_id)) return refused(call, Refusal{"customer.unknown", "", "/customer_id", {}});
      const ServiceDesk desk(call, session);
      if (const auto denied = desk.refuse_unless_may("draft_agreement", input.customer_id)) return refused(call, *denied);
      const AgreementDecision decision = draft_agreement(input, desk.situation(input.customer_id));
      if (!decision) return refused(call, decision.refusal());
      return changed(add_agreement(session, *decision, desk.writer()));
    });
  });
}

/// Registers POST /service_agreements/{agreement_id}/<resource>; `act` decides, stores and answers.
template <class Input, class Act>
void add_verb(Api& api, const char* verb, const char* resource, const char* summary, Act act) {
  auto operation = written<Input>(service_operation("POST", std::string("/service_agreements/{agreement_id}") + resource, verb, summary, clause::art_11_6_4));
  api.write(operation, [verb, act](const Call& call, db::Session& session) {
    const auto agreement = load_agreement(session, ServiceAgreementId{call.id("agreement_id")});
    if (!agreement) return refused(call, Refusal{"agreement.unknown", "", "", {}});
    const ServiceDesk desk(call, session);
    if (const auto denied = desk.refuse_unless_may(verb, agreement->customer_id, agreement->account_manager_id)) return refused(call, *denied);
    return api::with_body<Input>(call, [&](const Input& input) { return act(desk, *agreement, input); });
  });
}

http::Response change(const ServiceDesk& desk, const ServiceAgreement& agreement, const ChangeAgreementInput& input) {
  const AgreementDecision decision = change_agreement(agreement, input, desk.situation(agreement.customer_id));
  if (!decision) return refused(desk.call, decision.refusal());
  return changed(save_agreement(desk.session, agreement, *decision, desk.writer()));
}

http::Response sign(const ServiceDesk& desk, const ServiceAgreement& agreement, const SignAgreementInput& input) {
  const AgreementDecision decision = sign_agreement(agreement, input, agreements_of(desk.session, agreement.customer_id), desk.situation(agreement.customer_id));
  if (!decision) return refused(desk.call, decision.refusal());
  return changed(conclude_agreement(desk.session, agreement, *decision, desk.writer()));
}

http::Response renew(const ServiceDesk& desk, const ServiceAgreement& agreement, const RenewAgreementInput& input) {
  const AgreementDecision decision = renew_agreement(agreement, input.version, agreements_of(desk.session, agreement.customer_id), desk.situation(agreement.customer_id));
  if (!decision) return refused(desk.call, decision.refusal());
  return changed(add_agreement(desk.session, *decision, desk.writer()));
}

/// What is still owed by an agreement that ends is owed no more: taken back for the same reason.
http::Response end(const ServiceDesk& desk, const ServiceAgreement& agreement, const EndAgreementInput& input) {
  const ServiceSituation situation = desk.situation(agreement.customer_id);
  const AgreementDecision decision = end_agreement(agreement, input, situation);
  if (!decision) return refused(desk.call, decision.refusal());
  for (const CustomerService& service : services_of(desk.session, agreement.id))
    if (const ServiceDecision taken_back = withdraw_service(service, {0, {input.words.value}}, situation)) save_service(desk.session, service, *taken_back, desk.writer());
  return changed(save_agreement(desk.session, agreement, *decision, desk.writer()));
}

void add_reads(Api& api) {
  auto list = service_operation("GET", "/service_agreements", "list_agreements", "Agreements, newest first", clause::art_11_6_4);
  list.response_body = json::schema_of<api::Page<AgreementRowView>>();
  list.query = {{"customer_id", "of one customer", R"({"type":"integer"})"}, {"state", "of the agreement"}, {"after", "next page", R"({"type":"integer"})"}};
  api.read(list, [](const Call& call, db::Session& session) {
    std::optional<CustomerId> customer;
    std::optional<AgreementState> state;
    ServiceAgreementId after;
    for (const auto& wrong : {api::read_id(call, "customer_id", customer), api::read_enum(call, "state", state), api::read_id(call, "after", after)})
      if (wrong) return refused(call, *wrong);
    const ServiceDesk desk(call, session);
    if (const auto denied = refuse_reading(desk, customer)) return refused(call, *denied);
    api::Page<AgreementRowView> page;
    if (customer) {
      for (const ServiceAgreement& agreement : agreements_of(session, *customer))
        if (!state || agreement.state == *state) page.items.push_back(agreement_row(desk, agreement));
      return api::answer(page);
    }
    auto agreements = list_agreements(session, state, after, agreements_a_page + 1);
    const bool more = static_cast<std::int64_t>(agreements.size()) > agreements_a_page;
    if (more) agreements.pop_back();
    for (const ServiceAgreement& agreement : agreements) page.items.push_back(agreement_row(desk, agreement));
    if (more) page.next = std::to_string(agreements.back().id.value);
    return api::answer(page);
  });

  auto read = service_operation("GET", "/service_agreements/{agreement_id}", "read_agreement", "One agreement, its lines with how far they are kept, its deliveries", clause::art_11_6_4);
  read.response_body = json::schema_of<AgreementView>();
  api.read(read, [](const Call& call, db::Session& session) {
    const auto agreement = load_agreement(session, ServiceAgreementId{call.id("agreement_id")});
    if (!agreement) return refused(call, Refusal{"agreement.unknown", "", "", {}});
    const ServiceDesk desk(call, session);
    if (const auto denied = refuse_reading(desk, agreement->customer_id)) return refused(call, *denied);
    return api::answer(agreement_view(desk, *agreement));
  });
}

}  // namespace

void add_agreements_api(Api& api) {
  add_reads(api);
  add_draft(api);
  add_verb<ChangeAgreementInput>(api, "change_agreement", "/changes", "The draft as it should be", &change);
  add_verb<SignAgreementInput>(api, "sign_agreement", "/signatures", "Both sides signed: its deliveries fall due from now on", &sign);
  add_verb<RenewAgreementInput>(api, "renew_agreement", "/renewals", "A draft for the year after", &renew);
  add_verb<EndAgreementInput>(api, "end_agreement", "/endings", "It ends before its time, and why; what it still owes is taken back", &end);
}

}  // namespace shouwen
