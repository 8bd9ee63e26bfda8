// A customer's analysis report: the figures frozen when it was drafted, what they say, what the author adds, how it was reviewed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/managed_customer.h"
#include "json/field_types.h"
#include "needs/need.h"
#include "usage/forecast.h"
#include "usage/peers.h"
#include "usage/unusual.h"

namespace shouwen {

using AnalysisReportId = Id<struct AnalysisReportTag>;

/// In both languages, as it was called when the report was drafted.
struct SaidTwice {
  std::string zh, en;
};

struct ReportCustomer {
  std::string name;                  ///< a person's covered: the report leaves the house
  std::string account_number, station_name, trade, tariff_class, manager_name;
  std::int64_t contracted_capacity_kva = 0;
  std::optional<Voltage> voltage;
  CriticalGrade critical_grade{};
  AccountTier tier{};
  SaidTwice tier_name;
};

struct ReportUseMonth {
  std::int64_t month = 0;            ///< yyyymm
  std::optional<std::int64_t> wh, before_wh;  ///< before: a year earlier
};
/// Of the period, except trend and shape, which rest on all months known up to its end.
struct ReportUse {
  std::int64_t months = 0, months_known = 0;
  std::optional<std::int64_t> wh;    ///< of the known months; absent: none is known
  std::optional<std::int64_t> compared_wh, before_wh, change_permille;  ///< over the months known in both years
  std::int64_t months_compared = 0;
  std::optional<std::int64_t> trend_wh_per_year, trend_permille_per_year;
  std::vector<std::int64_t> month_shape_permille;
  std::optional<std::int64_t> load_factor_permille, highest_demand_w;
  std::optional<std::int64_t> super_peak_permille, peak_permille, flat_permille, valley_permille;
  std::optional<std::int64_t> power_factor_hundredths;
  std::vector<ReportUseMonth> series;
};

struct ReportUnusual {
  std::int64_t month = 0;
  UnusualKind kind{};
  std::int64_t expected = 0, found = 0, change_permille = 0, distance_tenths = 0, months_before = 0;
  std::optional<TariffPeriod> period;
  std::string settled_how;           ///< what it turned out to be; "" = nobody said yet
};

struct ReportForecastMonth {
  std::int64_t month = 0, wh = 0;
  std::optional<std::int64_t> low_wh, high_wh;
};
struct ReportForecast {
  std::vector<ReportForecastMonth> months;
  ForecastModel model{};
  ForecastReason reason{};
  std::int64_t interval_percent = 0, wh = 0;  ///< wh: the twelve months together
  std::int64_t origins = 0, forecasts = 0;    ///< of the back-test
  std::int64_t error_wh = 0, error_permille = 0, baseline_error_wh = 0, baseline_error_permille = 0;
};

/// Beside others of his trade, by everybody's last twelve months; a figure is absent where too few are known.
struct ReportPeers {
  bool by_trade = false;             ///< else by tariff class
  std::string named;                 ///< the trade or class
  std::optional<PeerStanding> load_factor, wh_per_kva, valley;
};

struct ReportNeed {
  NeedId id;
  std::string title;
  NeedKind kind{};
  NeedStage stage{};
  std::int64_t power_kw = 0, capacity_kva = 0;
  std::optional<Date> expected_on;
};
struct ReportNeeds {
  std::int64_t open = 0, power_kw = 0, capacity_kva = 0;  ///< those that are not over
  std::vector<ReportNeed> items;
};

struct ReportCase {
  std::string number;
  SaidTwice category_name;
  Instant registered_at;
  std::optional<Instant> due_at;
};
struct ReportCases {
  std::int64_t registered = 0;                   ///< in the period
  std::int64_t duties = 0, duties_on_time = 0;   ///< of them, clocks that ended or ran out
  std::int64_t open = 0, open_overdue = 0;       ///< now
  std::vector<ReportCase> items;                 ///< open ones, oldest first
};

struct ReportContacts {
  std::int64_t contacts = 0;                                              ///< in the period
  std::int64_t promises_made = 0, promises_kept = 0, promises_kept_late = 0, promises_broken = 0;  ///< in the period
  std::int64_t promises_open = 0;                                         ///< now
  std::optional<Instant> last_contact_at;
  std::optional<std::int64_t> service_score;                              ///< the customer's latest mark, 1 to 5
};

/// Of other systems, as imported; reports from before have none.
struct ReportRecords {
  std::int64_t bills = 0, billed_fen = 0, unpaid_fen = 0;                 ///< of the period
  std::optional<Date> arrears_as_of_on;                                   ///< the latest known; absent: none is
  std::int64_t arrears_fen = 0;
  std::optional<std::int64_t> arrears_days;                               ///< of the oldest unpaid bill
  std::int64_t outages = 0, outages_unplanned = 0, outage_minutes = 0;    ///< begun in the period
};

struct ReportFigures {
  std::string bureau_name;
  ReportCustomer customer;
  ReportUse use;
  std::vector<ReportUnusual> unusual;
  std::optional<ReportPeers> peers;              ///< absent: nothing could be compared
  std::optional<ReportForecast> forecast;        ///< absent: less than a year is known, or the rulebook has no numbers for it
  ReportNeeds needs;
  ReportCases cases;
  ReportContacts contacts;
  std::optional<ReportRecords> records;
  std::int64_t complete_percent = 100;
  std::vector<SaidTwice> missing;                ///< of the file
};

/// A sentence and the figure it rests on.
struct Finding {
  std::int64_t number = 0;
  std::string code;                  ///< of the rule that said it; "own" = the author's
  std::string figure;                ///< JSON pointer into the figures; "" of the author's
  std::string value;                 ///< what stands there
  std::string text_zh, text_en;
  std::string words;                 ///< the author's instead; "" = as the rule said it
  bool left_out = false;
};

/// 起草 已提交 已通过 退回修改.
enum class ReportStage { draft, submitted, accepted, returned };
enum class ReportFormat { print, xlsx, docx };
/// Somebody took it out of the house.
struct ReportExport {
  std::int64_t number = 0;
  OfficerId officer_id;
  Instant at;
  ReportFormat format{};
  std::string reason;
};

struct AnalysisReport {
  AnalysisReportId id;
  std::int64_t version = 0;          ///< of what is written; exports do not count
  CustomerId customer_id;
  OfficerId author_id;
  UnitId unit_id;                    ///< whose heads review it: the author's unit, or the one above if he heads it
  ReportStage stage{};
  std::int64_t from_month = 0, to_month = 0;  ///< yyyymm, both included
  Instant drafted_at;
  ReportFigures figures;
  std::vector<Finding> findings;
  std::vector<std::string> proposals;
  std::optional<Instant> submitted_at, reviewed_at;
  OfficerId reviewed_by_id;
  std::string comment;               ///< of the review
  std::vector<ReportExport> exports;
};

/// What happened: a past participle and the fields it set; what is absent stayed.
struct AnalysisReportEvent {
  std::string kind;                  ///< analysis_report_drafted, _changed, _submitted, _accepted, _returned, _exported
  std::optional<CustomerId> customer_id = {};
  std::optional<OfficerId> author_id = {};
  std::optional<UnitId> unit_id = {};
  std::optional<std::int64_t> from_month = {}, to_month = {};
  std::optional<Instant> drafted_at = {};
  std::optional<ReportFigures> figures = {};
  std::optional<std::vector<Finding>> findings = {};
  std::optional<std::vector<std::string>> proposals = {};
  std::optional<ReportStage> stage = {};
  std::optional<Instant> submitted_at = {}, reviewed_at = {};
  std::optional<OfficerId> reviewed_by_id = {};
  std::optional<std::string> comment = {};
  std::optional<ReportExport> exported = {};
};

AnalysisReport apply(AnalysisReport report, const AnalysisReportEvent& event);

}  // namespace shouwen
