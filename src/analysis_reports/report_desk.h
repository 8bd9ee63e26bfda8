// What the calls about reports share: who may, and how a report is shown. Heavy: only for *_api.cpp of this room.
#pragma once

#include "accounts/account_store.h"
#include "analysis_reports/analysis_report_describe.h"
#include "analysis_reports/report_api.h"
#include "analysis_reports/report_store.h"
#include "api/answers.h"

namespace shouwen {

/// Its author, who answers for the customer, and the heads of the unit.
Permission may_on_report(const api::Call& call, const char* verb, const ReportRow& report, OfficerId account_manager_id);
/// Only by the unit: the author's own desk gives no right to review.
Permission may_review(const api::Call& call, UnitId unit_id);
/// Of a customer that has no report yet: who answers for him, and the heads above.
Permission may_on_customer(const api::Call& call, db::Session& session, const char* verb, CustomerId customer);
/// The manager recorded for the customer; 0 = nobody.
OfficerId manager_of(db::Session& session, CustomerId customer);
ReportSituation situation_of(const api::Call& call);
/// Whose heads review what this officer writes: his unit, or the one above it if he heads it.
UnitId reviewing_unit(const Organisation& organisation, OfficerId author);

http::Operation report_operation(const char* method, const char* rest, const char* id, const char* summary);

/// The report of the path if the caller may do the verb; else refused.
template <class Next>
http::Response with_report(const api::Call& call, db::Session& session, const char* verb, Next&& next) {
  const auto report = load_report(session, AnalysisReportId{call.id("report_id")});
  if (!report) return api::refused(call, Refusal{"analysis_report.unknown", "", "", {}});
  const Permission permission = may_on_report(call, verb, row_of(*report), manager_of(session, report->customer_id));
  return permission.allowed ? next(*report) : api::refused(call, permission.refusal);
}

struct AnalysisReportChanged {
  AnalysisReportId id;
  std::int64_t version = 0;
  ReportStage stage{};
};
BOOST_DESCRIBE_STRUCT(AnalysisReportChanged, (), (id, version, stage))

}  // namespace shouwen
