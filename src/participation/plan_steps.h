// The verbs of a plan: what each wants to know and what it refuses. Arts. 5, 6, 8. Pure.
#pragma once

#include "participation/leading_group.h"
#include "participation/plan.h"
#include "regulation/participation_rules.h"

namespace shouwen {

/// What the rules may know besides the plan.
struct PlanSituation {
  OfficerId officer_id;                ///< who acts; 0 = the house's clock
  Instant now;
  const ParticipationRules& rules;
  std::vector<OfficerId> members = {}; ///< of the leading group today
  std::int64_t open_comments = 0;      ///< of this plan: not decided yet, or shown without an answer
};
using PlanDecision = Result<PlanEvent>;

struct PlanInput {
  std::int64_t version = 0;            ///< of the plan that was seen; 0 = whatever it is now
  PlanContent content;
};
struct SeenPlanInput {
  std::int64_t version = 0;
};
struct PlanReasonInput {
  std::int64_t version = 0;
  Text<2, 1000> reason;
};
struct ConsultationInput {
  std::int64_t version = 0;
  Date to;                             ///< the last day, counted
};
struct VoteInput {
  std::int64_t version = 0;
  VoteChoice choice{};
  Text<2, 1000> reason;
};
struct PlanReportInput {
  std::int64_t version = 0;
  Line<7, 7> month;                    ///< "2026-11"
  Text<1, 4000> text;
  std::vector<GoalActual> actuals;
};

// Refusals plan.…: changed_meanwhile, wrong_stage, and those named beside each.

/// term_backwards, term_too_long, over_already, no_goal, too_many_goals, goal_outside_term, unit_missing, unit_is_given, target_out_of_range.
PlanDecision draft_plan(const PlanInput& input, const PlanSituation& situation);
PlanDecision change_plan(const Plan& plan, const PlanInput& input, const PlanSituation& situation);
/// over_already.
PlanDecision submit_plan(const Plan& plan, const SeenPlanInput& input, const PlanSituation& situation);
/// own_plan: who wrote at it neither reviews nor returns it.
PlanDecision review_plan(const Plan& plan, const SeenPlanInput& input, const PlanSituation& situation);
PlanDecision return_plan(const Plan& plan, const PlanReasonInput& input, const PlanSituation& situation);
/// From today; commented_on_already, comments_too_short, comments_too_long.
PlanDecision put_plan_to_public(const Plan& plan, const ConsultationInput& input, const PlanSituation& situation);
/// The clock's, after the last day; comments_still_open.
PlanDecision end_consultation(const Plan& plan, const PlanSituation& situation);
/// comments_still_open, comments_unanswered, nobody_votes, quorum_impossible.
PlanDecision put_plan_to_vote(const Plan& plan, const SeenPlanInput& input, const PlanSituation& situation);
/// not_a_member, own_plan, voted_already.
PlanDecision vote_on_plan(const Plan& plan, const VoteInput& input, const PlanSituation& situation);
/// Approved if more are in favour than against, else back to its author; no_quorum, comments_unanswered, over_already.
PlanDecision conclude_vote(const Plan& plan, const SeenPlanInput& input, const PlanSituation& situation);
/// month_outside, unknown_goal, actual_is_counted.
PlanDecision report_on_plan(const Plan& plan, const PlanReportInput& input, const PlanSituation& situation);
PlanDecision withdraw_plan(const Plan& plan, const PlanReasonInput& input, const PlanSituation& situation);
/// The clock's, once: comments wait longer than the bureau allows. Nothing if none does.
std::optional<PlanEvent> miss_answers(const Plan& plan, const PlanSituation& situation);

/// Whether this officer could do it now, but for what he would type: the actions a page offers.
bool can_review(const Plan& plan, const PlanSituation& situation);
bool can_vote(const Plan& plan, const PlanSituation& situation);

/// Who counts for the quorum: whoever is of the group today, and who voted while he was.
std::int64_t members_counted(const Plan& plan, const PlanSituation& situation);
/// "2026-11".
std::string plan_month(Date day);

}  // namespace shouwen
