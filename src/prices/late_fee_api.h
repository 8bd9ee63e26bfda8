// POST /api/v1/late_fee_calculations: what being late costs, every step of it; public, since rule and rates are (art. 9(1)).
#pragma once

#include "api/api.h"

namespace shouwen {

void add_late_fee_api(api::Api& api);

}  // namespace shouwen
