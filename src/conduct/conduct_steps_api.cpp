// POST /conduct_cases and below: opening, investigating, deciding, exposing, rectifying, closing.
#include "conduct/conduct_views.h"
#include "regulation/clauses.h"

namespace shouwen {

struct ApproveExposureInput {
  std::int64_t version = 0;
  ExposureBody body{};
};
BOOST_DESCRIBE_STRUCT(ApproveExposureInput, (), (version, body))

namespace {

using api::Api;
using api::Call;

http::Response changed(const Call& call, const Result<SavedConduct>& saved) {
  if (!saved) return refused(call, saved.refusal());
  return api::answer(ConductChanged{saved->after.id, saved->after.version, saved->after.stage}, 201);
}

template <class Input>
http::Operation step_operation(const std::string& rest, const char* id, const char* summary) {
  http::Operation operation = conduct_operation("POST", "/conduct_cases" + rest, id, summary);
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<ConductChanged>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  return operation;
}

/// Registers POST /conduct_cases/{conduct_id}/<resource> for a rule with the input of its form.
template <class Input, class Rule>
void add_step(Api& api, const char* verb, const char* resource, const char* id, const char* summary, Rule rule) {
  api.write(step_operation<Input>(std::string("/{conduct_id}/") + resource, id, summary), [verb, rule](const Call& call, db::Session& session) {
    const auto found = conduct_for(call, session, verb);
    if (!found) return refused(call, found.refusal());
    return api::with_body<Input>(call, [&](const Input& input) {
      return changed(call, perform_conduct(conduct_desk_of(call, session), found->id, [&](const ConductCase& c, const ConductSituation& situation) { return rule(c, input, situation); }));
    });
  });
}

http::Response open(const Call& call, db::Session& session, const OpenConductInput& input) {
  if (!may_know_lead(call, session, input.lead, input.lead_id.value_or(0))) return refused(call, Refusal{"conduct.lead_does_not_hold", clause::art_9_4, "/lead_id", {}});
  // Whoever may take cases over opens them for the bureau; a head of a station or centre for his own people (art. 7).
  UnitId unit;
  if (!may(*call.rulebook, *call.organisation, call.actor, "take_over_conduct").allowed) {
    unit = judged_unit(*call.organisation, call.actor.officer_id);
    if (!unit) return refused(call, Refusal{"conduct.not_your_people", clause::art_7, "/accused_id", {}});
  }
  return changed(call, open_conduct(conduct_desk_of(call, session), input, unit));
}

void add_approvals(Api& api) {
  api.write(step_operation<ApproveExposureInput>("/{conduct_id}/exposure_approvals", "approve_exposure", "One body approves; with the second it is published"), [](const Call& call, db::Session& session) {
    const auto readable = conduct_for(call, session, "read_conduct");
    if (!readable) return refused(call, readable.refusal());
    return api::with_body<ApproveExposureInput>(call, [&](const ApproveExposureInput& input) {
      const char* verb = input.body == ExposureBody::supervision ? "approve_exposure_as_supervision" : "approve_exposure_as_group";
      const auto found = conduct_for(call, session, verb);
      if (!found) return refused(call, found.refusal());
      return changed(call, perform_conduct(conduct_desk_of(call, session), found->id, [&](const ConductCase& c, const ConductSituation& s) { return approve_exposure(c, {input.version}, input.body, s); }));
    });
  });
  // Who may approve may send back.
  api.write(step_operation<ConductReasonInput>("/{conduct_id}/exposure_returns", "return_exposure", "Back to who writes it, and why"), [](const Call& call, db::Session& session) {
    auto found = conduct_for(call, session, "approve_exposure_as_supervision");
    if (!found) found = conduct_for(call, session, "approve_exposure_as_group");
    if (!found) return refused(call, found.refusal());
    return api::with_body<ConductReasonInput>(call, [&](const ConductReasonInput& input) {
      return changed(call, perform_conduct(conduct_desk_of(call, session), found->id, [&](const ConductCase& c, const ConductSituation& s) { return return_exposure(c, input, s); }));
    });
  });
}

void add_retests(Api& api) {
  api.write(step_operation<RetestInput>("/{conduct_id}/rectifications/{number}/retests", "retest_rectification", "Tested by nobody of the unit that put it right"), [](const Call& call, db::Session& session) {
    const auto found = conduct_for(call, session, "retest_rectification");
    if (!found) return refused(call, found.refusal());
    return api::with_body<RetestInput>(call, [&](const RetestInput& input) {
      const std::int64_t number = call.id("number");
      return changed(call, perform_conduct(conduct_desk_of(call, session), found->id, [&](const ConductCase& c, const ConductSituation& s) { return retest_rectification(c, number, input, s); }));
    });
  });
}

}  // namespace

void add_conduct_steps_api(Api& api) {
  api.write(step_operation<OpenConductInput>("", "open_conduct_case", "A lead becomes a case against one person"), [](const Call& call, db::Session& session) {
    return with_permission(call, "open_conduct_case", [&] { return api::with_body<OpenConductInput>(call, [&](const OpenConductInput& input) { return open(call, session, input); }); });
  });
  add_step<SeenConductInput>(api, "handle_conduct", "acceptances", "accept_conduct_case", "受理: it is taken up", &accept_conduct_case);
  add_step<ConductReasonInput>(api, "handle_conduct", "refusals", "decline_conduct_case", "Not taken up, and why", &decline_conduct_case);
  add_step<ConductInvestigatorsInput>(api, "handle_conduct", "investigators", "appoint_conduct_investigators", "Two people, neither of the accused's line nor who supervised him", &appoint_conduct_investigators);
  add_step<ConductFindingInput>(api, "investigate_conduct", "findings", "record_conduct_finding", "Each fact with its evidence; third persons nobody may name", &record_conduct_finding);
  add_step<SeenConductInput>(api, "investigate_conduct", "finding_confirmations", "confirm_conduct_finding", "The other of the two stands for it", &confirm_conduct_finding);
  add_step<AskHearingInput>(api, "investigate_conduct", "hearings", "ask_conduct_hearing", "What the person must answer to", &ask_hearing);
  add_step<DecideConductInput>(api, "decide_conduct", "decisions", "decide_conduct", "Within the table, after the hearing, by who did not investigate", &decide_conduct);
  add_step<ConductReasonInput>(api, "decide_conduct", "not_proved", "end_conduct_not_proved", "Nothing proved: the person is cleared, the reporter told", &end_not_proved);
  add_step<DecideObjectionInput>(api, "decide_conduct_objection", "objection_decisions", "decide_conduct_objection", "Stands, milder or lifted, by somebody else", &decide_objection);
  add_step<DraftExposureInput>(api, "handle_conduct", "exposures", "draft_exposure", "The text for the public, out of the decided facts", &draft_exposure);
  add_step<CorrectExposureInput>(api, "handle_conduct", "exposure_corrections", "correct_exposure", "A new text and what was wrong; the old one stays readable", &correct_exposure);
  add_approvals(api);
  add_step<OrderRectificationInput>(api, "handle_conduct", "rectifications", "order_rectification", "What a unit has to put right, and by when", &order_rectification);
  add_retests(api);
  add_step<SeenConductInput>(api, "handle_conduct", "closings", "close_conduct_case", "Only when everything is done", &close_conduct_case);
  add_step<ConductReasonInput>(api, "take_over_conduct", "take_overs", "take_over_conduct_case", "A unit's case becomes supervision's", &take_over_conduct_case);
}

void add_conduct_api(Api& api) {
  add_conduct_reads_api(api);
  add_conduct_steps_api(api);
  add_my_conduct_api(api);
  add_conduct_files_api(api);
  add_conduct_leads_api(api);
  add_conduct_register_api(api);
}

}  // namespace shouwen
