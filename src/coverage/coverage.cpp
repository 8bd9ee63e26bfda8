// Joining clauses with what is generated from sources, the rulebook and the journal.
#include "coverage/coverage.h"

#include <algorithm>
#include <map>

#include "cases/cases.h"
#include "coverage/trace.h"

namespace shouwen {

namespace {

/// "art.10(7)" -> "art_10_7", as in generated constants and test names.
std::string constant_of(std::string_view cite) {
  std::string name;
  for (const char c : cite)
    if (c == '.' || c == '(') name += '_';
    else if (c != ')') name += c;
  return name;
}

std::map<std::string, std::int64_t> counts(db::Session* session, const char* sql) {
  std::map<std::string, std::int64_t> found;
  if (session == nullptr) return found;
  auto query = session->query(sql);
  while (query.step()) found[std::string(query.text(0))] = query.integer(1);
  return found;
}

}  // namespace

std::vector<ClauseCoverage> coverage_of(const Rulebook& rulebook, db::Session* session) {
  const auto decisions = counts(session, "SELECT clause, count(*) FROM event WHERE clause <> '' GROUP BY clause");
  const auto breached = counts(session, "SELECT limit_id, count(*) FROM case_duty WHERE state = 2 GROUP BY limit_id");
  std::vector<ClauseCoverage> rows;
  for (const ClauseText& clause : rulebook.clauses) {
    ClauseCoverage row{clause.cite, clause.is_rule, clause.not_yet, {}, {}, {}, {}, 0, 0};
    const std::string name = constant_of(clause.cite);
    for (const TraceRow& trace : trace_rows())
      if (trace.clause == name) (trace.what == "rule" ? row.rules : row.tests).emplace_back(trace.place);
    for (const CaseVerb& verb : case_verbs())
      if (clause.cite == verb.clause) row.verbs.emplace_back(verb.verb);
    for (const LimitRule& limit : rulebook.limits) {
      if (std::find(limit.clauses.begin(), limit.clauses.end(), clause.cite) == limit.clauses.end()) continue;
      row.limits.push_back(limit.id);
      if (const auto found = breached.find(limit.id); found != breached.end()) row.breaches += found->second;
    }
    if (const auto found = decisions.find(clause.cite); found != decisions.end()) row.decisions = found->second;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace shouwen
