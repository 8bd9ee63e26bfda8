// The verbs of an analysis report: drafted, changed, submitted, reviewed, taken out of the house. Art. 11(6)(3).
#pragma once

#include "analysis_reports/analysis_report.h"
#include "base/result.h"

namespace shouwen {

/// The most months a report can look at: with the year before they are the five years that are read of a customer's use.
inline constexpr std::int32_t report_months_max = 48;

struct DraftReportInput {
  CustomerId customer_id;
  std::optional<std::int64_t> from_month = {}, to_month = {};  ///< yyyymm; the twelve months up to the last known one, if absent
};
/// A sentence of a rule: said otherwise, or left out.
struct FindingChange {
  std::int64_t number = 0;
  Text<0, 500> words;                ///< "" = as the rule said it
  bool left_out = false;
};
/// What is absent stays.
struct ChangeReportInput {
  std::int64_t version = 0;          ///< that was seen; 0 = whatever it is now
  std::optional<std::vector<FindingChange>> findings = {};
  std::optional<std::vector<Text<1, 500>>> own_findings = {};  ///< all of the author's own
  std::optional<std::vector<Text<1, 1000>>> proposals = {};    ///< all of them
};
struct SubmitReportInput {
  std::int64_t version = 0;
};
enum class ReviewDecision { accepted, returned };
struct ReviewReportInput {
  std::int64_t version = 0;
  ReviewDecision decision{};
  Text<0, 1000> comment;             ///< needed when it is returned
};
struct ExportReportInput {
  ReportFormat format{};
  Line<2, 200> reason;
};

struct ReportPeriod {
  Month from, to;
};
/// Refusals analysis_report.…: period_impossible (no month, after `today`'s, or longer than report_months_max), period_reversed.
Result<ReportPeriod> period_of(const DraftReportInput& input, Month last_known, Date today);

struct ReportSituation {
  OfficerId officer_id;
  UnitId unit_id;                    ///< whose heads review what the officer writes
  Instant now;
};
using ReportDecision = Result<AnalysisReportEvent>;

/// The draft as of now: figures and what rules say of them.
AnalysisReportEvent draft_report(CustomerId customer, const ReportPeriod& period, ReportFigures figures, const ReportSituation& situation);

// Refusals analysis_report.…: changed_meanwhile, wrong_stage, and those named beside each.

/// author_only, unknown_finding, too_many, nothing_changed.
ReportDecision change_report(const AnalysisReport& report, const ChangeReportInput& input, const ReportSituation& situation);
/// author_only, nothing_said (every finding left out and no proposal).
ReportDecision submit_report(const AnalysisReport& report, const SubmitReportInput& input, const ReportSituation& situation);
/// own_review: nobody reviews what he wrote; comment_missing.
ReportDecision review_report(const AnalysisReport& report, const ReviewReportInput& input, const ReportSituation& situation);
/// At any stage: the reason and who took it stay on record.
AnalysisReportEvent export_report(const AnalysisReport& report, const ExportReportInput& input, const ReportSituation& situation);

/// What is printed: not left out, in order.
std::vector<Finding> shown_findings(const AnalysisReport& report);
/// "BG000012-3".
std::string export_number(const AnalysisReport& report, const ReportExport& exported);

}  // namespace shouwen
