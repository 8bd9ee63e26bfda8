// Bills, arrears and outages of a customer over HTTP.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_account_records_api(api::Api& api);

/// Whether the caller may use a verb on the customer: by his manager, deputy and unit. Refusals: customer.unknown, permission.denied.
Verdict may_on_customer_records(const api::Call& call, db::Session& session, const char* verb, CustomerId customer);

}  // namespace shouwen
