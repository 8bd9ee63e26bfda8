// Who sent a request, also behind proxies that are ours.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouwen::http {

/// The proxies whose X-Forwarded headers are believed: addresses and networks (10.0.0.0/8, 2001:db8::/32).
class TrustedProxies {
 public:
  /// This machine alone.
  TrustedProxies();
  /// Nothing if one is neither address nor network; `wrong` then names it.
  static std::optional<TrustedProxies> parse(const std::vector<std::string>& networks, std::string* wrong = nullptr);
  bool contains(std::string_view address) const;

 private:
  struct Network { std::string first; int bits = 0; };  ///< 16 bytes; IPv4 as mapped
  std::vector<Network> networks_;
};

/// The address of the connection; or, where that is a trusted proxy, the last address of X-Forwarded-For that is none: the one
/// our own proxy added. What stands before it was sent by the customer and proves nothing.
std::string client_address(std::string_view peer, std::string_view forwarded_for, const TrustedProxies& proxies = {});

}  // namespace shouwen::http
