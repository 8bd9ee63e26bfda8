// Every change of a report is an event; the figures stand in the first one.
#include "analysis_reports/report_store.h"

#include <fmt/format.h>

#include "analysis_reports/analysis_report_describe.h"
#include "base/check.h"
#include "db/journal.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::string stream_of(AnalysisReportId id) { return "analysis_report/" + std::to_string(id.value); }

template <class T>
T parsed(std::string_view text) {
  T value;
  const auto document = json::parse_document(text);
  SHOUWEN_CHECK(document && json::parse(*document, value, json::ParseMode::lenient).empty());
  return value;
}

void append(db::Session& session, AnalysisReportId id, const AnalysisReportEvent& event, const ReportWriter& writer) {
  db::NewEntry entry;
  entry.stream = stream_of(id);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = writer.now;
  entry.actor_id = writer.officer_id.value;
  entry.kind = event.kind;
  entry.clause = clause::art_11_6_3;
  entry.rulebook_version = writer.rulebook_version;
  entry.payload = json::to_text(event);
  db::append(session, {entry});
}

void keep(db::Session& session, const AnalysisReport& report) {
  session.run("INSERT INTO analysis_report (id, version, customer_id, author_id, unit_id, stage, customer_name, account_number, from_month, to_month, drafted_at,"
              " submitted_at, reviewed_at, reviewed_by_id, comment, exports, state) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17)"
              " ON CONFLICT (id) DO UPDATE SET version=excluded.version, stage=excluded.stage, submitted_at=excluded.submitted_at, reviewed_at=excluded.reviewed_at,"
              " reviewed_by_id=excluded.reviewed_by_id, comment=excluded.comment, exports=excluded.exports, state=excluded.state",
              report.id, report.version, report.customer_id, report.author_id, report.unit_id, static_cast<std::int64_t>(report.stage), report.figures.customer.name,
              report.figures.customer.account_number, report.from_month, report.to_month, report.drafted_at, report.submitted_at, report.reviewed_at, report.reviewed_by_id,
              report.comment, static_cast<std::int64_t>(report.exports.size()), json::to_text(report));
}

constexpr const char* columns = "id, version, customer_id, author_id, unit_id, stage, customer_name, account_number, from_month, to_month, drafted_at, submitted_at, reviewed_at,"
                                " reviewed_by_id, comment";

std::optional<Instant> instant_at(const db::Query& query, int column) { return query.is_null(column) ? std::nullopt : std::optional(Instant{query.integer(column)}); }

ReportRow row_at(const db::Query& query) {
  return {AnalysisReportId{query.integer(0)}, query.integer(1), CustomerId{query.integer(2)}, OfficerId{query.integer(3)}, UnitId{query.integer(4)},
          static_cast<ReportStage>(query.integer(5)), std::string(query.text(6)), std::string(query.text(7)), query.integer(8), query.integer(9), Instant{query.integer(10)},
          instant_at(query, 11), instant_at(query, 12), OfficerId{query.integer(13)}, std::string(query.text(14))};
}

/// "unit_id IN (1,2)": ids are numbers, never text of users.
std::string units_sql(const std::vector<UnitId>& units) {
  std::string list;
  for (const UnitId unit : units) list += (list.empty() ? "" : ",") + std::to_string(unit.value);
  return list.empty() ? "1 = 0" : "unit_id IN (" + list + ")";
}

std::string row_text(const ReportRow& row) {
  const auto seconds = [](const std::optional<Instant>& at) { return at ? at->seconds : -1; };
  return fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", row.id.value, row.version, row.customer_id.value, row.author_id.value, row.unit_id.value, static_cast<int>(row.stage),
                     row.customer_name, row.account_number, row.from_month, row.to_month, row.drafted_at.seconds, seconds(row.submitted_at), seconds(row.reviewed_at),
                     row.reviewed_by_id.value, row.comment);
}

}  // namespace

ReportRow row_of(const AnalysisReport& report) {
  return {report.id, report.version, report.customer_id, report.author_id, report.unit_id, report.stage, report.figures.customer.name, report.figures.customer.account_number,
          report.from_month, report.to_month, report.drafted_at, report.submitted_at, report.reviewed_at, report.reviewed_by_id, report.comment};
}

std::optional<AnalysisReport> load_report(db::Session& session, AnalysisReportId id) {
  auto query = session.query("SELECT state FROM analysis_report WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return parsed<AnalysisReport>(query.text(0));
}

AnalysisReport add_report(db::Session& session, const AnalysisReportEvent& event, const ReportWriter& writer) {
  AnalysisReport before;
  {
    auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM analysis_report");
    query.step();
    before.id = AnalysisReportId{query.integer(0)};
  }
  return save_report(session, before, event, writer);
}

AnalysisReport save_report(db::Session& session, const AnalysisReport& before, const AnalysisReportEvent& event, const ReportWriter& writer) {
  const AnalysisReport after = apply(before, event);
  append(session, after.id, event, writer);
  keep(session, after);
  return after;
}

std::vector<ReportRow> list_reports(db::Session& session, const ReportFilter& filter, AnalysisReportId after, std::int64_t limit) {
  std::string sql = std::string("SELECT ") + columns + " FROM analysis_report WHERE (?1 = 0 OR id < ?1) AND (?2 < 0 OR stage = ?2) AND (?3 = 0 OR customer_id = ?3) AND author_id <> ?5";
  if (filter.units && filter.or_own) sql += " AND (author_id = ?4 OR " + units_sql(*filter.units) + ")";
  else sql += " AND (?4 = 0 OR author_id = ?4)" + (filter.units ? " AND " + units_sql(*filter.units) : std::string());
  auto query = session.query(sql + " ORDER BY id DESC LIMIT ?6");
  query.bind(1, after.value).bind(2, filter.stage ? static_cast<std::int64_t>(*filter.stage) : std::int64_t{-1}).bind(3, filter.customer_id.value);
  query.bind(4, filter.author_id.value).bind(5, filter.not_by_id.value).bind(6, limit);
  std::vector<ReportRow> rows;
  while (query.step()) rows.push_back(row_at(query));
  return rows;
}

std::vector<std::string> verify_report(db::Session& session, AnalysisReportId id) {
  const auto events = db::read_stream(session, stream_of(id));
  auto query = session.query(std::string("SELECT ") + columns + ", exports, state FROM analysis_report WHERE id = ?1");
  query.bind(1, id.value);
  const bool stored = query.step();
  if (events.empty() || !stored) return {"events and stored report do not belong together"};
  AnalysisReport rebuilt;
  rebuilt.id = id;
  for (const db::Entry& entry : events) rebuilt = apply(std::move(rebuilt), parsed<AnalysisReportEvent>(entry.payload));
  std::vector<std::string> differing;
  if (json::to_text(rebuilt) != query.text(16)) differing.push_back("the stored state is not what its events make");
  if (row_text(row_of(rebuilt)) != row_text(row_at(query)) || query.integer(15) != static_cast<std::int64_t>(rebuilt.exports.size()))
    differing.push_back("the row lists read is not what its events make");
  return differing;
}

}  // namespace shouwen
