// The routes of the improvements room.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_improvements_api(api::Api& api);

}  // namespace shouwen
