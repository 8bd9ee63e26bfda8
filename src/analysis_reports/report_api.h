// The routes of analysis reports and of the portfolio of key customers.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_analysis_reports_api(api::Api& api);

// Its parts.
void add_report_reads_api(api::Api& api);
void add_report_writes_api(api::Api& api);
void add_report_exports_api(api::Api& api);
void add_key_accounts_api(api::Api& api);

}  // namespace shouwen
