// Use of electricity over HTTP.
#pragma once

#include "api/api.h"
#include "api/read_log.h"

namespace shouwen {

void add_usage_api(api::Api& api);
/// The part of it that reads intervals and peers.
void add_load_api(api::Api& api, const std::shared_ptr<ReadLog>& log);

}  // namespace shouwen
