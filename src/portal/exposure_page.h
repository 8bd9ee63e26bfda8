// What was exposed to society (art. 9(4)): the list, one page each, and the same page as a preview for whoever approves it.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_exposure_pages(api::Api& api);

}  // namespace shouwen
