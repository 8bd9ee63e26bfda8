// The page of the journal's daily roots (art. 8).
#pragma once

#include "api/api.h"

namespace shouwen {

http::Response journal_page(api::Api& api, const api::Call& call, db::Session& session);

}  // namespace shouwen
