// The coverage page's data.
#include "api/answers.h"
#include "coverage/coverage.h"
#include "regulation/clauses.h"

namespace shouwen {

struct ClauseCoverageView {
  std::string cite, title, asks, software;
  bool is_rule = false;
  std::optional<std::string> not_yet;
  std::vector<std::string> rules, verbs, limits, tests;
  std::int64_t decisions = 0, breaches = 0;
  bool covered = false;
};
BOOST_DESCRIBE_STRUCT(ClauseCoverageView, (), (cite, title, asks, software, is_rule, not_yet, rules, verbs, limits, tests, decisions, breaches, covered))
struct CoverageView {
  std::int64_t rulebook_version = 0;
  std::vector<ClauseCoverageView> clauses;
};
BOOST_DESCRIBE_STRUCT(CoverageView, (), (rulebook_version, clauses))

void add_coverage_api(api::Api& api) {
  http::Operation operation;
  operation.method = "GET";
  operation.pattern = "/api/v1/coverage";
  operation.operation_id = "read_coverage";
  operation.tag = "rulebook";
  operation.summary = "Each clause with its rules, tests, decisions and breaches";
  operation.clause = clause::art_2;
  operation.response_body = json::schema_of<CoverageView>();
  api.slow(std::move(operation), [](const api::Call& call, db::Session& session) {
    return with_permission(call, "read_coverage", [&] {
      CoverageView view;
      view.rulebook_version = call.rulebook->version;
      for (const ClauseCoverage& row : coverage_of(*call.rulebook, &session)) {
        const ClauseText* clause = call.rulebook->clause(row.cite);
        ClauseCoverageView shown{row.cite, call.said(clause->title_zh, clause->title_en), call.said(clause->asks_zh, clause->asks_en),
                                 call.said(clause->software_zh, clause->software_en), row.is_rule, {}, row.rules, row.verbs, row.limits, row.tests,
                                 row.decisions, row.breaches, row.covered()};
        if (!row.not_yet.empty()) shown.not_yet = row.not_yet;
        view.clauses.push_back(std::move(shown));
      }
      return api::answer(view);
    });
  });
}

}  // namespace shouwen
