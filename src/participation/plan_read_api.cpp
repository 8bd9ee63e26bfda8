// GET /plans, GET /plans/{plan_id}: how each stands, with its comments, votes, goals and what this reader may do. Arts. 5, 6, 8.
#include "base/text.h"
#include "db/journal.h"
#include "json/stored.h"
#include "participation/participation_api.h"
#include "participation/plan_views.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using api::officer_name;

bool decides_on_comments(const Call& call) { return caller_may(call, "judge_plan_comments"); }

std::vector<std::string> actions_of(const Call& call, const Plan& plan, const PlanSituation& situation) {
  std::vector<std::string> actions;
  const auto offer = [&](const char* action, const char* verb, bool possible) {
    if (possible && caller_may(call, verb)) actions.emplace_back(action);
  };
  const PlanStage stage = plan.stage;
  const bool heard = !plan.consultation || plan.consultation->over;
  offer("change", "draft_plan", stage == PlanStage::draft);
  offer("submit", "draft_plan", stage == PlanStage::draft);
  offer("review", "review_plan", stage == PlanStage::submitted && can_review(plan, situation));
  offer("return", "review_plan", (stage == PlanStage::submitted || stage == PlanStage::reviewed) && can_review(plan, situation));
  offer("put_to_public", "put_plan_to_public", stage == PlanStage::reviewed && !plan.consultation);
  offer("put_to_vote", "put_plan_to_vote", stage == PlanStage::reviewed && heard);
  offer("vote", "vote_on_plan", can_vote(plan, situation));
  offer("conclude", "conclude_plan_vote", stage == PlanStage::voting);
  offer("report", "report_on_plan", stage == PlanStage::approved);
  offer("withdraw", "withdraw_plan", stage != PlanStage::withdrawn);
  offer("comment", "record_plan_comment", stage == PlanStage::consulting && local_date(call.now) <= plan.consultation->to);
  return actions;
}

PlanRow row_of(const Call& call, db::Session& session, const Plan& plan, const ParticipationRules& rules) {
  const CommentCounts counts = count_comments(session, plan.id);
  const PlanSituation situation = plan_situation(session, plan.id, call.actor.officer_id, rules, call.now);
  PlanRow row{plan.id, plan.version, plan.stage, words_of(plan.stage, call.language), plan.content.title.value, officer_name(call, plan.drafted_by_id), plan.content.valid_from, plan.content.valid_to,
              is_in_force(plan, local_date(call.now)), {}, counts.received, counts.open, 0, 0, false};
  if (plan.consultation) row.comments_to = plan.consultation->to;
  if (plan.stage == PlanStage::voting) {
    row.votes = static_cast<std::int64_t>(plan.votes.size());
    row.votes_needed = votes_needed(members_counted(plan, situation), rules.quorum_percent);
  }
  const bool reviews = plan.stage == PlanStage::submitted && can_review(plan, situation) && caller_may(call, "review_plan");
  const bool answers = counts.open > 0 && (caller_may(call, "answer_plan_comments") || decides_on_comments(call));
  row.waits_for_me = reviews || answers || (can_vote(plan, situation) && caller_may(call, "vote_on_plan"));
  return row;
}

PlanCommentView view_of(const Call& call, const PlanComment& comment) {
  const bool decides = decides_on_comments(call);
  PlanCommentView view;
  view.id = comment.id;
  view.version = comment.version;
  view.stage = comment.stage;
  view.way = comment.way;
  view.way_said = words_of(comment.way, call.language);
  view.name = decides ? comment.name : mask_name(comment.name);
  view.show_name = comment.show_name;
  view.text = decides ? comment.text : comment.shown;
  if (decides && comment.stage == CommentStage::received) view.preview = hide_passages(comment.text, {});
  view.shown = comment.shown;
  view.received_at = comment.received_at;
  view.taken_by_name = officer_name(call, comment.taken_by_id);
  view.judged_by_name = officer_name(call, comment.judged_by_id);
  view.refused_because = comment.refused_because;
  if (const auto& answer = comment.answer)
    view.answer = CommentAnswerView{answer->verdict, words_of(answer->verdict, call.language), answer->text, officer_name(call, answer->answered_by_id), answer->together, answer->at};
  view.may_judge = decides && comment.stage == CommentStage::received && comment.taken_by_id != call.actor.officer_id;
  view.may_answer = comment.stage == CommentStage::published && !comment.answer && caller_may(call, "answer_plan_comments");
  return view;
}

std::optional<VotingView> voting_of(const Call& call, const Plan& plan, const PlanSituation& situation) {
  const bool runs = plan.stage == PlanStage::voting;
  if (!runs && !plan.result) return std::nullopt;
  VotingView view;
  view.concluded = !runs;
  view.members = runs ? members_counted(plan, situation) : plan.result->members;
  view.needed = runs ? votes_needed(view.members, situation.rules.quorum_percent) : plan.result->needed;
  for (const PlanVote& vote : plan.votes) {
    ++(vote.choice == VoteChoice::in_favour ? view.in_favour : view.against);
    view.votes.push_back({officer_name(call, vote.officer_id), vote.choice, vote.reason, vote.at});
  }
  return view;
}

std::string said_of(const std::string& kind, http::Language language) {
  static const std::map<std::string, std::pair<const char*, const char*>> words{
      {"plan_drafted", {"起草", "drafted"}},         {"plan_changed", {"修改", "changed"}},
      {"plan_submitted", {"提交审核", "submitted"}}, {"plan_returned", {"退回修改", "returned"}},
      {"plan_reviewed", {"审核通过", "reviewed"}},   {"plan_put_to_public", {"公开征求意见", "put to the public"}},
      {"plan_consultation_ended", {"征求意见结束", "comments closed"}}, {"plan_answers_missed", {"意见逾期未答复", "answers missed"}},
      {"plan_put_to_vote", {"提交领导小组表决", "put to the vote"}}, {"plan_voted", {"表决", "voted"}},
      {"plan_approved", {"通过", "approved"}},       {"plan_rejected", {"未通过", "not approved"}},
      {"plan_reported", {"月度报告", "reported"}},   {"plan_withdrawn", {"撤销", "withdrawn"}}};
  const auto& pair = words.at(kind);
  return language == http::Language::zh ? pair.first : pair.second;
}

std::vector<PlanStoryLine> story_of(const Call& call, db::Session& session, const Plan& plan) {
  std::vector<PlanStoryLine> lines;
  for (const db::Entry& entry : db::read_stream(session, "plan/" + std::to_string(plan.id.value))) {
    const auto event = json::stored<PlanEvent>(entry.payload);
    std::string words = event.because.value_or("");
    if (event.vote) words = call.said(event.vote->choice == VoteChoice::in_favour ? "同意：" : "不同意：", event.vote->choice == VoteChoice::in_favour ? "in favour: " : "against: ") + event.vote->reason;
    if (event.to) words = to_iso(*event.from) + " – " + to_iso(*event.to);
    if (event.report) words = event.report->month;
    lines.push_back({event.at, officer_name(call, event.officer_id), said_of(event.kind, call.language), std::move(words)});
  }
  return {lines.rbegin(), lines.rend()};
}

std::string unit_of_goal(const PlanGoal& goal, const Call& call) {
  if (goal.figure == GoalFigure::own) return goal.unit.value;
  return goal.figure == GoalFigure::returns ? call.said("次", "returns") : "%";
}

PlanView view_of(const Call& call, db::Session& session, const Plan& plan, const ParticipationRules& rules, GoalFigureBoard& board) {
  const Date today = local_date(call.now);
  const PlanSituation situation = plan_situation(session, plan.id, call.actor.officer_id, rules, call.now);
  PlanView view;
  view.id = plan.id;
  view.version = plan.version;
  view.stage = plan.stage;
  view.stage_said = words_of(plan.stage, call.language);
  view.content = plan.content;
  view.in_force = is_in_force(plan, today);
  view.drafted_by_name = officer_name(call, plan.drafted_by_id);
  view.reviewed_by_name = officer_name(call, plan.reviewed_by_id);
  view.returned_because = plan.returned_because;
  view.ended_because = plan.ended_because;
  view.approved_at = plan.approved_at;
  view.ended_at = plan.ended_at;
  if (plan.consultation) {
    view.consultation = ConsultationView{plan.consultation->from, plan.consultation->to, plan.consultation->over, "/p/plans/" + std::to_string(plan.id.value)};
    const bool zh = call.language == http::Language::zh;
    view.difference = difference_of(whole_text(plan.consultation->draft, zh), whole_text(plan.content, zh));
  }
  for (const PlanComment& comment : comments_of(session, plan.id)) view.comments.push_back(view_of(call, comment));
  view.voting = voting_of(call, plan, situation);
  const bool measured = plan.approved_at.has_value();
  const auto counted = measured ? board.figures(session, call.rulebook->calendars.bureau, plan.content.valid_from, call.now) : nullptr;
  for (std::size_t i = 0; i < plan.content.goals.size(); ++i) {
    const PlanGoal& goal = plan.content.goals[i];
    view.goals.push_back({words_of(goal.figure, call.language), unit_of_goal(goal, call), measured ? goal_months(plan, i, *counted, today, 0) : std::vector<GoalMonth>{}});
  }
  for (const PlanReport& report : plan.reports) view.reports.push_back({report.month, report.text, officer_name(call, report.reported_by_id), report.at});
  view.story = story_of(call, session, plan);
  view.comment_days_least = rules.comment_days_least;
  view.actions = actions_of(call, plan, situation);
  return view;
}

}  // namespace

void add_plan_reads_api(Api& api) {
  auto list = participation_operation("GET", "/plans", "read_plans", "All plans, newest first", clause::art_5);
  list.response_body = json::schema_of<api::Page<PlanRow>>();
  api.read(list, [](const Call& call, db::Session& session) {
    return with_participation(call, "read_participation", [&](const ParticipationRules& rules) {
      api::Page<PlanRow> page;
      for (const Plan& plan : list_plans(session)) page.items.push_back(row_of(call, session, plan, rules));
      return api::answer(page);
    });
  });

  auto one = participation_operation("GET", "/plans/{plan_id}", "read_plan", "A plan with its comments, votes, goals by month, and what this reader may do", clause::art_5);
  one.response_body = json::schema_of<PlanView>();
  const auto board = std::make_shared<GoalFigureBoard>();
  api.read(one, [board](const Call& call, db::Session& session) {
    return with_participation(call, "read_participation", [&](const ParticipationRules& rules) {
      const auto plan = load_plan(session, PlanId{call.id("plan_id")});
      return plan ? api::answer(view_of(call, session, *plan, rules, *board)) : refused(call, Refusal{"plan.unknown", "", "", {}});
    });
  });
}

}  // namespace shouwen
