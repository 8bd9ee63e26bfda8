// Signatures by Standard Webhooks: HMAC-SHA256 over "id.timestamp.body", so that the other side knows who speaks and when.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"

namespace shouwen {

/// "whsec_" and 32 random bytes in base64.
std::string new_webhook_secret();

/// "v1,…". `secret` as new_webhook_secret makes it.
std::string webhook_signature(std::string_view secret, std::string_view id, Instant at, std::string_view body);

}  // namespace shouwen
