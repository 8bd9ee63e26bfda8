// A list of what is special, from the registries; everything of IPv6 outside of 2000::/3 is.
#include "outgoing/reach.h"

#include <array>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include "http/call_out.h"

namespace shouwen {

namespace {

namespace ip = boost::asio::ip;

constexpr std::array special_v4 = {"0.0.0.0/8",      "10.0.0.0/8",     "100.64.0.0/10", "127.0.0.0/8",     "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
                                   "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",   "240.0.0.0/4"};
constexpr std::array special_v6 = {"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"};
constexpr const char* global_v6 = "2000::/3";

bool is_in(const ip::address_v4& address, const char* network) {
  const auto net = ip::make_network_v4(network);
  return ip::network_v4(address, net.prefix_length()).canonical() == net;
}
bool is_in(const ip::address_v6& address, const char* network) {
  const auto net = ip::make_network_v6(network);
  return ip::network_v6(address, net.prefix_length()).canonical() == net;
}

bool is_address(const std::string& text) {
  boost::system::error_code error;
  ip::make_address(text, error);
  return !error;
}

}  // namespace

bool is_public_address(std::string_view text) {
  boost::system::error_code error;
  const ip::address address = ip::make_address(std::string(text), error);
  if (error) return false;
  if (address.is_v4()) {
    for (const char* network : special_v4)
      if (is_in(address.to_v4(), network)) return false;
    return true;
  }
  if (!is_in(address.to_v6(), global_v6)) return false;
  for (const char* network : special_v6)
    if (is_in(address.to_v6(), network)) return false;
  return true;
}

bool Reach::may_connect(std::string_view address, bool encrypted) const {
  return allowed_.contains(address) || (encrypted && is_public_address(address));
}

Verdict Reach::check_url(const std::string& text) const {
  const auto parts = http::parts_of_url(text);
  if (!parts || parts->host.empty() || parts->has_fragment) return Refusal{"webhook.bad_url", "", "/url", {}};
  const bool encrypted = parts->scheme == "https";
  if (!encrypted && parts->scheme != "http") return Refusal{"webhook.bad_scheme", "", "/url", {}};
  if (parts->has_user) return Refusal{"webhook.url_with_user", "", "/url", {}};
  // A name is known only when it is connected to; plain http is for addresses that are allowed by themselves.
  if (is_address(parts->host) ? !may_connect(parts->host, encrypted) : !encrypted) return Refusal{"webhook.address_not_allowed", "", "/url", {}};
  return Done{};
}

}  // namespace shouwen
