// The door of messages: what was sent and became of it, whether any are sent, the gateway's reports. Art. 10(8).
#pragma once

#include "api/api.h"
#include "messages/gateway.h"

namespace shouwen {

void add_messages_api(api::Api& api, const GatewaySettings& gateway);

}  // namespace shouwen
