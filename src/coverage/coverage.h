// Clause by clause: its rules, verbs, limits and tests, the decisions that cited it and the breaches under it. Art. 2, 7.
#pragma once

#include <string>
#include <vector>

#include "api/api.h"
#include "db/session.h"
#include "regulation/rulebook.h"

namespace shouwen {

struct ClauseCoverage {
  std::string cite;
  bool is_rule = false;
  std::string not_yet;  ///< why nothing is there yet
  std::vector<std::string> rules, verbs, limits, tests;
  std::int64_t decisions = 0, breaches = 0;
  /// A clause that is a rule needs a rule or a limit, and a test; or the reason why not yet.
  bool covered() const { return !is_rule || !not_yet.empty() || ((!rules.empty() || !limits.empty()) && !tests.empty()); }
};

/// Counts out of the journal; without a session all counts are 0 (a build machine has no bureau).
std::vector<ClauseCoverage> coverage_of(const Rulebook& rulebook, db::Session* session);

void add_coverage_api(api::Api& api);

}  // namespace shouwen
