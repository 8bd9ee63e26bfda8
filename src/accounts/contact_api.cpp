// Contacts, promises and evaluations over HTTP.
#include "accounts/account_desk.h"
#include "accounts/record_contact.h"
#include "regulation/clauses.h"

namespace shouwen {

using namespace api;

struct PromiseBody {
  Line<1, 300> text;
  std::optional<Date> due_on;
  std::optional<Line<0, 20>> within;
};
BOOST_DESCRIBE_STRUCT(PromiseBody, (), (text, due_on, within))
struct ScoreBody {
  std::int64_t score = 0;
  std::optional<Text<0, 1000>> words;
};
BOOST_DESCRIBE_STRUCT(ScoreBody, (), (score, words))
struct ContactBody {
  Line<8, 64> client_id;
  Instant at;
  Channel channel{};
  std::optional<std::int64_t> representative_id;         ///< of the file's registered ones; else name and role
  std::optional<Line<0, 60>> representative, representative_role;
  Text<0, 2000> words;
  std::optional<std::vector<Line<64, 64>>> photos;
  std::optional<bool> file_changed;
  std::optional<std::int64_t> need_id, service_id;
  std::optional<PromiseBody> promise;
  std::optional<ScoreBody> evaluation;
  std::optional<Line<0, 60>> no_change_confirmed_by;
};
BOOST_DESCRIBE_STRUCT(ContactBody, (), (client_id, at, channel, representative_id, representative, representative_role, words, photos, file_changed, need_id, service_id, promise, evaluation, no_change_confirmed_by))
struct ContactAnswer {
  std::int64_t number = 0, version = 0;
  bool there_already = false;  ///< sent before: nothing was written
};
BOOST_DESCRIBE_STRUCT(ContactAnswer, (), (number, version, there_already))
struct KeptBody {
  Text<1, 1000> words;
};
BOOST_DESCRIBE_STRUCT(KeptBody, (), (words))
struct EvaluationBody {
  std::int64_t score = 0;
  std::optional<Text<0, 1000>> words;
  std::optional<Line<0, 60>> by_name;
};
BOOST_DESCRIBE_STRUCT(EvaluationBody, (), (score, words, by_name))

namespace {

PromiseInput promise_of(const PromiseBody& body) { return {body.text.value, body.due_on, body.within ? body.within->value : ""}; }

EvaluateInput evaluation_of(const EvaluationBody& body) {
  return {body.score, body.words ? body.words->value : "", body.by_name ? body.by_name->value : ""};
}

RecordContactInput contact_of(const ContactBody& body) {
  RecordContactInput input;
  input.client_id = body.client_id.value;
  input.at = body.at;
  input.channel = body.channel;
  input.representative_id = body.representative_id.value_or(0);
  if (body.representative) input.representative = body.representative->value;
  if (body.representative_role) input.representative_role = body.representative_role->value;
  input.words = body.words.value;
  if (body.photos)
    for (const auto& photo : *body.photos) input.photos.push_back(photo.value);
  input.file_changed = body.file_changed.value_or(false);
  input.need_id = body.need_id.value_or(0);
  input.service_id = body.service_id.value_or(0);
  if (body.promise) input.promise = promise_of(*body.promise);
  if (body.evaluation) input.evaluation = EvaluateInput{body.evaluation->score, body.evaluation->words ? body.evaluation->words->value : "", ""};
  if (body.no_change_confirmed_by) input.no_change_confirmed_by = body.no_change_confirmed_by->value;
  return input;
}

/// A change of the file, or a delivery, since the contact before is what this one brought.
ContactEvidence evidence_of(const AccountDesk& desk, const ManagedCustomer& customer, const RecordContactInput& input) {
  const Instant since = customer.last_contact_at.value_or(customer.tier ? customer.tier->confirmed_at : Instant{});
  return {input.file_changed && desk.wiring.file_changed_since(desk.session, customer.id, since),
          input.need_id != 0 && desk.wiring.need_opened(desk.session, customer.id, input.need_id),
          input.service_id != 0 && desk.wiring.service_delivered(desk.session, customer.id, input.service_id, since),
          input.representative_id != 0 ? desk.wiring.representative(desk.session, customer.id, input.representative_id, local_date(input.at)) : std::nullopt};
}

/// A deputy answers only while the manager is away: then he is found as the answerable one, not as the deputy.
bool answers_now(const AccountDesk& desk, const ManagedCustomer& customer) {
  const Permission permission = desk.may_on("record_account_contact", customer, customer.home_unit_id);
  return std::any_of(permission.reasons.begin(), permission.reasons.end(), [](const PermissionReason& reason) { return reason.because != "earlier_holder" && reason.because != "deputy"; });
}

http::Response record(const AccountDesk& desk, ManagedCustomer customer, const ContactBody& body) {
  if (const auto known = contact_by_client_id(desk.session, body.client_id.value)) {
    if (known->customer_id != customer.id) return refused(desk.call, Refusal{"record_contact.client_id_taken", clause::art_11_3, "/client_id", {}});
    return answer(ContactAnswer{known->number, customer.version, true}, 201);
  }
  const RecordContactInput input = contact_of(body);
  for (const std::string& hash : input.photos)
    if (!desk.wiring.photo_kept(desk.session, customer.id, hash)) return refused(desk.call, Refusal{"record_contact.photo_unknown", clause::art_11_3, "/photos", {}});
  AccountDecision decision = record_contact(customer, input, evidence_of(desk, customer, input), answers_now(desk, customer), desk.situation());
  const http::Response stored = account_answer(desk, std::move(customer), std::move(decision));
  if (stored.status >= 400) return stored;
  const auto written = contact_by_client_id(desk.session, body.client_id.value);
  return answer(ContactAnswer{written->number, written->number, false}, 201);
}

void add_contact(Api& api, const AccountWiring& wiring) {
  auto contact = account_operation("POST", "/api/v1/managed_customers/{customer_id}/contacts", "record_account_contact",
                                   "A contact with its substance; sent again with the same client_id it is not written twice", clause::art_11_3);
  contact.request_body = json::schema_of<ContactBody>();
  contact.response_body = json::schema_of<ContactAnswer>();
  contact.success_status = 201;
  api.write(contact, [wiring](const Call& call, db::Session& session) {
    return with_managed_customer(call, session, wiring, "record_account_contact", [&](const AccountDesk& desk, const AccountCustomer&, ManagedCustomer customer) {
      return with_body<ContactBody>(call, [&](const ContactBody& body) { return record(desk, std::move(customer), body); });
    });
  });
}

template <class Body, class Rule>
void add_verb(Api& api, const AccountWiring& wiring, http::Operation operation, const char* verb, Rule rule) {
  operation.request_body = json::schema_of<Body>();
  operation.response_body = json::schema_of<AccountChanged>();
  operation.success_status = 201;
  api.write(std::move(operation), [wiring, verb, rule](const Call& call, db::Session& session) {
    return with_managed_customer(call, session, wiring, verb, [&](const AccountDesk& desk, const AccountCustomer&, ManagedCustomer customer) {
      return with_body<Body>(call, [&](const Body& body) {
        AccountDecision decision = rule(customer, body, desk);
        return account_answer(desk, std::move(customer), std::move(decision));
      });
    });
  });
}

}  // namespace

void add_contact_verbs(Api& api, const AccountWiring& wiring) {
  add_contact(api, wiring);
  add_verb<PromiseBody>(api, wiring,
                        account_operation("POST", "/api/v1/managed_customers/{customer_id}/promises", "promise", "Something owed to the customer, with a due time", clause::art_11_3),
                        "promise", [](const ManagedCustomer& customer, const PromiseBody& body, const AccountDesk& desk) { return promise(customer, promise_of(body), desk.situation()); });
  add_verb<KeptBody>(api, wiring,
                     account_operation("POST", "/api/v1/managed_customers/{customer_id}/promises/{number}/fulfilments", "keep_promise", "A promise is kept, in time or late", clause::art_11_3),
                     "keep_promise", [](const ManagedCustomer& customer, const KeptBody& body, const AccountDesk& desk) {
                       return keep_promise(customer, desk.call.id("number"), {body.words.value}, desk.situation());
                     });
  add_verb<EvaluationBody>(
      api, wiring,
      account_operation("POST", "/api/v1/managed_customers/{customer_id}/customer_evaluations", "evaluate_customer", "The manager's mark for the customer's cooperation", clause::art_11_3),
      "evaluate_customer", [](const ManagedCustomer& customer, const EvaluationBody& body, const AccountDesk& desk) { return evaluate_customer(customer, evaluation_of(body), desk.situation()); });
  add_verb<EvaluationBody>(
      api, wiring,
      account_operation("POST", "/api/v1/managed_customers/{customer_id}/service_evaluations", "evaluate_service", "The customer's mark for the manager's service, written down by somebody else",
                        clause::art_11_3),
      "evaluate_service", [](const ManagedCustomer& customer, const EvaluationBody& body, const AccountDesk& desk) { return evaluate_service(customer, evaluation_of(body), desk.situation()); });
}

}  // namespace shouwen
