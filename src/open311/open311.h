// The door for civic apps and city hotlines: Open311 GeoReport v2, and the keys by which they post. Art. 8, 10(1).
#pragma once

#include "api/api.h"

namespace shouwen {

/// /open311/v2/…, and /api/v1/open311_keys for the administrator.
void add_open311_api(api::Api& api);
void add_open311_keys_api(api::Api& api);

}  // namespace shouwen
