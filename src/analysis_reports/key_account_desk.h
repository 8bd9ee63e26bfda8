// The table of key customers as a caller sees it, for the list and for its export. Heavy: only for *_api.cpp of this room.
#pragma once

#include "analysis_reports/key_account_rows.h"
#include "api/answers.h"
#include "api/names.h"

namespace shouwen {

/// Filtered and in the order the query asks for. Refusal query.bad_value.
Result<std::vector<KeyAccountRow>> asked_rows(const api::Call& call, db::Session& session);
/// The filters and the order of a query.
std::vector<http::QueryParameter> asked_query();

void add_key_account_exports_api(api::Api& api);

}  // namespace shouwen
