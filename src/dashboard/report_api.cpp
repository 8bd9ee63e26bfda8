// Reports over HTTP: figures by unit, person, kind, category, area or month, each with the list of cases behind it; downloads.
#include <fmt/format.h>

#include "api/download.h"
#include "api/query.h"
#include "cases/case_filter_api.h"
#include "cases/case_page.h"
#include "dashboard/dashboard.h"
#include "dashboard/figure_store.h"
#include "dashboard/report_scope.h"
#include "dashboard/views.h"
#include "regulation/clauses.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(Dimension, unit, person, kind, category, area, month)

BOOST_DESCRIBE_STRUCT(Spread, (), (median_seconds, p90_seconds))
struct ReportRowView {
  std::string key, name;
  ReportCountView cases, met, breached, open, lifted;
  std::optional<double> on_time_rate;
  ReportCountView answered;
  std::optional<Spread> answer_time, working_answer_time;
  ReportCountView returns, returned_often, satisfied, not_satisfied, unreachable;
  std::optional<double> satisfaction_rate;
};
BOOST_DESCRIBE_STRUCT(ReportRowView, (), (key, name, cases, met, breached, open, lifted, on_time_rate, answered, answer_time, working_answer_time,
                                          returns, returned_often, satisfied, not_satisfied, unreachable, satisfaction_rate))
struct ReportView {
  Dimension dimension{};
  Date from, to, as_of;
  std::optional<DutyKind> duty_kind;
  std::int64_t returned_from = 0;
  std::string scope;  ///< the cases counted: those the reader may see
  std::vector<ReportRowView> rows;
  ReportRowView total;
};
BOOST_DESCRIBE_STRUCT(ReportView, (), (dimension, from, to, as_of, duty_kind, returned_from, scope, rows, total))

namespace {

using api::Api;
using api::Call;

struct ReportQuestion {
  Dimension dimension{};
  FigurePeriod period;
  Date as_of;
  std::optional<DutyKind> duty_kind;
};

Result<ReportQuestion> question_of(const Call& call) {
  std::optional<Dimension> dimension;
  std::optional<Date> from, to, as_of;
  ReportQuestion question;
  for (const auto& refusal : {api::read_enum(call, "dimension", dimension), api::read_date(call, "from", from), api::read_date(call, "to", to),
                              api::read_date(call, "as_of", as_of), api::read_enum(call, "duty_kind", question.duty_kind)})
    if (refusal) return *refusal;
  const Instant until = end_of_day(as_of, call.now);
  question.dimension = dimension.value_or(Dimension::unit);
  question.as_of = local_date(until);
  question.period = {from.value_or(quarter_before(question.as_of)), to.value_or(question.as_of), until};
  if (question.period.from > question.period.to)
    return Refusal{"query.period_reversed", "", "/from", {{"from", to_iso(question.period.from)}, {"to", to_iso(question.period.to)}}};
  return question;
}

/// The first and last day of "2025-10" within the period.
void narrow_to_month(FigurePeriod& period, const std::string& month) {
  const Date first = *parse_date(month + "-01");
  const Date after = first.month() == 12 ? Date::of(first.year() + 1, 1, 1) : Date::of(first.year(), first.month() + 1, 1);
  period.from = std::max(period.from, first);
  period.to = std::min(period.to, after.plus_days(-1));
}

enum class Of { cases, duties };

/// The query of the list with the cases of one group; key "" = of all.
std::string list_of(const ReportQuestion& question, const std::string& key, Of what) {
  FigurePeriod period = question.period;
  std::string more;
  if (!key.empty()) {
    switch (question.dimension) {
      case Dimension::unit: more = (what == Of::cases ? "&holder_unit_id=" : "&duty_unit_id=") + key; break;
      case Dimension::person: more = (what == Of::cases ? "&holder_id=" : "&duty_officer_id=") + key; break;
      case Dimension::kind: more = "&kind=" + key; break;
      case Dimension::category: more = "&category=" + key; break;
      case Dimension::area: more = "&area=" + key; break;
      case Dimension::month: narrow_to_month(period, key); break;
    }
  }
  if (what == Of::duties && question.duty_kind) more += std::string("&duty_kind=") + json::name_of(*question.duty_kind);
  return "list=all&from=" + to_iso(period.from) + "&to=" + to_iso(period.to) + "&as_of=" + to_iso(question.as_of) + more;
}

std::string name_of_group(const Call& call, const Names& names, Dimension dimension, const std::string& key) {
  switch (dimension) {
    case Dimension::unit: return names.unit(UnitId{std::stoll(key)});
    case Dimension::person: return key == "0" ? call.said("未指定到人", "Nobody in person") : names.officer(OfficerId{std::stoll(key)});
    case Dimension::kind: return names.kind(*json::enum_of<CaseKind>(key));
    case Dimension::category: return names.category(key);
    case Dimension::area: return words_of(*json::enum_of<Area>(key), call.language);
    case Dimension::month: break;
  }
  return key;
}

ReportRowView row_of(const ReportQuestion& question, const Figures& figures, std::string name, std::int64_t returned_from) {
  const std::string cases = list_of(question, figures.key, Of::cases), duties = list_of(question, figures.key, Of::duties);
  const auto duty = [&duties](const Count& count, DutyState state) {
    return ReportCountView{count.count, count.cases, duties + "&duty_state=" + json::name_of(state)};
  };
  const auto of_cases = [&cases](const Count& count, const std::string& more) { return ReportCountView{count.count, count.cases, cases + more}; };
  const auto said = [&of_cases](const Count& count, Satisfaction word) { return of_cases(count, std::string("&satisfaction=") + json::name_of(word)); };
  return {figures.key,
          std::move(name),
          of_cases(figures.cases, ""),
          duty(figures.met, DutyState::met),
          duty(figures.breached, DutyState::breached),
          duty(figures.open, DutyState::open),
          duty(figures.lifted, DutyState::lifted),
          figures.on_time_rate(),
          of_cases(figures.answered, "&answered=true"),
          figures.answer_time,
          figures.working_answer_time,
          of_cases(figures.returns, "&returned_from=1"),
          of_cases(figures.returned_often, "&returned_from=" + std::to_string(returned_from)),
          said(figures.satisfied, Satisfaction::satisfied),
          said(figures.not_satisfied, Satisfaction::not_satisfied),
          said(figures.unreachable, Satisfaction::unreachable),
          figures.satisfaction_rate()};
}

Result<ReportView> report_of(const Call& call, db::Session& session) {
  const auto question = question_of(call);
  if (!question) return question.refusal();
  if (!call.rulebook->supervision) return Refusal{"board.rules_missing", clause::art_7, "", {}};
  const std::int64_t returned_from = call.rulebook->supervision->returned_from;
  FigureBook book(question->dimension, call.rulebook->calendars.bureau, returned_from);
  read_figures(session, reader_of(*call.rulebook, *call.organisation, call.actor), question->period, question->duty_kind, book);
  const Names names{*call.organisation, *call.rulebook, call.language};
  ReportView view{question->dimension, question->period.from, question->period.to, question->as_of, question->duty_kind, returned_from, report_scope(call), {}, {}};
  for (const Figures& figures : book.rows())
    view.rows.push_back(row_of(*question, figures, name_of_group(call, names, question->dimension, figures.key), returned_from));
  view.total = row_of(*question, book.total(), call.said("合计", "Total"), returned_from);
  return view;
}

std::vector<std::string> heading_of(const Call& call) {
  if (call.language == http::Language::zh)
    return {"分组", "工单", "按时", "超时", "未到期", "解除", "及时率", "已答复", "答复用时中位（小时）", "答复用时90%（小时）", "工作时间中位（小时）",
            "工作时间90%（小时）", "退回", "多次退回工单", "满意", "不满意", "未接通", "满意率"};
  return {"Group", "Cases", "On time", "Breached", "Running", "Lifted", "On-time rate", "Answered", "Time to answer, median (h)", "Time to answer, 90% (h)",
          "Working time, median (h)", "Working time, 90% (h)", "Returns", "Cases returned often", "Satisfied", "Not satisfied", "Not reached", "Satisfaction"};
}

std::vector<std::string> cells_of(const ReportRowView& row) {
  const auto percent = [](const std::optional<double>& rate) { return rate ? fmt::format("{:.1f}%", *rate * 100) : std::string(); };
  const auto hours = [](const std::optional<Spread>& spread, std::int64_t Spread::*which) {
    return spread ? fmt::format("{:.1f}", static_cast<double>((*spread).*which) / 3600) : std::string();
  };
  const auto count = [](const ReportCountView& view) { return std::to_string(view.count); };
  return {row.name, count(row.cases), count(row.met), count(row.breached), count(row.open), count(row.lifted), percent(row.on_time_rate), count(row.answered),
          hours(row.answer_time, &Spread::median_seconds), hours(row.answer_time, &Spread::p90_seconds),
          hours(row.working_answer_time, &Spread::median_seconds), hours(row.working_answer_time, &Spread::p90_seconds), count(row.returns),
          count(row.returned_often), count(row.satisfied), count(row.not_satisfied), count(row.unreachable), percent(row.satisfaction_rate)};
}

http::Response export_answer(const Call& call, db::Session& session) {
  const auto report = report_of(call, session);
  if (!report) return refused(call, report.refusal());
  std::vector<std::vector<std::string>> rows;
  for (const ReportRowView& row : report->rows) rows.push_back(cells_of(row));
  rows.push_back(cells_of(report->total));
  rows.push_back({call.said("范围", "Scope"), report->scope});
  const std::string name = fmt::format("report-{}-{}-{}-as-of-{}", json::name_of(report->dimension), to_iso(report->from), to_iso(report->to), to_iso(report->as_of));
  return api::download(call, name, call.said("报表", "Report"), heading_of(call), std::move(rows));
}

http::Operation report_operation(const char* pattern, const char* id, const char* summary) {
  http::Operation made{"GET", pattern, id, "dashboard", summary, clause::art_10_8};
  const std::string date = R"({"type":"string","format":"date"})";
  made.query = {{"dimension", "by what", json::schema_of<Dimension>().schema},
                {"from", "cases registered on or after", date},
                {"to", "cases registered on or before", date},
                {"as_of", "as known at the end of this day", date},
                {"duty_kind", "only clocks of this kind", json::schema_of<DutyKind>().schema}};
  return made;
}

}  // namespace

void add_report_api(Api& api) {
  auto read = report_operation("/api/v1/reports", "read_report", "On time, time to answer, returns and satisfaction of a period");
  read.response_body = json::schema_of<ReportView>();
  api.slow(std::move(read), [](const Call& call, db::Session& session) {
    return with_permission(call, "read_reports", [&] {
      const auto report = report_of(call, session);
      return report ? api::answer(*report) : refused(call, report.refusal());
    });
  });

  auto exported = report_operation("/api/v1/reports/export", "export_report", "A report as CSV or XLSX");
  exported.response_content_type = "text/csv";
  exported.query.push_back(api::download_format());
  api.slow(std::move(exported), [](const Call& call, db::Session& session) {
    return with_permission(call, "read_reports", [&] { return with_permission(call, "export", [&] { return export_answer(call, session); }); });
  });
}

}  // namespace shouwen
