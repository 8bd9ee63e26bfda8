// Verbs on reports as resources: POST /analysis_reports, /changes, /submissions, /reviews.
#include "analysis_reports/report_desk.h"
#include "analysis_reports/report_figures.h"
#include "customers/customer_file_store.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;

ReportWriter writer_of(const Call& call) { return {call.actor.officer_id, call.now, call.rulebook->version}; }

http::Response draft_answer(Api& api, const Call& call, db::Session& session, const DraftReportInput& input) {
  if (!load_file(session, input.customer_id)) return refused(call, Refusal{"customer.unknown", "", "/customer_id", {}});
  const CustomerId customer = standing_for(session, input.customer_id);
  const Permission permission = may_on_customer(call, session, "draft_analysis_report", customer);
  if (!permission.allowed) return refused(call, permission.refusal);
  const auto period = period_of(input, last_known_month(session, customer), local_date(call.now));
  if (!period) return refused(call, period.refusal());
  ReportFigures figures = read_figures(session, {customer, *period, call.now}, *call.rulebook, *call.organisation, api.house().bureau_name());
  const AnalysisReport report = add_report(session, draft_report(customer, *period, std::move(figures), situation_of(call)), writer_of(call));
  return api::answer(AnalysisReportChanged{report.id, report.version, report.stage}, 201);
}

/// Registers POST /analysis_reports/{report_id}/<resource> for a rule with the input type of its form.
template <class Input, class Rule>
void add_verb(Api& api, const char* verb, const char* resource, const char* summary, Rule rule) {
  auto operation = report_operation("POST", resource, verb, summary);
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<AnalysisReportChanged>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  api.write(operation, [verb, rule](const Call& call, db::Session& session) {
    return api::with_body<Input>(call, [&](const Input& input) {
      const auto report = load_report(session, AnalysisReportId{call.id("report_id")});
      if (!report) return refused(call, Refusal{"analysis_report.unknown", "", "", {}});
      const Permission permission = std::is_same_v<Input, ReviewReportInput> ? may_review(call, report->unit_id) : may_on_report(call, verb, row_of(*report), {});
      // The author hears the rule: he may not review what he wrote, whatever his post.
      if (!permission.allowed && report->author_id != call.actor.officer_id) return refused(call, permission.refusal);
      const ReportDecision decision = rule(*report, input, situation_of(call));
      if (!decision) return refused(call, decision.refusal());
      const AnalysisReport after = save_report(session, *report, *decision, writer_of(call));
      return api::answer(AnalysisReportChanged{after.id, after.version, after.stage}, 201);
    });
  });
}

}  // namespace

void add_report_writes_api(Api& api) {
  auto draft = report_operation("POST", "", "draft_analysis_report", "One click: the customer's figures as of now, and what they say");
  draft.request_body = json::schema_of<DraftReportInput>();
  draft.response_body = json::schema_of<AnalysisReportChanged>();
  draft.success_status = 201;
  draft.idempotent_key = true;
  api.write(draft, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "draft_analysis_report", [&] {
      return api::with_body<DraftReportInput>(call, [&](const DraftReportInput& input) { return draft_answer(api, call, session, input); });
    });
  });
  add_verb<ChangeReportInput>(api, "change_analysis_report", "/{report_id}/changes", "Say a finding otherwise, leave it out, add own ones and proposals", &change_report);
  add_verb<SubmitReportInput>(api, "submit_analysis_report", "/{report_id}/submissions", "Hand it to the unit's head", &submit_report);
  add_verb<ReviewReportInput>(api, "review_analysis_report", "/{report_id}/reviews", "Accept it, or return it with a comment; never one's own", &review_report);
}

}  // namespace shouwen
