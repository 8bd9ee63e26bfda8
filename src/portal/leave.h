// Ends, with one button, everything this browser was let see: on a phone that others use nobody knows which page is still open.
#pragma once

#include "api/api.h"

namespace shouwen {

/// The case, the tip, its code and the report, sent or only begun, are closed to this browser; then `path` is shown.
http::Response leave(api::Api& api, const api::Call& call, db::Session& session, const std::string& path);

}  // namespace shouwen
