// Names of cookies over TLS: with the prefix that makes a browser refuse them from anywhere else.
#pragma once

#include <string>
#include <string_view>

namespace shouwen::http {

/// "shouwen_session=x; Path=/; HttpOnly" -> "__Host-shouwen_session=x; Path=/; HttpOnly; Secure"; another path: "__Secure-".
std::string set_cookie_over_tls(std::string_view line);
/// The Cookie header with only the prefixed cookies, their prefixes taken off: what came without one was not set by us over TLS.
std::string cookies_over_tls(std::string_view header);

}  // namespace shouwen::http
