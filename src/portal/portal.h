// The public's pages: report, follow, add, urge, rate. Plain HTML that needs no script.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_portal(api::Api& api);

}  // namespace shouwen
