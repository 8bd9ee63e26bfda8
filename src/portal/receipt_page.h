// A receipt checked by anybody who holds it: number and code in, what was charged out. Art. 9(2).
#pragma once

#include "api/api.h"

namespace shouwen {

void add_receipt_page(api::Api& api);

}  // namespace shouwen
