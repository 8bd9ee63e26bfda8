// What-ifs on the screen.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_what_if_api(api::Api& api);

}  // namespace shouwen
