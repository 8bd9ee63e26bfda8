// The routes of representatives: their own pages, and what the desk does about them.
#pragma once

#include "accounts/account_api.h"
#include "api/api.h"

namespace shouwen {

void add_representatives_api(api::Api& api, const AccountWiring& wiring);

}  // namespace shouwen
