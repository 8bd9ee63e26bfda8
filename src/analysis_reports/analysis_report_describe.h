// Field lists of the room, for JSON. Heavy: only for .cpp files.
#pragma once

#include "accounts/account_describe.h"
#include "analysis_reports/report_steps.h"
#include "json/json.h"
#include "needs/need_describe.h"
#include "usage/peer_view.h"
#include "usage/usage_words.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(ReportStage, draft, submitted, accepted, returned)
BOOST_DESCRIBE_ENUM(ReportFormat, print, xlsx, docx)
BOOST_DESCRIBE_ENUM(ReviewDecision, accepted, returned)
BOOST_DESCRIBE_STRUCT(SaidTwice, (), (zh, en))
BOOST_DESCRIBE_STRUCT(ReportCustomer, (), (name, account_number, station_name, trade, tariff_class, manager_name, contracted_capacity_kva, voltage,
                                           critical_grade, tier, tier_name))
BOOST_DESCRIBE_STRUCT(ReportUseMonth, (), (month, wh, before_wh))
BOOST_DESCRIBE_STRUCT(ReportUse, (), (months, months_known, wh, compared_wh, before_wh, change_permille, months_compared, trend_wh_per_year,
                                      trend_permille_per_year, month_shape_permille, load_factor_permille, highest_demand_w, super_peak_permille,
                                      peak_permille, flat_permille, valley_permille, power_factor_hundredths, series))
BOOST_DESCRIBE_STRUCT(ReportUnusual, (), (month, kind, expected, found, change_permille, distance_tenths, months_before, period, settled_how))
BOOST_DESCRIBE_STRUCT(ReportForecastMonth, (), (month, wh, low_wh, high_wh))
BOOST_DESCRIBE_STRUCT(ReportForecast, (), (months, model, reason, interval_percent, wh, origins, forecasts, error_wh, error_permille,
                                           baseline_error_wh, baseline_error_permille))
BOOST_DESCRIBE_STRUCT(ReportPeers, (), (by_trade, named, load_factor, wh_per_kva, valley))
BOOST_DESCRIBE_STRUCT(ReportNeed, (), (id, title, kind, stage, power_kw, capacity_kva, expected_on))
BOOST_DESCRIBE_STRUCT(ReportNeeds, (), (open, power_kw, capacity_kva, items))
BOOST_DESCRIBE_STRUCT(ReportCase, (), (number, category_name, registered_at, due_at))
BOOST_DESCRIBE_STRUCT(ReportCases, (), (registered, duties, duties_on_time, open, open_overdue, items))
BOOST_DESCRIBE_STRUCT(ReportContacts, (), (contacts, promises_made, promises_kept, promises_kept_late, promises_broken, promises_open, last_contact_at,
                                           service_score))
BOOST_DESCRIBE_STRUCT(ReportRecords, (), (bills, billed_fen, unpaid_fen, arrears_as_of_on, arrears_fen, arrears_days, outages, outages_unplanned, outage_minutes))
BOOST_DESCRIBE_STRUCT(ReportFigures, (), (bureau_name, customer, use, unusual, peers, forecast, needs, cases, contacts, records, complete_percent, missing))
BOOST_DESCRIBE_STRUCT(Finding, (), (number, code, figure, value, text_zh, text_en, words, left_out))
BOOST_DESCRIBE_STRUCT(ReportExport, (), (number, officer_id, at, format, reason))
BOOST_DESCRIBE_STRUCT(AnalysisReport, (), (id, version, customer_id, author_id, unit_id, stage, from_month, to_month, drafted_at, figures, findings, proposals,
                                           submitted_at, reviewed_at, reviewed_by_id, comment, exports))
BOOST_DESCRIBE_STRUCT(AnalysisReportEvent, (), (kind, customer_id, author_id, unit_id, from_month, to_month, drafted_at, figures, findings, proposals, stage,
                                                submitted_at, reviewed_at, reviewed_by_id, comment, exported))
BOOST_DESCRIBE_STRUCT(DraftReportInput, (), (customer_id, from_month, to_month))
BOOST_DESCRIBE_STRUCT(FindingChange, (), (number, words, left_out))
BOOST_DESCRIBE_STRUCT(ChangeReportInput, (), (version, findings, own_findings, proposals))
BOOST_DESCRIBE_STRUCT(SubmitReportInput, (), (version))
BOOST_DESCRIBE_STRUCT(ReviewReportInput, (), (version, decision, comment))
BOOST_DESCRIBE_STRUCT(ExportReportInput, (), (format, reason))

}  // namespace shouwen
