// The door of what leaves the house: endpoints for administrators. Art. 8.
#pragma once

#include <string>

#include "api/api.h"
#include "outgoing/reach.h"
#include "outgoing/retry.h"

namespace shouwen {

/// As the operator set it.
struct OutgoingSettings {
  Reach reach;
  RetryPlan retries;
  std::int64_t time_out_seconds = 0, failing_days = 0, keep_days = 0;
  std::string source;              ///< which bureau speaks: `source` of the events
};

void add_outgoing_api(api::Api& api, const OutgoingSettings& settings);

}  // namespace shouwen
