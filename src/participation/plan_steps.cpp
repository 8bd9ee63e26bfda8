// Arts. 5, 6, 8: marketing writes, another reviews, the public is heard, the leading group decides.
#include "participation/plan_steps.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::size_t goals_most = 20;
constexpr std::int64_t whole_hundredths = 10'000, count_hundredths_most = 1'000'000'000'000;
/// Longer is a slip of the pen.
constexpr std::int32_t comment_days_most = 366, term_days_most = 1830;

Refusal no(const char* code, const char* clause, std::string field = "", std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause, std::move(field), std::move(values)};
}

std::optional<Refusal> not_at(const Plan& plan, PlanStage stage, std::int64_t seen_version) {
  if (seen_version != 0 && seen_version != plan.version) return no("plan.changed_meanwhile", clause::art_6, "/version");
  if (plan.stage != stage) return no("plan.wrong_stage", clause::art_5);
  return std::nullopt;
}

bool wrote_at(const Plan& plan, OfficerId officer) { return std::find(plan.written_by_ids.begin(), plan.written_by_ids.end(), officer) != plan.written_by_ids.end(); }
bool has_voted(const Plan& plan, OfficerId officer) {
  return std::any_of(plan.votes.begin(), plan.votes.end(), [officer](const PlanVote& vote) { return vote.officer_id == officer; });
}
bool is_member(const PlanSituation& situation, OfficerId officer) { return std::find(situation.members.begin(), situation.members.end(), officer) != situation.members.end(); }

bool is_over(const PlanContent& content, Instant now) { return content.valid_to < local_date(now); }

std::optional<Refusal> wrong_goal(const PlanGoal& goal, const PlanContent& content, const std::string& field) {
  const bool own = goal.figure == GoalFigure::own;
  if (goal.by < content.valid_from || content.valid_to < goal.by) return no("plan.goal_outside_term", clause::art_5, field + "/by");
  if (own && goal.unit.value.empty()) return no("plan.unit_missing", clause::art_5, field + "/unit");
  if (!own && !goal.unit.value.empty()) return no("plan.unit_is_given", clause::art_5, field + "/unit");
  const std::int64_t most = own || goal.figure == GoalFigure::returns ? count_hundredths_most : whole_hundredths;
  if (goal.target_hundredths < 0 || goal.target_hundredths > most) return no("plan.target_out_of_range", clause::art_5, field + "/target_hundredths");
  return std::nullopt;
}

std::optional<Refusal> wrong_content(const PlanContent& content, Instant now) {
  if (content.valid_to < content.valid_from) return no("plan.term_backwards", clause::art_5, "/content/valid_to");
  if (content.valid_to.days - content.valid_from.days > term_days_most) return no("plan.term_too_long", clause::art_5, "/content/valid_to", {{"days", std::to_string(term_days_most)}});
  if (is_over(content, now)) return no("plan.over_already", clause::art_5, "/content/valid_to");
  if (content.goals.empty()) return no("plan.no_goal", clause::art_5, "/content/goals");
  if (content.goals.size() > goals_most) return no("plan.too_many_goals", clause::art_5, "/content/goals", {{"limit", std::to_string(goals_most)}});
  for (std::size_t i = 0; i < content.goals.size(); ++i)
    if (auto wrong = wrong_goal(content.goals[i], content, "/content/goals/" + std::to_string(i))) return wrong;
  return std::nullopt;
}

PlanEvent event_of(const char* kind, const PlanSituation& situation) { return {kind, situation.officer_id, situation.now}; }

PlanEvent written(const char* kind, const PlanInput& input, const PlanSituation& situation) {
  PlanEvent event = event_of(kind, situation);
  event.content = input.content;
  return event;
}

std::optional<Refusal> comments_wait(const Plan& plan, const PlanSituation& situation) {
  if (plan.consultation && (!plan.consultation->over || local_date(situation.now) <= plan.consultation->to)) return no("plan.comments_still_open", clause::art_8, "", {{"day", to_iso(plan.consultation->to)}});
  if (situation.open_comments > 0) return no("plan.comments_unanswered", clause::art_8, "", {{"count", std::to_string(situation.open_comments)}});
  return std::nullopt;
}

std::int64_t needed_of(const Plan& plan, const PlanSituation& situation) { return votes_needed(members_counted(plan, situation), situation.rules.quorum_percent); }

std::int64_t votes_for(const Plan& plan, VoteChoice choice) {
  return std::count_if(plan.votes.begin(), plan.votes.end(), [choice](const PlanVote& vote) { return vote.choice == choice; });
}

std::optional<Refusal> wrong_month(const Plan& plan, const std::string& month, Instant now) {
  const std::string last = std::min(plan_month(plan.content.valid_to), plan_month(local_date(now)));
  const bool is_month = parse_date(month + "-01").has_value();
  if (!is_month || month < plan_month(plan.content.valid_from) || month > last) return no("plan.month_outside", clause::art_6, "/month");
  return std::nullopt;
}

std::optional<Refusal> wrong_actuals(const Plan& plan, const std::vector<GoalActual>& actuals) {
  std::vector<std::int64_t> seen;
  for (std::size_t i = 0; i < actuals.size(); ++i) {
    const std::string field = "/actuals/" + std::to_string(i) + "/goal";
    const std::int64_t goal = actuals[i].goal;
    const bool twice = std::find(seen.begin(), seen.end(), goal) != seen.end();
    if (goal < 1 || goal > static_cast<std::int64_t>(plan.content.goals.size()) || twice) return no("plan.unknown_goal", clause::art_6, field);
    if (plan.content.goals[static_cast<std::size_t>(goal) - 1].figure != GoalFigure::own) return no("plan.actual_is_counted", clause::art_6, field);
    seen.push_back(goal);
  }
  return std::nullopt;
}

}  // namespace

PlanDecision draft_plan(const PlanInput& input, const PlanSituation& situation) {
  if (auto wrong = wrong_content(input.content, situation.now)) return *wrong;
  return written("plan_drafted", input, situation);
}

PlanDecision change_plan(const Plan& plan, const PlanInput& input, const PlanSituation& situation) {
  if (auto wrong = not_at(plan, PlanStage::draft, input.version)) return *wrong;
  if (auto wrong = wrong_content(input.content, situation.now)) return *wrong;
  return written("plan_changed", input, situation);
}

PlanDecision submit_plan(const Plan& plan, const SeenPlanInput& input, const PlanSituation& situation) {
  if (auto wrong = not_at(plan, PlanStage::draft, input.version)) return *wrong;
  if (is_over(plan.content, situation.now)) return no("plan.over_already", clause::art_5);
  return event_of("plan_submitted", situation);
}

PlanDecision review_plan(const Plan& plan, const SeenPlanInput& input, const PlanSituation& situation) {
  if (auto wrong = not_at(plan, PlanStage::submitted, input.version)) return *wrong;
  if (wrote_at(plan, situation.officer_id)) return no("plan.own_plan", clause::art_6);
  return event_of("plan_reviewed", situation);
}

PlanDecision return_plan(const Plan& plan, const PlanReasonInput& input, const PlanSituation& situation) {
  // What was reviewed may turn out to need another hand before it goes to the public or to the vote.
  const bool reviewed = plan.stage == PlanStage::reviewed;
  if (auto wrong = not_at(plan, reviewed ? PlanStage::reviewed : PlanStage::submitted, input.version)) return *wrong;
  if (wrote_at(plan, situation.officer_id)) return no("plan.own_plan", clause::art_6);
  PlanEvent event = event_of("plan_returned", situation);
  event.because = input.reason.value;
  return event;
}

PlanDecision put_plan_to_public(const Plan& plan, const ConsultationInput& input, const PlanSituation& situation) {
  if (auto wrong = not_at(plan, PlanStage::reviewed, input.version)) return *wrong;
  if (plan.consultation) return no("plan.commented_on_already", clause::art_8);
  const Date today = local_date(situation.now);
  const std::int64_t days = std::int64_t{input.to.days} - today.days + 1;
  if (days < situation.rules.comment_days_least) return no("plan.comments_too_short", clause::art_8, "/to", {{"days", std::to_string(situation.rules.comment_days_least)}});
  if (days > comment_days_most) return no("plan.comments_too_long", clause::art_8, "/to", {{"days", std::to_string(comment_days_most)}});
  PlanEvent event = event_of("plan_put_to_public", situation);
  event.from = today;
  event.to = input.to;
  return event;
}

PlanDecision end_consultation(const Plan& plan, const PlanSituation& situation) {
  if (auto wrong = not_at(plan, PlanStage::consulting, 0)) return *wrong;
  if (local_date(situation.now) <= plan.consultation->to) return no("plan.comments_still_open", clause::art_8, "", {{"day", to_iso(plan.consultation->to)}});
  return event_of("plan_consultation_ended", situation);
}

PlanDecision put_plan_to_vote(const Plan& plan, const SeenPlanInput& input, const PlanSituation& situation) {
  if (auto wrong = not_at(plan, PlanStage::reviewed, input.version)) return *wrong;
  if (auto wrong = comments_wait(plan, situation)) return *wrong;
  if (situation.members.empty()) return no("plan.nobody_votes", clause::art_5);
  const auto may_vote = std::count_if(situation.members.begin(), situation.members.end(), [&plan](OfficerId member) { return !wrote_at(plan, member); });
  const std::int64_t needed = votes_needed(static_cast<std::int64_t>(situation.members.size()), situation.rules.quorum_percent);
  if (may_vote < needed) return no("plan.quorum_impossible", clause::art_5, "", {{"may", std::to_string(may_vote)}, {"needed", std::to_string(needed)}});
  return event_of("plan_put_to_vote", situation);
}

PlanDecision vote_on_plan(const Plan& plan, const VoteInput& input, const PlanSituation& situation) {
  if (auto wrong = not_at(plan, PlanStage::voting, input.version)) return *wrong;
  if (!is_member(situation, situation.officer_id)) return no("plan.not_a_member", clause::art_5);
  if (wrote_at(plan, situation.officer_id)) return no("plan.own_plan", clause::art_6);
  if (has_voted(plan, situation.officer_id)) return no("plan.voted_already", clause::art_5);
  PlanEvent event = event_of("plan_voted", situation);
  event.vote = PlanVote{situation.officer_id, input.choice, input.reason.value, situation.now};
  return event;
}

PlanDecision conclude_vote(const Plan& plan, const SeenPlanInput& input, const PlanSituation& situation) {
  if (auto wrong = not_at(plan, PlanStage::voting, input.version)) return *wrong;
  if (auto wrong = comments_wait(plan, situation)) return *wrong;
  if (is_over(plan.content, situation.now)) return no("plan.over_already", clause::art_5);
  const std::int64_t needed = needed_of(plan, situation), votes = static_cast<std::int64_t>(plan.votes.size());
  if (votes < needed) return no("plan.no_quorum", clause::art_5, "", {{"votes", std::to_string(votes)}, {"needed", std::to_string(needed)}});
  const VoteResult result{members_counted(plan, situation), needed, votes_for(plan, VoteChoice::in_favour), votes_for(plan, VoteChoice::against), situation.now, situation.officer_id};
  const bool approved = result.in_favour > result.against;
  PlanEvent event = event_of(approved ? "plan_approved" : "plan_rejected", situation);
  event.result = result;
  if (!approved) event.because = std::to_string(result.in_favour) + " : " + std::to_string(result.against);
  return event;
}

PlanDecision report_on_plan(const Plan& plan, const PlanReportInput& input, const PlanSituation& situation) {
  if (auto wrong = not_at(plan, PlanStage::approved, input.version)) return *wrong;
  if (auto wrong = wrong_month(plan, input.month.value, situation.now)) return *wrong;
  if (auto wrong = wrong_actuals(plan, input.actuals)) return *wrong;
  PlanEvent event = event_of("plan_reported", situation);
  event.report = PlanReport{input.month.value, input.text.value, input.actuals, situation.officer_id, situation.now};
  return event;
}

PlanDecision withdraw_plan(const Plan& plan, const PlanReasonInput& input, const PlanSituation& situation) {
  if (input.version != 0 && input.version != plan.version) return no("plan.changed_meanwhile", clause::art_6, "/version");
  if (plan.stage == PlanStage::withdrawn) return no("plan.wrong_stage", clause::art_5);
  PlanEvent event = event_of("plan_withdrawn", situation);
  event.because = input.reason.value;
  return event;
}

std::optional<PlanEvent> miss_answers(const Plan& plan, const PlanSituation& situation) {
  if (!plan.consultation || !plan.consultation->over || plan.consultation->answers_missed_at || situation.open_comments == 0) return std::nullopt;
  if (plan.stage == PlanStage::withdrawn) return std::nullopt;
  if (local_date(situation.now) <= plan.consultation->to.plus_days(static_cast<std::int32_t>(situation.rules.answer_days))) return std::nullopt;
  return event_of("plan_answers_missed", situation);
}

bool can_review(const Plan& plan, const PlanSituation& situation) { return !wrote_at(plan, situation.officer_id); }
bool can_vote(const Plan& plan, const PlanSituation& situation) {
  return plan.stage == PlanStage::voting && is_member(situation, situation.officer_id) && !wrote_at(plan, situation.officer_id) && !has_voted(plan, situation.officer_id);
}

std::int64_t members_counted(const Plan& plan, const PlanSituation& situation) {
  const auto left = std::count_if(plan.votes.begin(), plan.votes.end(), [&](const PlanVote& vote) { return !is_member(situation, vote.officer_id); });
  return static_cast<std::int64_t>(situation.members.size()) + left;
}

std::string plan_month(Date day) {
  constexpr std::size_t year_and_month = 7;
  return to_iso(day).substr(0, year_and_month);
}

}  // namespace shouwen
