// Taking a report out of the house: a reason, an entry in the journal and the access log, and a watermark of who and when.
#include <fmt/format.h>

#include "analysis_reports/report_desk.h"
#include "analysis_reports/report_workbook.h"
#include "api/watermark.h"
#include "org/accounts.h"

namespace shouwen {

struct ReportExportView {
  std::int64_t number = 0;
  ReportFormat format{};
  std::string watermark;   ///< in the reader's language; stands on every page
};
BOOST_DESCRIBE_STRUCT(ReportExportView, (), (number, format, watermark))

namespace {

using api::Api;
using api::Call;

std::string watermark_of(const Call& call, const AnalysisReport& report, const ReportExport& exported) {
  return api::watermark(call, report.figures.bureau_name, exported.officer_id, exported.at, export_number(report, exported));
}

const ReportExport* export_of(const Call& call, const AnalysisReport& report) {
  for (const ReportExport& one : report.exports)
    if (one.number == call.id("number") && one.officer_id == call.actor.officer_id) return &one;
  return nullptr;
}

/// The export of the path, if it is the caller's own: what another took away carries his name.
template <class Next>
http::Response with_export(const Call& call, db::Session& session, Next&& next) {
  return with_report(call, session, "export_analysis_report", [&](const AnalysisReport& report) {
    const ReportExport* exported = export_of(call, report);
    if (exported == nullptr) return api::refused(call, Refusal{"analysis_report_export.unknown", "", "", {}});
    return next(report, *exported);
  });
}

void add_export(Api& api) {
  auto operation = report_operation("POST", "/{report_id}/exports", "export_analysis_report", "To print or as a file: with a reason; kept in the journal and the access log");
  operation.request_body = json::schema_of<ExportReportInput>();
  operation.response_body = json::schema_of<ReportExportView>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  api.write(operation, [](const Call& call, db::Session& session) {
    return with_report(call, session, "export_analysis_report", [&](const AnalysisReport& report) {
      return api::with_body<ExportReportInput>(call, [&](const ExportReportInput& input) {
        const AnalysisReport after = save_report(session, report, export_report(report, input, situation_of(call)), {call.actor.officer_id, call.now, call.rulebook->version});
        const ReportExport& exported = after.exports.back();
        log_access(session, {0, call.now, call.actor.officer_id, "customer/" + std::to_string(report.customer_id.value),
                             fmt::format("{} {}", export_number(after, exported), json::name_of(exported.format)), input.reason.value, call.request.remote_address});
        return api::answer(ReportExportView{exported.number, exported.format, watermark_of(call, after, exported)}, 201);
      });
    });
  });

  auto read = report_operation("GET", "/{report_id}/exports/{number}", "read_analysis_report_export", "The watermark of an export of one's own");
  read.response_body = json::schema_of<ReportExportView>();
  api.read(read, [](const Call& call, db::Session& session) {
    return with_export(call, session, [&](const AnalysisReport& report, const ReportExport& exported) {
      return api::answer(ReportExportView{exported.number, exported.format, watermark_of(call, report, exported)});
    });
  });
}

void add_workbook(Api& api) {
  auto operation = report_operation("GET", "/{report_id}/exports/{number}/workbook", "read_analysis_report_workbook", "The report as XLSX with charts");
  operation.response_content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  operation.query = {{"lang", "zh or en"}};
  api.slow(operation, [](const Call& call, db::Session& session) {
    return with_export(call, session, [&](const AnalysisReport& report, const ReportExport& exported) {
      if (exported.format != ReportFormat::xlsx) return api::refused(call, Refusal{"analysis_report_export.unknown", "", "", {}});
      const Officer* author = call.organisation->officer(report.author_id);
      const bool english = call.request.query_value("lang").value_or("") == "en";
      http::Response response;
      response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + export_number(report, exported) + ".xlsx\"");
      response.body = tables::chart_workbook(report_sheets(report, author == nullptr ? std::string() : author->name, english ? ReportLanguage::en : ReportLanguage::zh),
                                             report.figures.customer.name, watermark_of(call, report, exported));
      return response;
    });
  });
}

}  // namespace

void add_report_exports_api(Api& api) {
  add_export(api);
  add_workbook(api);
}

}  // namespace shouwen
