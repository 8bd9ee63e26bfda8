// Use of electricity over HTTP.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_usage_api(api::Api& api);

}  // namespace shouwen
