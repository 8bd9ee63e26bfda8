// Reports in the database: state and journal (stream analysis_report/ID) in one transaction, and the rows lists read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis_reports/analysis_report.h"
#include "db/session.h"

namespace shouwen {

struct ReportWriter {
  OfficerId officer_id;
  Instant now;
  std::int64_t rulebook_version = 0;
};

std::optional<AnalysisReport> load_report(db::Session& session, AnalysisReportId id);
AnalysisReport add_report(db::Session& session, const AnalysisReportEvent& event, const ReportWriter& writer);
AnalysisReport save_report(db::Session& session, const AnalysisReport& before, const AnalysisReportEvent& event, const ReportWriter& writer);

/// A row of a list: without the figures.
struct ReportRow {
  AnalysisReportId id;
  std::int64_t version = 0;
  CustomerId customer_id;
  OfficerId author_id;
  UnitId unit_id;
  ReportStage stage{};
  std::string customer_name, account_number;
  std::int64_t from_month = 0, to_month = 0;
  Instant drafted_at;
  std::optional<Instant> submitted_at, reviewed_at;
  OfficerId reviewed_by_id;
  std::string comment;
};
ReportRow row_of(const AnalysisReport& report);
struct ReportFilter {
  std::optional<std::vector<UnitId>> units;  ///< of one of these; absent = of any
  OfficerId author_id;                       ///< 0 = anybody's …
  OfficerId not_by_id;                       ///< … but not his
  bool or_own = false;                       ///< `units` or written by `author_id`
  std::optional<ReportStage> stage;
  CustomerId customer_id;
};
/// Newest first, behind a report; 0: from the beginning.
std::vector<ReportRow> list_reports(db::Session& session, const ReportFilter& filter, AnalysisReportId after, std::int64_t limit);

/// What differs between the stored report and its events; empty if all is well.
std::vector<std::string> verify_report(db::Session& session, AnalysisReportId id);

}  // namespace shouwen
