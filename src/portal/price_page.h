// The price list for everybody: what is in force, every issued one under its number, as a page and as paper. Art. 9(1), 8.
#pragma once

#include "api/api.h"

namespace shouwen {

/// /p/prices, /p/prices/{number}, /p/prices/{number}/print.
void add_price_pages(api::Api& api);

}  // namespace shouwen
