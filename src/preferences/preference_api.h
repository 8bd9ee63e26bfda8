// The routes of what officers arranged for themselves.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_preferences_api(api::Api& api);

}  // namespace shouwen
