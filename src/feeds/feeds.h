// Calendars to subscribe to: links on the account page, and what calendar programs read under them.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_feeds_api(api::Api& api);

}  // namespace shouwen
