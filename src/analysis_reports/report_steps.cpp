// Art. 11(6)(3): the manager writes the report, another person reviews it.
#include "analysis_reports/report_steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis_reports/findings.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// So many sentences of his own, so many proposals: more is no report.
constexpr std::size_t own_most = 30;
constexpr const char* own_code = "own";

Refusal no(const char* code, std::string field, std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_11_6_3, std::move(field), std::move(values)};
}

std::optional<Month> month_at(std::int64_t yyyymm) {
  return yyyymm > 0 && yyyymm < 1'000'000 ? parse_month(std::to_string(yyyymm)) : std::nullopt;
}

bool is_open(ReportStage stage) { return stage == ReportStage::draft || stage == ReportStage::returned; }

std::optional<Refusal> not_by(const AnalysisReport& report, std::int64_t seen_version, const ReportSituation& situation) {
  if (seen_version != 0 && seen_version != report.version) return no("analysis_report.changed_meanwhile", "/version");
  if (!is_open(report.stage)) return no("analysis_report.wrong_stage", "");
  if (situation.officer_id != report.author_id) return no("analysis_report.author_only", "");
  return std::nullopt;
}

template <class Given>
std::vector<std::string> values_of(const std::vector<Given>& given) {
  std::vector<std::string> values;
  for (const auto& one : given) values.push_back(one.value);
  return values;
}

std::vector<std::string> own_words(const std::vector<Finding>& findings) {
  std::vector<std::string> words;
  for (const Finding& finding : findings)
    if (finding.code == own_code) words.push_back(finding.words);
  return words;
}

std::vector<Finding> with_own(std::vector<Finding> findings, const std::vector<Text<1, 500>>& own) {
  std::erase_if(findings, [](const Finding& finding) { return finding.code == own_code; });
  std::int64_t number = findings.empty() ? 0 : findings.back().number;
  for (const auto& words : own) {
    Finding finding;
    finding.number = ++number;
    finding.code = own_code;
    finding.words = words.value;
    findings.push_back(std::move(finding));
  }
  return findings;
}

Result<std::vector<Finding>> with_changes(std::vector<Finding> findings, const std::vector<FindingChange>& changes) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& one) { return one.number == changes[i].number && one.code != own_code; });
    if (found == findings.end()) return no("analysis_report.unknown_finding", fmt::format("/findings/{}/number", i));
    found->words = changes[i].words.value;
    found->left_out = changes[i].left_out;
  }
  return findings;
}

bool same(const std::vector<Finding>& a, const std::vector<Finding>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Finding& x, const Finding& y) {
    return x.number == y.number && x.words == y.words && x.left_out == y.left_out;
  });
}

}  // namespace

Result<ReportPeriod> period_of(const DraftReportInput& input, Month last_known, Date today) {
  const Month present = month_of(today);
  ReportPeriod period;
  period.to = last_known.value == 0 ? present.plus(-1) : std::min(last_known, present);
  for (const auto& [given, field, place] : {std::tuple{input.to_month, "/to_month", &period.to}, std::tuple{input.from_month, "/from_month", &period.from}}) {
    if (!given) continue;
    const auto month = month_at(*given);
    if (!month || *month > present) return no("analysis_report.period_impossible", field, {{"most", std::to_string(report_months_max)}});
    *place = *month;
  }
  if (period.from.value == 0) period.from = period.to.plus(1 - months_per_year);
  if (period.from > period.to) return no("analysis_report.period_reversed", "/from_month");
  if (period.to.index() - period.from.index() >= report_months_max) return no("analysis_report.period_impossible", "/from_month", {{"most", std::to_string(report_months_max)}});
  return period;
}

AnalysisReportEvent draft_report(CustomerId customer, const ReportPeriod& period, ReportFigures figures, const ReportSituation& situation) {
  AnalysisReportEvent event{"analysis_report_drafted"};
  event.customer_id = customer;
  event.author_id = situation.officer_id;
  event.unit_id = situation.unit_id;
  event.from_month = period.from.value;
  event.to_month = period.to.value;
  event.drafted_at = situation.now;
  event.stage = ReportStage::draft;
  event.findings = findings_of(figures);
  event.figures = std::move(figures);
  return event;
}

ReportDecision change_report(const AnalysisReport& report, const ChangeReportInput& input, const ReportSituation& situation) {
  if (auto refusal = not_by(report, input.version, situation)) return *refusal;
  if (input.own_findings && input.own_findings->size() > own_most) return no("analysis_report.too_many", "/own_findings", {{"most", std::to_string(own_most)}});
  if (input.proposals && input.proposals->size() > own_most) return no("analysis_report.too_many", "/proposals", {{"most", std::to_string(own_most)}});
  auto findings = with_changes(report.findings, input.findings.value_or(std::vector<FindingChange>{}));
  if (!findings) return findings.refusal();
  if (input.own_findings && values_of(*input.own_findings) != own_words(*findings)) *findings = with_own(*std::move(findings), *input.own_findings);
  AnalysisReportEvent event{"analysis_report_changed"};
  if (!same(*findings, report.findings)) event.findings = *std::move(findings);
  if (input.proposals && values_of(*input.proposals) != report.proposals) event.proposals = values_of(*input.proposals);
  if (!event.findings && !event.proposals) return no("analysis_report.nothing_changed", "");
  return event;
}

ReportDecision submit_report(const AnalysisReport& report, const SubmitReportInput& input, const ReportSituation& situation) {
  if (auto refusal = not_by(report, input.version, situation)) return *refusal;
  if (shown_findings(report).empty() && report.proposals.empty()) return no("analysis_report.nothing_said", "");
  AnalysisReportEvent event{"analysis_report_submitted"};
  event.stage = ReportStage::submitted;
  event.submitted_at = situation.now;
  return event;
}

ReportDecision review_report(const AnalysisReport& report, const ReviewReportInput& input, const ReportSituation& situation) {
  if (input.version != 0 && input.version != report.version) return no("analysis_report.changed_meanwhile", "/version");
  if (report.stage != ReportStage::submitted) return no("analysis_report.wrong_stage", "");
  if (situation.officer_id == report.author_id) return no("analysis_report.own_review", "");
  const bool returned = input.decision == ReviewDecision::returned;
  if (returned && input.comment.value.empty()) return no("analysis_report.comment_missing", "/comment");
  AnalysisReportEvent event{returned ? "analysis_report_returned" : "analysis_report_accepted"};
  event.stage = returned ? ReportStage::returned : ReportStage::accepted;
  event.reviewed_by_id = situation.officer_id;
  event.reviewed_at = situation.now;
  event.comment = input.comment.value;
  return event;
}

AnalysisReportEvent export_report(const AnalysisReport& report, const ExportReportInput& input, const ReportSituation& situation) {
  AnalysisReportEvent event{"analysis_report_exported"};
  event.exported = ReportExport{static_cast<std::int64_t>(report.exports.size()) + 1, situation.officer_id, situation.now, input.format, input.reason.value};
  return event;
}

std::vector<Finding> shown_findings(const AnalysisReport& report) {
  std::vector<Finding> shown;
  std::copy_if(report.findings.begin(), report.findings.end(), std::back_inserter(shown), [](const Finding& finding) { return !finding.left_out; });
  return shown;
}

std::string export_number(const AnalysisReport& report, const ReportExport& exported) { return fmt::format("BG{:06}-{}", report.id.value, exported.number); }

AnalysisReport apply(AnalysisReport report, const AnalysisReportEvent& event) {
  const auto set = [](auto& field, const auto& given) {
    if (given) field = *given;
  };
  if (event.exported) {
    report.exports.push_back(*event.exported);
    return report;
  }
  ++report.version;
  set(report.customer_id, event.customer_id);
  set(report.author_id, event.author_id);
  set(report.unit_id, event.unit_id);
  set(report.from_month, event.from_month);
  set(report.to_month, event.to_month);
  set(report.drafted_at, event.drafted_at);
  set(report.figures, event.figures);
  set(report.findings, event.findings);
  set(report.proposals, event.proposals);
  set(report.stage, event.stage);
  set(report.submitted_at, event.submitted_at);
  set(report.reviewed_by_id, event.reviewed_by_id);
  set(report.reviewed_at, event.reviewed_at);
  set(report.comment, event.comment);
  return report;
}

}  // namespace shouwen
