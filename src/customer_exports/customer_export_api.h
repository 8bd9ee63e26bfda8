// Taking a customer's file out of the house.
#pragma once

#include "api/api.h"
#include "customer_exports/customer_export.h"

namespace shouwen {

void add_customer_exports_api(api::Api& api);

/// Who, when and the number, in one line.
std::string watermark_of(const api::Call& call, const std::string& bureau_name, const CustomerExport& exported);

}  // namespace shouwen
