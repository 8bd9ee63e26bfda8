// The routes of corrected bills and of customers' late fees.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_bill_adjustments_api(api::Api& api);

// Its parts.
void add_bill_adjustment_writes_api(api::Api& api);
void add_bill_adjustment_papers_api(api::Api& api);
void add_customer_late_fee_api(api::Api& api);

}  // namespace shouwen
