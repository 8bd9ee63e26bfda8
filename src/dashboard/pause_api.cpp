// The report of pauses over HTTP: by desk or unit, each figure with its cases, and the pauses themselves to take away.
#include <fmt/format.h>

#include "api/download.h"
#include "api/query.h"
#include "cases/case_page.h"
#include "cases/case_store.h"
#include "dashboard/dashboard.h"
#include "dashboard/figure_store.h"
#include "dashboard/pause_report.h"
#include "dashboard/report_scope.h"
#include "dashboard/views.h"
#include "regulation/clauses.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(PauseGroup, officer, unit)

struct DoubtCountView {
  PauseDoubt doubt{};
  std::string name;
  ReportCountView pauses;
};
BOOST_DESCRIBE_STRUCT(DoubtCountView, (), (doubt, name, pauses))
struct PauseRowView {
  std::int64_t key = 0;                        ///< officer or unit; 0 = the total
  std::string name, unit_name;                 ///< the unit of an officer is the one he belongs to
  ReportCountView pauses, doubtful, stopped, lasting;
  std::vector<DoubtCountView> doubts;          ///< those that occurred
  std::int64_t working_seconds = 0;
};
BOOST_DESCRIBE_STRUCT(PauseRowView, (), (key, name, unit_name, pauses, doubtful, stopped, lasting, doubts, working_seconds))
struct PauseToldView {
  CaseId case_id;
  std::string case_number, officer_name, unit_name, reason, asked_for;
  std::optional<Channel> asked_by;
  std::optional<Instant> asked_at;
  Instant from;
  std::optional<Instant> to;
  bool stopped = false;                        ///< whether clocks stood still
  std::int64_t working_seconds = 0;
  std::vector<DoubtView> doubts;
};
BOOST_DESCRIBE_STRUCT(PauseToldView, (), (case_id, case_number, officer_name, unit_name, reason, asked_for, asked_by, asked_at, from, to, stopped, working_seconds, doubts))
struct PauseReportView {
  PauseGroup by{};
  Date from, to;
  std::int64_t late_percent = 0, repeated_from = 0;
  std::string scope;  ///< the cases counted: those the reader may see
  std::vector<PauseRowView> rows;
  PauseRowView total;
  std::vector<PauseToldView> doubtful;         ///< the latest doubtful pauses
};
BOOST_DESCRIBE_STRUCT(PauseReportView, (), (by, from, to, late_percent, repeated_from, scope, rows, total, doubtful))

namespace {

using api::Api;
using api::Call;

/// A list takes as many ids; so many doubtful pauses are shown one by one.
constexpr std::size_t most_ids = 200, most_shown = 100;

struct PauseQuestion {
  PauseGroup by{};
  Date from, to;
};

Result<PauseQuestion> question_of(const Call& call) {
  std::optional<PauseGroup> by;
  std::optional<Date> from, to;
  for (const auto& refusal : {api::read_enum(call, "by", by), api::read_date(call, "from", from), api::read_date(call, "to", to)})
    if (refusal) return *refusal;
  PauseQuestion question;
  question.by = by.value_or(PauseGroup::officer);
  question.to = to.value_or(local_date(call.now));
  question.from = from.value_or(quarter_before(question.to));
  if (question.from > question.to) return Refusal{"query.period_reversed", "", "/from", {{"from", to_iso(question.from)}, {"to", to_iso(question.to)}}};
  if (!call.rulebook->supervision) return Refusal{"board.rules_missing", clause::art_7, "", {}};
  return question;
}

/// One case at a time is in memory.
template <class Each>
void read_pauses(const Call& call, db::Session& session, const PauseQuestion& question, Each&& each) {
  for_each_paused_case(session, reader_of(*call.rulebook, *call.organisation, call.actor), question.from, question.to, [&](CaseId id) {
    for (const PauseTold& pause : pauses_of(load_events(session, id), *call.rulebook, *call.rulebook->supervision, call.now)) {
      const Date begun = local_date(pause.suspension.at);
      if (question.from <= begun && begun <= question.to) each(pause);
    }
  });
}

ReportCountView view_of(const PauseCount& count) {
  ReportCountView view{count.count, static_cast<std::int64_t>(count.case_ids.size()), ""};
  if (count.case_ids.empty() || count.case_ids.size() > most_ids) return view;
  view.list = "list=all&ids=";
  for (const CaseId id : count.case_ids) view.list += std::to_string(id.value) + ",";
  view.list.pop_back();
  return view;
}

PauseRowView row_of(const Call& call, const PauseFigures& figures, std::string name, std::string unit_name) {
  PauseRowView view{figures.key, std::move(name), std::move(unit_name), view_of(figures.pauses), view_of(figures.doubtful), view_of(figures.stopped), view_of(figures.lasting), {}, figures.working_seconds};
  for (std::size_t i = 0; i < figures.doubts.size(); ++i)
    if (figures.doubts[i].count > 0) view.doubts.push_back({static_cast<PauseDoubt>(i), words_of(static_cast<PauseDoubt>(i), call.language), view_of(figures.doubts[i])});
  return view;
}

PauseToldView told(const PauseTold& pause, const Names& names) {
  const Suspension& was = pause.suspension;
  return {pause.case_id, pause.case_number, names.officer(pause.officer_id), names.unit(pause.unit_id), names.pause_reason(was.reason), was.asked_for, was.asked_by,
          was.asked_at, was.at, pause.to, was.pauses, pause.working_seconds, views_of(pause.doubts, names.language)};
}

/// The latest `most_shown`, latest first.
void keep_latest(std::vector<PauseTold>& pauses, PauseTold pause) {
  const auto later = [](const PauseTold& a, const PauseTold& b) { return a.suspension.at > b.suspension.at; };
  pauses.insert(std::upper_bound(pauses.begin(), pauses.end(), pause, later), std::move(pause));
  if (pauses.size() > most_shown) pauses.pop_back();
}

http::Response report_answer(const Call& call, db::Session& session) {
  const auto question = question_of(call);
  if (!question) return refused(call, question.refusal());
  PauseBook book(question->by);
  std::vector<PauseTold> doubtful;
  read_pauses(call, session, *question, [&](const PauseTold& pause) {
    book.add(pause);
    if (!pause.doubts.empty()) keep_latest(doubtful, pause);
  });
  const Names names{*call.organisation, *call.rulebook, call.language};
  const SupervisionRules& rules = *call.rulebook->supervision;
  PauseReportView view{question->by, question->from, question->to, rules.late_pause_percent, rules.repeated_pause_from, report_scope(call), {}, {}, {}};
  for (const PauseFigures& figures : book.rows()) {
    if (question->by == PauseGroup::unit) {
      view.rows.push_back(row_of(call, figures, names.unit(UnitId{figures.key}), ""));
      continue;
    }
    const Officer* officer = call.organisation->officer(OfficerId{figures.key});
    view.rows.push_back(row_of(call, figures, names.officer(OfficerId{figures.key}), officer == nullptr ? "" : names.unit(officer->unit_id)));
  }
  view.total = row_of(call, book.total(), call.said("合计", "Total"), "");
  for (const PauseTold& pause : doubtful) view.doubtful.push_back(told(pause, names));
  return api::answer(view);
}

std::vector<std::string> heading_of(const Call& call) {
  if (call.language == http::Language::zh)
    return {"承办人", "部门", "工单", "原因", "向客户提出的要求", "告知方式", "告知时间", "暂停自", "至", "时钟停走", "工作时间（小时）", "疑点"};
  return {"Holder", "Unit", "Case", "Reason", "Asked for", "Asked by", "Asked at", "Paused from", "To", "Clocks stopped", "Working time (h)", "Doubts"};
}

std::vector<std::string> cells_of(const Call& call, const PauseTold& pause, const Names& names) {
  const Suspension& was = pause.suspension;
  std::string doubts;
  for (const PauseDoubt doubt : pause.doubts) doubts += (doubts.empty() ? "" : call.said("、", ", ")) + words_of(doubt, call.language);
  return {names.officer(pause.officer_id), names.unit(pause.unit_id), pause.case_number, names.pause_reason(was.reason), was.asked_for,
          was.asked_by ? words_of(*was.asked_by, call.language) : "", was.asked_at ? to_iso(*was.asked_at) : "", to_iso(was.at), pause.to ? to_iso(*pause.to) : "",
          was.pauses ? call.said("是", "yes") : call.said("否", "no"), fmt::format("{:.1f}", static_cast<double>(pause.working_seconds) / 3600), doubts};
}

http::Response export_answer(const Call& call, db::Session& session) {
  const auto question = question_of(call);
  if (!question) return refused(call, question.refusal());
  const Names names{*call.organisation, *call.rulebook, call.language};
  api::TableRows rows;
  read_pauses(call, session, *question, [&](const PauseTold& pause) { rows.push_back(cells_of(call, pause, names)); });
  rows.push_back({call.said("范围", "Scope"), report_scope(call)});
  return api::download(call, fmt::format("pauses-{}-{}", to_iso(question->from), to_iso(question->to)), call.said("暂停", "Pauses"), heading_of(call), std::move(rows));
}

http::Operation pause_operation(const char* pattern, const char* id, const char* summary) {
  http::Operation made{"GET", pattern, id, "dashboard", summary, clause::art_10_7};
  const std::string date = R"({"type":"string","format":"date"})";
  made.query = {{"by", "officer or unit", json::schema_of<PauseGroup>().schema}, {"from", "pauses begun on or after", date}, {"to", "pauses begun on or before", date}};
  return made;
}

}  // namespace

void add_pause_api(Api& api) {
  auto read = pause_operation("/api/v1/reports/pauses", "read_pause_report", "Pauses of a period by officer or unit, and what makes them doubtful");
  read.response_body = json::schema_of<PauseReportView>();
  api.slow(std::move(read), [](const Call& call, db::Session& session) {
    return with_permission(call, "read_reports", [&] { return report_answer(call, session); });
  });

  auto exported = pause_operation("/api/v1/reports/pauses/export", "export_pauses", "Every pause of a period as CSV or XLSX");
  exported.response_content_type = "text/csv";
  exported.query.push_back(api::download_format());
  api.slow(std::move(exported), [](const Call& call, db::Session& session) {
    return with_permission(call, "read_reports", [&] { return with_permission(call, "export", [&] { return export_answer(call, session); }); });
  });
}

}  // namespace shouwen
