// Looking up past cases over HTTP.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_past_cases_api(api::Api& api);

}  // namespace shouwen
