// The customers' routes.
#pragma once

#include <functional>

#include "api/api.h"

namespace shouwen {

/// `count_open_cases` is the cases room's answer: this room knows no cases.
void add_customers_api(api::Api& api, std::function<std::int64_t(db::Session&, CustomerId)> count_open_cases);

void add_customer_files_api(api::Api& api);

}  // namespace shouwen
