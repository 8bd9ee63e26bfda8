// A list's filter out of the query string, and what OpenAPI says of it.
#pragma once

#include "api/api.h"
#include "cases/case_lists.h"

namespace shouwen {

/// Refusal query.bad_value names the first unreadable value; board.rules_missing if the rulebook has no rules for a watch.
Result<CaseFilter> filter_of(const api::Call& call);
std::vector<http::QueryParameter> filter_parameters();
/// The filter of a watch by the rulebook in force.
Result<WatchRules> watch_rules_of(const Rulebook& rulebook, Instant now);
/// The end of a day as far as it is known: nothing is known of later than now.
Instant end_of_day(std::optional<Date> day, Instant now);

}  // namespace shouwen
