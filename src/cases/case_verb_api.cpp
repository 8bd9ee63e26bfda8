// Verbs as resources: POST /cases and POST /cases/{id}/transfers … One line a verb; what is allowed is the rules' business.
#include "api/idempotency.h"
#include "cases/case_page.h"
#include "cases/case_routes.h"
#include "json/json.h"
#include "regulation/clauses.h"

namespace shouwen {

struct CaseChanged {
  CaseId id;
  std::string number;
  std::int64_t version = 0;
  Stage stage{};
  OfficerId responsible_officer_id;
  std::optional<std::string> receipt;
};
BOOST_DESCRIBE_STRUCT(CaseChanged, (), (id, number, version, stage, responsible_officer_id, receipt))

/// A verb without a form.
struct EmptyInput {};
BOOST_DESCRIBE_STRUCT(EmptyInput, (), ())

namespace {

using api::Api;
using api::Call;

http::Response changed_answer(const Performed& performed, int status) {
  const ServiceCase& after = performed.after;
  CaseChanged changed{after.id, after.number, after.version, after.stage, after.responsible_officer_id, {}};
  if (!performed.receipt.empty()) changed.receipt = performed.receipt;
  http::Response response = api::answer(changed, status);
  response.headers.emplace_back("ETag", "\"" + std::to_string(after.version) + "\"");
  return response;
}

http::Response answer_of(Api& api, const Call& call, const Result<Performed>& performed, int status) {
  if (!performed) return refused(call, performed.refusal());
  announce(api, *performed);
  return changed_answer(*performed, status);
}

enum class Version { needed, any };

/// Registers POST /cases/{case_id}/<resource> for a rule with the input type of its form.
template <class Input, class Rule>
void add_verb(Api& api, VerbRehearsals& rehearsals, const char* verb, const char* summary, Version version, Rule rule) {
  rehearsals[verb] = [verb, rule](const CaseDesk& desk, CaseId id, std::string_view form) -> Result<Rehearsed> {
    const json::Parsed<Input> parsed = json::parse_body<Input>(form);
    if (!parsed.mistakes.empty()) return parsed.mistakes.front();
    return rehearse(desk, id, verb, [&](const ServiceCase& service_case, const Situation& situation) { return rule(service_case, parsed.value, situation); });
  };
  const auto& verbs = case_verbs();
  const auto known = std::find_if(verbs.begin(), verbs.end(), [verb](const CaseVerb& row) { return std::string_view(row.verb) == verb; });
  SHOUWEN_CHECK(known != verbs.end());
  http::Operation operation = case_operation("POST", "", verb, summary, known->clause);
  operation.pattern = std::string("/api/v1/cases/{case_id}/") + known->resource;
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<CaseChanged>();
  operation.success_status = 201;
  operation.needs_version = version == Version::needed;
  operation.idempotent_key = true;
  api.write(std::move(operation), [&api, verb, rule](const Call& call, db::Session& session) {
    return api::with_body<Input>(call, [&](const Input& input) {
      const CaseDesk desk = desk_of(api.house(), call, session);
      const BoundRule bound = [&](const ServiceCase& service_case, const Situation& situation) { return rule(service_case, input, situation); };
      return answer_of(api, call, perform(desk, CaseId{call.id("case_id")}, call.seen_version(), verb, bound), 201);
    });
  });
}

void add_registration(Api& api) {
  http::Operation operation = case_operation("POST", "/api/v1/cases", "register_case", "Register a customer's contact", clause::art_10_1);
  operation.request_body = json::schema_of<RegisterInput>();
  operation.response_body = json::schema_of<CaseChanged>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  api.write(std::move(operation), [&api](const Call& call, db::Session& session) {
    return api::with_body<RegisterInput>(call, [&](const RegisterInput& input) {
      auto performed = perform_registration(desk_of(api.house(), call, session), input);
      http::Response answered = answer_of(api, call, performed, 201);
      if (!performed || performed->after.secrecy != Secrecy::sealed) return answered;
      // A tip's code is nowhere kept (art. 9(5)): who asks again with the same key gets everything but the code.
      performed->receipt.clear();
      api::remember_instead(changed_answer(*performed, 201).body);
      return answered;
    });
  });
}

void add_links(Api& api, VerbRehearsals& rehearsals) {
  rehearsals["link"] = [](const CaseDesk& desk, CaseId id, std::string_view form) -> Result<Rehearsed> {
    const json::Parsed<LinkInput> parsed = json::parse_body<LinkInput>(form);
    if (!parsed.mistakes.empty()) return parsed.mistakes.front();
    return rehearse_link(desk, id, parsed.value);
  };
  const auto add = [&api](const char* verb, const char* resource, const char* summary, auto perform_both) {
    http::Operation operation = case_operation("POST", "", verb, summary, clause::art_10_7);
    operation.pattern = std::string("/api/v1/cases/{case_id}/") + resource;
    operation.request_body = json::schema_of<LinkInput>();
    operation.response_body = json::schema_of<CaseChanged>();
    operation.success_status = 201;
    operation.needs_version = true;
    operation.idempotent_key = true;
    api.write(std::move(operation), [&api, perform_both](const Call& call, db::Session& session) {
      return api::with_body<LinkInput>(call, [&](const LinkInput& input) {
        return answer_of(api, call, perform_both(desk_of(api.house(), call, session), CaseId{call.id("case_id")}, call.seen_version(), input), 201);
      });
    });
  };
  add("link", "links", "Link to another case about the same", &perform_link);
  add("unlink", "unlinks", "Take a link back", &perform_unlink);
}

}  // namespace

VerbRehearsals add_case_verbs_api(Api& api) {
  VerbRehearsals rehearsals;
  add_registration(api);
  add_verb<ReplyInput>(api, rehearsals, "reply", "Answer the customer", Version::needed, &reply);
  add_verb<ProgressInput>(api, rehearsals, "report_progress", "Tell the customer how it stands", Version::needed, &report_progress);
  add_verb<StepInput>(api, rehearsals, "record_step", "Record a step of the service line", Version::needed, &record_step);
  add_verb<ContactMadeInput>(api, rehearsals, "record_contact", "Record a contact with the customer", Version::needed, &record_contact);
  add_verb<ArrivalInput>(api, rehearsals, "record_arrival", "Record the arrival on site", Version::needed, &record_arrival);
  add_verb<TransferInput>(api, rehearsals, "transfer", "Offer to another unit", Version::needed, &transfer);
  add_verb<EmptyInput>(api, rehearsals, "accept", "Accept what is offered", Version::needed,
                       [](const ServiceCase& c, const EmptyInput&, const Situation& s) { return accept(c, s); });
  add_verb<ReturnInput>(api, rehearsals, "return_case", "Return what is offered", Version::needed, &return_case);
  add_verb<OfficeQuestionInput>(api, rehearsals, "ask_office", "Ask the bureau office whose business it is", Version::needed, &ask_office);
  add_verb<RulingInput>(api, rehearsals, "rule_on", "The office rules", Version::needed, &rule_on);
  add_verb<AssignInput>(api, rehearsals, "assign", "Give to an officer of the unit", Version::needed, &assign);
  add_verb<EmptyInput>(api, rehearsals, "take_over", "Stand in for an absent colleague", Version::needed,
                       [](const ServiceCase& c, const EmptyInput&, const Situation& s) { return take_over(c, s); });
  add_verb<OutOfScopeInput>(api, rehearsals, "explain_out_of_scope", "Not our business: explain and direct", Version::needed, &explain_out_of_scope);
  add_verb<SuspendInput>(api, rehearsals, "suspend", "Wait for the customer", Version::needed, &suspend);
  add_verb<ResumeInput>(api, rehearsals, "resume", "Go on", Version::needed, &resume);
  add_verb<ExtensionInput>(api, rehearsals, "request_extension", "Ask for more time", Version::needed, &request_extension);
  add_verb<ExtensionDecisionInput>(api, rehearsals, "decide_extension", "Decide on more time", Version::needed, &decide_extension);
  add_verb<FollowUpInput>(api, rehearsals, "follow_up", "Ask the customer whether it is right now", Version::needed, &follow_up);
  add_verb<CloseInput>(api, rehearsals, "close_case", "Close", Version::needed, &close_case);
  add_verb<ReopenInput>(api, rehearsals, "reopen", "Take up again", Version::needed, &reopen);
  add_verb<RemindInput>(api, rehearsals, "remind", "Urge", Version::any, &remind);
  add_verb<SuperviseInput>(api, rehearsals, "supervise", "Order of management, to be answered", Version::any, &supervise);
  add_verb<SupervisionAnswerInput>(api, rehearsals, "answer_supervision", "Answer a supervision order", Version::needed, &answer_supervision);
  add_verb<LiftInput>(api, rehearsals, "lift_duty", "Lift a duty with grounds", Version::needed, &lift_duty);
  add_verb<WithdrawInput>(api, rehearsals, "withdraw", "The customer withdraws", Version::needed, &withdraw);
  add_verb<NoteInput>(api, rehearsals, "note", "An internal note", Version::any, &note);
  add_verb<CorrectionInput>(api, rehearsals, "correct_registration", "Correct the registration", Version::needed,
                            [&api](const ServiceCase& c, const CorrectionInput& input, const Situation& s) {
                              const SealIdentity seal = [&api](const Contact& contact) { return seal_for_supervision(*api.house().readers().borrow())(contact); };
                              return correct_registration(c, input, seal, s);
                            });
  add_links(api, rehearsals);
  return rehearsals;
}

}  // namespace shouwen
