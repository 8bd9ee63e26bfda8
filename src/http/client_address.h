// Who sent a request, also behind a proxy on the same machine.
#pragma once

#include <string>
#include <string_view>

namespace shouwen::http {

/// The address of the connection; or, where that is this machine itself, the last one of X-Forwarded-For: the one our own proxy
/// added. What stands before it was sent by the customer and proves nothing.
std::string client_address(std::string_view peer, std::string_view forwarded_for);

}  // namespace shouwen::http
