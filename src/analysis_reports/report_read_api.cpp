// Reading reports: lists, one report with what may be done, those of a customer.
#include <algorithm>

#include "analysis_reports/report_desk.h"
#include "api/names.h"
#include "api/query.h"
#include "customers/customer_store.h"

namespace shouwen {

/// mine: what I wrote; review: submitted, for me to review; unit: everything I may read.
enum class ReportList { mine, review, unit };
BOOST_DESCRIBE_ENUM(ReportList, mine, review, unit)

struct AnalysisReportRowView {
  AnalysisReportId id;
  CustomerId customer_id;
  std::string customer_name, account_number;
  ReportStage stage{};
  OfficerId author_id;
  std::string author_name, reviewed_by_name, comment;
  std::int64_t from_month = 0, to_month = 0;
  Instant drafted_at;
  std::optional<Instant> submitted_at, reviewed_at;
};
BOOST_DESCRIBE_STRUCT(AnalysisReportRowView, (), (id, customer_id, customer_name, account_number, stage, author_id, author_name, reviewed_by_name, comment,
                                                  from_month, to_month, drafted_at, submitted_at, reviewed_at))

struct AnalysisReportView {
  AnalysisReport report;
  std::string author_name, author_unit_name, reviewed_by_name;
  std::vector<std::string> actions;  ///< change, submit, review, export: what this reader may do now
};
BOOST_DESCRIBE_STRUCT(AnalysisReportView, (), (report, author_name, author_unit_name, reviewed_by_name, actions))

struct CustomerReportsView {
  bool may_draft = false;
  std::vector<AnalysisReportRowView> items;  ///< newest first
};
BOOST_DESCRIBE_STRUCT(CustomerReportsView, (), (may_draft, items))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50;
constexpr std::int64_t longest_page = 200;
constexpr std::int64_t customer_reports_shown = 10;

AnalysisReportRowView view_of(const Call& call, const ReportRow& row) {
  return {row.id, row.customer_id, row.customer_name, row.account_number, row.stage, row.author_id, officer_name(call, row.author_id), officer_name(call, row.reviewed_by_id),
          row.comment, row.from_month, row.to_month, row.drafted_at, row.submitted_at, row.reviewed_at};
}

/// Units whose reports this caller reaches by the verb beyond his own desk.
std::vector<UnitId> units_where_may(const Call& call, const char* verb) {
  std::vector<UnitId> units;
  for (const Unit& unit : call.organisation->units()) {
    CaseFacts facts;
    facts.secrecy = Secrecy::personal;
    facts.handling_unit_id = unit.id;
    if (may(*call.rulebook, *call.organisation, call.actor, verb, facts).allowed) units.push_back(unit.id);
  }
  return units;
}

ReportFilter filter_of(const Call& call, ReportList list) {
  ReportFilter filter;
  const OfficerId me = call.actor.officer_id;
  switch (list) {
    case ReportList::mine: filter.author_id = me; break;
    case ReportList::review:
      filter.units = units_where_may(call, "review_analysis_report");
      filter.not_by_id = me;
      filter.stage = ReportStage::submitted;
      break;
    case ReportList::unit:
      filter.units = units_where_may(call, "read_analysis_report");
      filter.author_id = me;
      filter.or_own = true;
      break;
  }
  return filter;
}

http::Response list_answer(const Call& call, db::Session& session) {
  std::optional<ReportList> list;
  std::optional<ReportStage> stage;
  if (const auto bad = api::read_enum(call, "list", list)) return refused(call, *bad);
  if (const auto bad = api::read_enum(call, "stage", stage)) return refused(call, *bad);
  const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit"), customer = api::query_number(call, "customer_id");
  for (const auto* one : {&after, &limit, &customer})
    if (!*one) return refused(call, one->refusal());
  ReportFilter filter = filter_of(call, list.value_or(ReportList::mine));
  if (stage) filter.stage = stage;
  filter.customer_id = CustomerId{customer->value_or(0)};
  const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, longest_page);
  auto found = list_reports(session, filter, AnalysisReportId{after->value_or(0)}, rows + 1);
  api::Page<AnalysisReportRowView> page;
  if (static_cast<std::int64_t>(found.size()) > rows) {
    found.pop_back();
    page.next = std::to_string(found.back().id.value);
  }
  for (const ReportRow& row : found) page.items.push_back(view_of(call, row));
  return api::answer(page);
}

std::vector<std::string> actions_of(const Call& call, const AnalysisReport& report, OfficerId manager) {
  std::vector<std::string> actions;
  const bool author = report.author_id == call.actor.officer_id;
  const bool open = report.stage == ReportStage::draft || report.stage == ReportStage::returned;
  const auto row = row_of(report);
  const auto allowed = [&](const char* verb) { return may_on_report(call, verb, row, manager).allowed; };
  if (author && open && allowed("change_analysis_report")) actions.emplace_back("change");
  if (author && open && allowed("submit_analysis_report")) actions.emplace_back("submit");
  if (!author && report.stage == ReportStage::submitted && may_review(call, report.unit_id).allowed) actions.emplace_back("review");
  if (allowed("export_analysis_report")) actions.emplace_back("export");
  return actions;
}

AnalysisReportView view_of(const Call& call, db::Session& session, const AnalysisReport& report) {
  AnalysisReportView view{report, officer_name(call, report.author_id), {}, officer_name(call, report.reviewed_by_id), actions_of(call, report, manager_of(session, report.customer_id))};
  if (const Officer* author = call.organisation->officer(report.author_id))
    if (const Unit* unit = call.organisation->unit(author->unit_id)) view.author_unit_name = unit->name;
  return view;
}

}  // namespace

void add_report_reads_api(Api& api) {
  auto list = report_operation("GET", "", "list_analysis_reports", "Mine, those to review, or all I may read; newest first");
  list.response_body = json::schema_of<api::Page<AnalysisReportRowView>>();
  list.query = {{"list", "mine, review or unit", R"({"type":"string","enum":["mine","review","unit"]})"},
                {"stage", "draft, submitted, accepted or returned", R"({"type":"string","enum":["draft","submitted","accepted","returned"]})"},
                {"customer_id", "of one customer", R"({"type":"integer"})"},
                {"after", "next page", R"({"type":"integer"})"},
                {"limit", "rows", R"({"type":"integer"})"}};
  api.read(list, [](const Call& call, db::Session& session) { return with_permission(call, "read_analysis_report", [&] { return list_answer(call, session); }); });

  auto read = report_operation("GET", "/{report_id}", "read_analysis_report", "The report with its frozen figures, and what may be done");
  read.response_body = json::schema_of<AnalysisReportView>();
  api.read(read, [](const Call& call, db::Session& session) {
    return with_report(call, session, "read_analysis_report", [&](const AnalysisReport& report) { return api::answer(view_of(call, session, report)); });
  });

  auto of_customer = report_operation("GET", "", "list_customer_analysis_reports", "The customer's latest reports, and whether this reader may draft one");
  of_customer.pattern = "/api/v1/customers/{customer_id}/analysis_reports";
  of_customer.response_body = json::schema_of<CustomerReportsView>();
  api.read(of_customer, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_analysis_report", [&] {
      const CustomerId customer{call.id("customer_id")};
      if (!load_customer(session, customer)) return refused(call, Refusal{"customer.unknown", "", "", {}});
      CustomerReportsView view;
      view.may_draft = may_on_customer(call, session, "draft_analysis_report", customer).allowed;
      ReportFilter filter;
      filter.customer_id = customer;
      const OfficerId manager = manager_of(session, customer);
      for (const ReportRow& row : list_reports(session, filter, {}, customer_reports_shown))
        if (may_on_report(call, "read_analysis_report", row, manager).allowed) view.items.push_back(view_of(call, row));
      return api::answer(view);
    });
  });
}

}  // namespace shouwen
