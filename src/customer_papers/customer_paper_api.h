// Photos and papers of a customer over HTTP.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_customer_papers_api(api::Api& api);

}  // namespace shouwen
