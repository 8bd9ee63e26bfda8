// The public's report: the form and what comes of it.
#pragma once

#include "api/api.h"

namespace shouwen {

http::Response report_form(api::Api& api, const api::Call& call);
/// The officer on duty for the public pages becomes the first contact (art. 10(1)); the customer gets number and receipt.
http::Response report(api::Api& api, const api::Call& call, db::Session& session);

}  // namespace shouwen
