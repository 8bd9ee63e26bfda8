// Whether a browser was made to send a request by somebody else's page.
#pragma once

#include "http/message.h"

namespace shouwen::http {

/// By Sec-Fetch-Site, or where a browser does not send it by Origin against Host. Programs send neither: false.
bool is_from_elsewhere(const Request& request);

}  // namespace shouwen::http
