// The coverage page's data.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "api/answers.h"
#include "api/download.h"
#include "coverage/coverage.h"
#include "regulation/clauses.h"

namespace shouwen {

struct ClauseCoverageView {
  std::string cite, title, asks, software;
  bool is_rule = false;
  std::optional<std::string> not_yet;
  std::vector<std::string> rules, verbs, operations, limits, tests;  ///< operations: of the API that change something, by id
  std::int64_t decisions = 0, breaches = 0;
  bool covered = false;
};
BOOST_DESCRIBE_STRUCT(ClauseCoverageView, (), (cite, title, asks, software, is_rule, not_yet, rules, verbs, operations, limits, tests, decisions, breaches, covered))
struct CoverageView {
  std::int64_t rulebook_version = 0;
  std::vector<ClauseCoverageView> clauses;
};
BOOST_DESCRIBE_STRUCT(CoverageView, (), (rulebook_version, clauses))

namespace {

using api::Call;

http::Operation coverage_operation(const char* pattern, const char* id, const char* summary) { return {"GET", pattern, id, "rulebook", summary, clause::art_2}; }

/// The rulebook gives the reason in one line: Chinese / English.
std::string in_language(const std::string& line, http::Language language) {
  constexpr std::string_view between = " / ";
  const std::size_t at = line.find(between);
  if (at == std::string::npos) return line;
  return language == http::Language::zh ? line.substr(0, at) : line.substr(at + between.size());
}

/// Verbs of cases stand in a column of their own.
std::vector<std::string> operations_under(const http::Router& router, const ClauseCoverage& row) {
  std::vector<std::string> ids;
  for (std::size_t route = 0; route < router.size(); ++route) {
    const http::Operation& one = router.operation(route);
    const bool acts = one.method != "GET" && one.clause == row.cite && one.tag != "cases";
    if (acts) ids.push_back(one.operation_id);
  }
  return ids;
}

ClauseCoverageView view_of(const Call& call, const http::Router& router, const ClauseCoverage& row) {
  const ClauseText* clause = call.rulebook->clause(row.cite);
  ClauseCoverageView shown{row.cite, call.said(clause->title_zh, clause->title_en), call.said(clause->asks_zh, clause->asks_en),
                           call.said(clause->software_zh, clause->software_en), row.is_rule, {}, row.rules, row.verbs, operations_under(router, row), row.limits, row.tests,
                           row.decisions, row.breaches, row.covered()};
  if (!row.not_yet.empty()) shown.not_yet = in_language(row.not_yet, call.language);
  return shown;
}

http::Response export_answer(const Call& call, const http::Router& router, db::Session& session) {
  const bool zh = call.language == http::Language::zh;
  const std::vector<std::string> heading = zh ? std::vector<std::string>{"条款", "标题", "要求", "规则", "操作", "时限", "测试", "决定", "超时", "状态"}
                                              : std::vector<std::string>{"Clause", "Title", "Asks", "Rules", "Verbs", "Limits", "Tests", "Decisions", "Breaches", "State"};
  api::TableRows rows;
  for (const ClauseCoverage& row : coverage_of(*call.rulebook, &session)) {
    ClauseCoverageView view = view_of(call, router, row);
    view.verbs.insert(view.verbs.end(), view.operations.begin(), view.operations.end());
    const std::string state = !view.covered ? call.said("缺规则或测试", "lacks rule or test") : view.not_yet.value_or("");
    rows.push_back({view.cite, view.title, view.asks, fmt::format("{}", fmt::join(view.rules, " ")), fmt::format("{}", fmt::join(view.verbs, " ")),
                    fmt::format("{}", fmt::join(view.limits, " ")), std::to_string(view.tests.size()), std::to_string(view.decisions),
                    std::to_string(view.breaches), state});
  }
  return api::download(call, "coverage", call.said("条款对照", "Coverage"), heading, std::move(rows));
}

}  // namespace

void add_coverage_api(api::Api& api) {
  auto read = coverage_operation("/api/v1/coverage", "read_coverage", "Each clause with its rules, tests, decisions and breaches");
  read.response_body = json::schema_of<CoverageView>();
  api.slow(std::move(read), [&api](const Call& call, db::Session& session) {
    return with_permission(call, "read_coverage", [&] {
      CoverageView view;
      view.rulebook_version = call.rulebook->version;
      for (const ClauseCoverage& row : coverage_of(*call.rulebook, &session)) view.clauses.push_back(view_of(call, api.router(), row));
      return api::answer(view);
    });
  });

  auto exported = coverage_operation("/api/v1/coverage/export", "export_coverage", "The same as CSV or XLSX");
  exported.response_content_type = "text/csv";
  exported.query = {api::download_format()};
  api.slow(std::move(exported), [&api](const Call& call, db::Session& session) {
    return with_permission(call, "read_coverage", [&] { return export_answer(call, api.router(), session); });
  });
}

}  // namespace shouwen
