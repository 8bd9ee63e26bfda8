// Routes of this room: the bill calculator for everybody, the price book as data.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_bill_api(api::Api& api);

}  // namespace shouwen
