// The survey by phone: whom to call next, what came of the call, the answers written down for him.
#include "customers/customer_store.h"
#include "org/accounts.h"
#include "surveys/survey_api.h"

namespace shouwen {

struct SurveyCallView {
  std::optional<std::int64_t> number;   ///< absent: nobody is left
  std::string customer_name, phone, account_number;
  std::int64_t calls = 0;               ///< so often in vain
};
BOOST_DESCRIBE_STRUCT(SurveyCallView, (), (number, customer_name, phone, account_number, calls))
struct SurveyCallInput {
  std::int64_t number = 0;
  CallOutcome outcome{};
};
BOOST_DESCRIBE_STRUCT(SurveyCallInput, (), (number, outcome))
struct PhoneAnswersInput {
  std::int64_t number = 0;
  std::vector<Answer> answers;
};
BOOST_DESCRIBE_STRUCT(PhoneAnswersInput, (), (number, answers))

namespace {

using api::Api;
using api::Call;

/// Name and phone stand in clear for who is to call: that he saw them is kept.
http::Response next_call(Api& api, const Call& call, db::Session& session, const Survey& survey) {
  const auto after = api::query_number(call, "after");
  if (!after) return refused(call, after.refusal());
  const auto last = *after ? load_invitation(session, survey.id, **after) : std::nullopt;
  auto next = survey.stage == SurveyStage::open ? next_to_call(session, survey.id, last ? last->calls : 0, last ? last->number : 0) : std::nullopt;
  if (!next && last) next = next_to_call(session, survey.id, 0, 0);
  const auto customer = next ? load_customer(session, next->customer_id) : std::nullopt;
  if (!customer) return api::answer(SurveyCallView{});
  api.house().writer().run([&](db::Session& writing) {
    log_access(writing, {0, call.now, call.actor.officer_id, "customer/" + std::to_string(customer->id.value), "name,phone",
                         survey.questionnaire.title_zh.value, call.request.remote_address});
  });
  return api::answer(SurveyCallView{next->number, customer->name, customer->phone, customer->account_number, next->calls});
}

http::Operation writing(const char* rest, const char* id, const char* summary) {
  auto operation = survey_operation("POST", rest, id, summary);
  operation.response_body = json::schema_of<SurveyChanged>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  return operation;
}

}  // namespace

void add_survey_calls_api(Api& api) {
  auto next = survey_operation("GET", "/{survey_id}/next_call", "read_next_call", "Whom to call next, behind one");
  next.response_body = json::schema_of<SurveyCallView>();
  next.query = {{"after", "number of the one before", R"({"type":"integer"})"}};
  api.slow(next, [&api](const Call& call, db::Session& session) {
    return with_survey(call, session, "answer_by_phone", [&](const Survey& survey) { return next_call(api, call, session, survey); });
  });

  auto calling = writing("/{survey_id}/calls", "record_survey_call", "He was not reached, or wants to give no answer");
  calling.request_body = json::schema_of<SurveyCallInput>();
  api.write(calling, [](const Call& call, db::Session& session) {
    return with_survey(call, session, "answer_by_phone", [&](const Survey& survey) {
      return api::with_body<SurveyCallInput>(call, [&](const SurveyCallInput& input) {
        const auto invitation = load_invitation(session, survey.id, input.number);
        if (!invitation) return refused(call, Refusal{"survey.invitation_unknown", "", "/number", {}});
        const SurveyDecision decision = record_call(survey, *invitation, input.outcome);
        if (!decision) return refused(call, decision.refusal());
        const Survey after = save_survey(session, survey, *decision, survey_writer(call));
        save_invitation(session, survey.id, apply(*invitation, *decision));
        return api::answer(changed_view(after), 201);
      });
    });
  });

  auto answering = writing("/{survey_id}/phone_answers", "answer_by_phone", "What he answered on the phone");
  answering.request_body = json::schema_of<PhoneAnswersInput>();
  api.write(answering, [](const Call& call, db::Session& session) {
    return with_survey(call, session, "answer_by_phone", [&](const Survey& survey) {
      return api::with_body<PhoneAnswersInput>(call, [&](const PhoneAnswersInput& input) {
        // Number 0 is the open link, which nobody answers for another.
        if (input.number < 1) return refused(call, Refusal{"survey.invitation_unknown", "", "/number", {}});
        const auto refusals = answer_survey(call, session, {{survey.id, input.number}, input.answers, true, {}});
        return refusals.empty() ? api::answer(changed_view(*load_survey(session, survey.id)), 201) : refused(call, refusals);
      });
    });
  });
}

}  // namespace shouwen
