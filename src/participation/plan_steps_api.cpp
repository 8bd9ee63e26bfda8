// Verbs on plans as resources: POST /plans, POST /plans/{plan_id}/reviews, …/votes … Arts. 5, 6, 8.
#include "participation/participation_api.h"
#include "participation/participation_desk.h"
#include "regulation/clauses.h"

namespace shouwen {

struct PlanChanged {
  PlanId id;
  std::int64_t version = 0;
  PlanStage stage{};
};
BOOST_DESCRIBE_STRUCT(PlanChanged, (), (id, version, stage))

namespace {

using api::Api;
using api::Call;

http::Response keep(const Call& call, db::Session& session, const Plan& before, const PlanDecision& decision, const PlanSituation& situation) {
  if (!decision) return refused(call, decision.refusal());
  const SavedRow<Plan> saved = save_plan(session, before, *decision, call.rulebook->version);
  tell(session, saved.journal_number, notice_of(saved.state, *decision, *call.rulebook, *call.organisation, situation.members), situation.officer_id, call.now);
  return api::answer(PlanChanged{saved.state.id, saved.state.version, saved.state.stage}, 201);
}

void add_draft(Api& api) {
  api.write(participation_command<PlanInput, PlanChanged>("/plans", "draft_plan", "Draft a plan with its goals", clause::art_6), [](const Call& call, db::Session& session) {
    return with_participation(call, "draft_plan", [&](const ParticipationRules& rules) {
      return api::with_body<PlanInput>(call, [&](const PlanInput& input) {
        const PlanSituation situation = plan_situation(session, {}, call.actor.officer_id, rules, call.now);
        return keep(call, session, {}, draft_plan(input, situation), situation);
      });
    });
  });
}

/// Registers POST /plans/{plan_id}/<resource> for a rule with the input of its form.
template <class Input, class Rule>
void add_verb(Api& api, const char* verb, const char* id, const char* resource, const char* summary, const char* clause, Rule rule) {
  api.write(participation_command<Input, PlanChanged>(std::string("/plans/{plan_id}") + resource, id, summary, clause), [verb, rule](const Call& call, db::Session& session) {
    return with_participation(call, verb, [&](const ParticipationRules& rules) {
      const auto plan = load_plan(session, PlanId{call.id("plan_id")});
      if (!plan) return refused(call, Refusal{"plan.unknown", "", "", {}});
      return api::with_body<Input>(call, [&](const Input& input) {
        const PlanSituation situation = plan_situation(session, plan->id, call.actor.officer_id, rules, call.now);
        return keep(call, session, *plan, rule(*plan, input, situation), situation);
      });
    });
  });
}

}  // namespace

void add_plan_steps_api(Api& api) {
  add_draft(api);
  add_verb<PlanInput>(api, "draft_plan", "change_plan", "/changes", "Change a draft", clause::art_6, &change_plan);
  add_verb<SeenPlanInput>(api, "draft_plan", "submit_plan", "/submissions", "To somebody else, to be reviewed", clause::art_6, &submit_plan);
  add_verb<SeenPlanInput>(api, "review_plan", "review_plan", "/reviews", "It may go on as it is", clause::art_6, &review_plan);
  add_verb<PlanReasonInput>(api, "review_plan", "return_plan", "/returns", "Back to its author, and why", clause::art_6, &return_plan);
  add_verb<ConsultationInput>(api, "put_plan_to_public", "put_plan_to_public", "/consultations", "The public may comment from today to a day", clause::art_8, &put_plan_to_public);
  add_verb<SeenPlanInput>(api, "put_plan_to_vote", "put_plan_to_vote", "/votings", "The leading group votes from now on", clause::art_5, &put_plan_to_vote);
  add_verb<VoteInput>(api, "vote_on_plan", "vote_on_plan", "/votes", "A member's vote and its reason", clause::art_5, &vote_on_plan);
  add_verb<SeenPlanInput>(api, "conclude_plan_vote", "conclude_plan_vote", "/conclusions", "Count the votes: approved, or back to its author", clause::art_5, &conclude_vote);
  add_verb<PlanReportInput>(api, "report_on_plan", "report_on_plan", "/reports", "How a month went; only what the house does not count is told as a number", clause::art_6, &report_on_plan);
  add_verb<PlanReasonInput>(api, "withdraw_plan", "withdraw_plan", "/withdrawals", "It holds no longer, and why", clause::art_5, &withdraw_plan);
}

}  // namespace shouwen
