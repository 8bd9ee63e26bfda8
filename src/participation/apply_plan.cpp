// What events make of plans and comments.
#include <algorithm>
#include <map>

#include "participation/plan_comment.h"

namespace shouwen {

namespace {

PlanStage stage_after(const Plan& plan, const std::string& kind) {
  static const std::map<std::string, PlanStage> stages{
      {"plan_drafted", PlanStage::draft},           {"plan_submitted", PlanStage::submitted},  {"plan_returned", PlanStage::draft},
      {"plan_reviewed", PlanStage::reviewed},       {"plan_put_to_public", PlanStage::consulting}, {"plan_consultation_ended", PlanStage::draft},
      {"plan_put_to_vote", PlanStage::voting},      {"plan_approved", PlanStage::approved},    {"plan_rejected", PlanStage::draft},
      {"plan_withdrawn", PlanStage::withdrawn}};
  const auto found = stages.find(kind);
  return found == stages.end() ? plan.stage : found->second;
}

void write(Plan& plan, const PlanEvent& event) {
  plan.content = *event.content;
  if (std::find(plan.written_by_ids.begin(), plan.written_by_ids.end(), event.officer_id) == plan.written_by_ids.end()) plan.written_by_ids.push_back(event.officer_id);
}

void keep_report(Plan& plan, const PlanReport& report) {
  std::erase_if(plan.reports, [&report](const PlanReport& row) { return row.month == report.month; });
  plan.reports.push_back(report);
  std::sort(plan.reports.begin(), plan.reports.end(), [](const PlanReport& a, const PlanReport& b) { return a.month < b.month; });
}

}  // namespace

Plan apply(Plan plan, const PlanEvent& event) {
  ++plan.version;
  plan.stage = stage_after(plan, event.kind);
  if (event.content) write(plan, event);
  if (event.kind == "plan_drafted") {
    plan.drafted_by_id = event.officer_id;
    plan.drafted_at = event.at;
  }
  if (event.kind == "plan_submitted") plan.returned_because.clear();
  if (event.kind == "plan_returned" || event.kind == "plan_rejected") plan.returned_because = event.because.value_or("");
  if (event.kind == "plan_reviewed") plan.reviewed_by_id = event.officer_id;
  if (event.kind == "plan_put_to_public") plan.consultation = Consultation{*event.from, *event.to, plan.content, false, {}};
  if (event.kind == "plan_consultation_ended" && plan.consultation) plan.consultation->over = true;
  if (event.kind == "plan_answers_missed" && plan.consultation) plan.consultation->answers_missed_at = event.at;
  if (event.kind == "plan_put_to_vote") {
    plan.votes.clear();
    plan.result.reset();
  }
  if (event.vote) plan.votes.push_back(*event.vote);
  if (event.result) plan.result = event.result;
  if (event.kind == "plan_approved") plan.approved_at = event.at;
  if (event.report) keep_report(plan, *event.report);
  if (event.kind == "plan_withdrawn") {
    plan.ended_at = event.at;
    plan.ended_because = event.because.value_or("");
  }
  return plan;
}

bool is_in_force(const Plan& plan, Date today) { return plan.stage == PlanStage::approved && plan.content.valid_from <= today && today <= plan.content.valid_to; }

bool is_public(const Plan& plan) { return plan.is_commented_on() || plan.approved_at.has_value(); }

PlanComment apply(PlanComment comment, const PlanCommentEvent& event) {
  ++comment.version;
  if (event.kind == "comment_received") {
    comment.stage = CommentStage::received;
    comment.received_at = event.at;
    comment.taken_by_id = event.officer_id;
  }
  if (event.plan_id) comment.plan_id = *event.plan_id;
  if (event.way) comment.way = *event.way;
  if (event.name) comment.name = *event.name;
  if (event.text) comment.text = *event.text;
  if (event.show_name) comment.show_name = *event.show_name;
  if (event.kind == "comment_published" || event.kind == "comment_refused") {
    comment.stage = event.kind == "comment_published" ? CommentStage::published : CommentStage::refused;
    comment.judged_by_id = event.officer_id;
    comment.judged_at = event.at;
    comment.shown = event.shown.value_or("");
    comment.refused_because = event.because.value_or("");
  }
  if (event.answer) comment.answer = event.answer;
  return comment;
}

}  // namespace shouwen
