// The verbs of a comment on a plan. Art. 8. Pure.
#pragma once

#include "participation/plan_comment.h"
#include "participation/plan_steps.h"

namespace shouwen {

struct PlanCommentInput {
  Text<1, 2000> text;
  Line<0, 40> name;
  std::optional<bool> show_name;
  std::optional<CommentWay> way;       ///< the counter, if absent
};
struct PublishCommentInput {
  std::int64_t version = 0;
  std::vector<Line<1, 200>> hide;      ///< passages of the text that the public does not read
};
struct RefuseCommentInput {
  std::int64_t version = 0;
  Text<4, 500> reason;
};
struct AnswerCommentsInput {
  std::vector<PlanCommentId> comment_ids;
  CommentVerdict verdict{};
  Text<2, 2000> text;                  ///< what changes, or why not
};
using CommentDecision = Result<PlanCommentEvent>;

/// Refusals comment.period_over, .way_not_by_officer (the web is the writer's own way).
CommentDecision receive_comment(const Plan& plan, const PlanCommentInput& input, const PlanSituation& situation);
/// What looks personal is hidden by the house, more by whoever lets it. Refusals comment.changed_meanwhile, .judged_already,
/// .passage_unknown, .nothing_left, .own_comment (who took it in at the counter does not judge it).
CommentDecision publish_comment(const PlanComment& comment, const PublishCommentInput& input, const PlanSituation& situation);
CommentDecision refuse_comment(const PlanComment& comment, const RefuseCommentInput& input, const PlanSituation& situation);
/// One answer to one comment; `together`: how many get it at once. Refusals comment.not_published, .answered_already,
/// .answer_personal.
CommentDecision answer_comment(const PlanComment& comment, const AnswerCommentsInput& input, std::int64_t together, const PlanSituation& situation);

/// The name the public reads; "" unless the writer asked for it.
std::string shown_name(const PlanComment& comment);

}  // namespace shouwen
