// Art. 8: everybody may say something; a person lets it be read; nobody's words go unanswered.
#include "participation/comment_steps.h"

#include "participation/personal_data.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

Refusal no(const char* code, const char* field = "") { return {code, clause::art_8, field, {}}; }

std::optional<Refusal> not_to_judge(const PlanComment& comment, std::int64_t seen_version, const PlanSituation& situation) {
  if (seen_version != 0 && seen_version != comment.version) return no("comment.changed_meanwhile", "/version");
  if (comment.stage != CommentStage::received) return no("comment.judged_already");
  if (comment.taken_by_id && comment.taken_by_id == situation.officer_id) return no("comment.own_comment");
  return std::nullopt;
}

/// Something is left to read besides marks and white space.
bool says_something(std::string shown) {
  for (std::size_t at = shown.find(hidden_mark); at != std::string::npos; at = shown.find(hidden_mark)) shown.erase(at, std::string_view(hidden_mark).size());
  return shown.find_first_not_of(" \n\t") != std::string::npos;
}

PlanCommentEvent event_of(const char* kind, const PlanSituation& situation) { return {kind, situation.officer_id, situation.now}; }

}  // namespace

CommentDecision receive_comment(const Plan& plan, const PlanCommentInput& input, const PlanSituation& situation) {
  const Date today = local_date(situation.now);
  if (plan.stage != PlanStage::consulting || today < plan.consultation->from || plan.consultation->to < today) return no("comment.period_over");
  const bool by_officer = static_cast<bool>(situation.officer_id);
  const CommentWay way = by_officer ? input.way.value_or(CommentWay::counter) : CommentWay::web;
  if (by_officer && way == CommentWay::web) return no("comment.way_not_by_officer", "/way");
  PlanCommentEvent event = event_of("comment_received", situation);
  event.plan_id = plan.id;
  event.way = way;
  event.name = input.name.value;
  event.text = input.text.value;
  event.show_name = input.show_name.value_or(false) && !input.name.value.empty();
  return event;
}

CommentDecision publish_comment(const PlanComment& comment, const PublishCommentInput& input, const PlanSituation& situation) {
  if (auto wrong = not_to_judge(comment, input.version, situation)) return *wrong;
  std::vector<std::string> passages;
  for (const auto& line : input.hide) {
    if (comment.text.find(line.value) == std::string::npos) return no("comment.passage_unknown", "/hide");
    passages.push_back(line.value);
  }
  PlanCommentEvent event = event_of("comment_published", situation);
  event.shown = hide_passages(comment.text, passages);
  if (!says_something(*event.shown)) return no("comment.nothing_left", "/hide");
  return event;
}

CommentDecision refuse_comment(const PlanComment& comment, const RefuseCommentInput& input, const PlanSituation& situation) {
  if (auto wrong = not_to_judge(comment, input.version, situation)) return *wrong;
  PlanCommentEvent event = event_of("comment_refused", situation);
  event.because = input.reason.value;
  return event;
}

CommentDecision answer_comment(const PlanComment& comment, const AnswerCommentsInput& input, std::int64_t together, const PlanSituation& situation) {
  if (comment.stage != CommentStage::published) return no("comment.not_published", "/comment_ids");
  if (comment.answer) return no("comment.answered_already", "/comment_ids");
  if (!personal_passages(input.text.value).empty()) return no("comment.answer_personal", "/text");
  PlanCommentEvent event = event_of("comment_answered", situation);
  event.answer = CommentAnswer{input.verdict, input.text.value, together, situation.officer_id, situation.now};
  return event;
}

std::string shown_name(const PlanComment& comment) { return comment.show_name ? hide_passages(comment.name, {}) : std::string(); }

}  // namespace shouwen
