// Where this house may connect (SSRF): public addresses over https, and the networks the operator allows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/client_address.h"

namespace shouwen {

/// By the registries of special addresses (RFC 6890 and its updates): not loopback, private, shared, link-local, documentation,
/// multicast, reserved; nothing that wraps an IPv4 address (mapped, 6to4, Teredo, NAT64). Unreadable: not public.
bool is_public_address(std::string_view address);

class Reach {
 public:
  explicit Reach(http::TrustedProxies allowed) : allowed_(std::move(allowed)) {}

  /// Without asking for the name. Refusals: webhook.bad_url, webhook.bad_scheme, webhook.url_with_user, webhook.address_not_allowed.
  Verdict check_url(const std::string& url) const;
  /// `address` is what is about to be connected to.
  bool may_connect(std::string_view address, bool encrypted) const;

 private:
  http::TrustedProxies allowed_;   ///< the operator's networks; none: public addresses only
};

}  // namespace shouwen
