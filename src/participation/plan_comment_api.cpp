// Comments at the desk: taken at the counter, let or refused by a person, answered one by one or together. Art. 8.
#include "participation/participation_api.h"
#include "participation/participation_desk.h"
#include "regulation/clauses.h"

namespace shouwen {

struct CommentTaken {
  PlanCommentId id;
  std::string code;        ///< for the writer: with it he reads what became of it; shown once
};
BOOST_DESCRIBE_STRUCT(CommentTaken, (), (id, code))
struct CommentChanged {
  PlanCommentId id;
  std::int64_t version = 0;
  CommentStage stage{};
};
BOOST_DESCRIBE_STRUCT(CommentChanged, (), (id, version, stage))
struct CommentsAnswered {
  std::int64_t answered = 0, still_open = 0;
};
BOOST_DESCRIBE_STRUCT(CommentsAnswered, (), (answered, still_open))

namespace {

using api::Api;
using api::Call;

void add_taking(Api& api) {
  auto taking = participation_command<PlanCommentInput, CommentTaken>("/plans/{plan_id}/comments", "record_plan_comment", "Write down what somebody says at the counter, on the phone, in a letter", clause::art_8);
  // The code is shown once and stands in no table of answers.
  taking.idempotent_key = false;
  api.write(taking, [&api](const Call& call, db::Session& session) {
    return with_participation(call, "record_plan_comment", [&](const ParticipationRules&) {
      const auto plan = load_plan(session, PlanId{call.id("plan_id")});
      if (!plan) return refused(call, Refusal{"plan.unknown", "", "", {}});
      return api::with_body<PlanCommentInput>(call, [&](const PlanCommentInput& input) {
        const auto taken = take_comment(api.house(), session, call, *plan, input, call.actor.officer_id);
        return taken ? api::answer(CommentTaken{taken->comment.id, taken->code}, 201) : refused(call, taken.refusal());
      });
    });
  });
}

/// Registers POST /plan_comments/{comment_id}/<resource>.
template <class Input, class Rule>
void add_judging(Api& api, const char* id, const char* resource, const char* summary, Rule rule) {
  api.write(participation_command<Input, CommentChanged>(std::string("/plan_comments/{comment_id}") + resource, id, summary, clause::art_8), [rule](const Call& call, db::Session& session) {
    return with_participation(call, "judge_plan_comments", [&](const ParticipationRules& rules) {
      const auto comment = load_comment(session, PlanCommentId{call.id("comment_id")});
      if (!comment) return refused(call, Refusal{"comment.unknown", "", "", {}});
      return api::with_body<Input>(call, [&](const Input& input) {
        const CommentDecision decision = rule(*comment, input, PlanSituation{call.actor.officer_id, call.now, rules});
        if (!decision) return refused(call, decision.refusal());
        const PlanComment after = save_comment(session, *comment, *decision, call.rulebook->version).state;
        return api::answer(CommentChanged{after.id, after.version, after.stage}, 201);
      });
    });
  });
}

/// All or none: a refusal of one undoes the call.
http::Response answer_all(const Call& call, db::Session& session, const Plan& plan, const AnswerCommentsInput& input, const ParticipationRules& rules) {
  if (input.comment_ids.empty()) return refused(call, Refusal{"comment.none_chosen", clause::art_8, "/comment_ids", {}});
  const PlanSituation situation{call.actor.officer_id, call.now, rules};
  const auto together = static_cast<std::int64_t>(input.comment_ids.size());
  for (const PlanCommentId id : input.comment_ids) {
    const auto comment = load_comment(session, id);
    if (!comment || comment->plan_id != plan.id) return refused(call, Refusal{"comment.unknown", "", "/comment_ids", {}});
    const CommentDecision decision = answer_comment(*comment, input, together, situation);
    if (!decision) return refused(call, decision.refusal());
    save_comment(session, *comment, *decision, call.rulebook->version);
  }
  return api::answer(CommentsAnswered{together, count_open_comments(session, plan.id)}, 201);
}

}  // namespace

void add_plan_comments_api(Api& api) {
  add_taking(api);
  add_judging<PublishCommentInput>(api, "publish_plan_comment", "/publications", "The public may read it; what looks personal is hidden by the house", &publish_comment);
  add_judging<RefuseCommentInput>(api, "refuse_plan_comment", "/refusals", "It is not shown; the writer reads why by his code", &refuse_comment);
  api.write(participation_command<AnswerCommentsInput, CommentsAnswered>("/plans/{plan_id}/answers", "answer_plan_comments", "What became of a comment, or of many that say the same", clause::art_8),
            [](const Call& call, db::Session& session) {
              return with_participation(call, "answer_plan_comments", [&](const ParticipationRules& rules) {
                const auto plan = load_plan(session, PlanId{call.id("plan_id")});
                if (!plan) return refused(call, Refusal{"plan.unknown", "", "", {}});
                return api::with_body<AnswerCommentsInput>(call, [&](const AnswerCommentsInput& input) { return answer_all(call, session, *plan, input, rules); });
              });
            });
}

}  // namespace shouwen
