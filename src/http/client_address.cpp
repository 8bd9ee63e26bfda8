// Believing a proxy only if it is ours.
#include "http/client_address.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <charconv>

namespace shouwen::http {

namespace {

namespace ip = boost::asio::ip;

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

std::optional<ip::address> address_of(std::string_view text) {
  boost::system::error_code error;
  const auto address = ip::make_address(std::string(text), error);
  return error ? std::nullopt : std::optional(address);
}

/// 16 bytes for both families, so that ::ffff:127.0.0.1 is 127.0.0.1.
std::string bytes_of(const ip::address& address) {
  const auto bytes = (address.is_v6() ? address.to_v6() : ip::make_address_v6(ip::v4_mapped, address.to_v4())).to_bytes();
  return {bytes.begin(), bytes.end()};
}

bool starts_alike(const std::string& a, const std::string& b, int bits) {
  for (int i = 0; i < bits; ++i) {
    const auto at = static_cast<std::size_t>(i / 8);
    const int mask = 0x80 >> (i % 8);
    if ((a[at] & mask) != (b[at] & mask)) return false;
  }
  return true;
}

}  // namespace

TrustedProxies::TrustedProxies() {
  networks_.push_back({bytes_of(*address_of("127.0.0.0")), 96 + 8});
  networks_.push_back({bytes_of(*address_of("::1")), 128});
}

std::optional<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& networks, std::string* wrong) {
  TrustedProxies proxies;
  proxies.networks_.clear();
  for (const std::string& text : networks) {
    const std::size_t slash = text.find('/');
    const auto address = address_of(text.substr(0, slash));
    const int most = address && address->is_v4() ? 32 : 128;
    int bits = most;
    bool good = address.has_value();
    if (slash != std::string::npos) {
      const auto [end, error] = std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
      good = good && error == std::errc() && end == text.data() + text.size() && bits >= 0 && bits <= most;
    }
    if (!good) {
      if (wrong != nullptr) *wrong = text;
      return std::nullopt;
    }
    proxies.networks_.push_back({bytes_of(*address), bits + 128 - most});
  }
  return proxies;
}

bool TrustedProxies::contains(std::string_view text) const {
  const auto address = address_of(text);
  if (!address) return false;
  const std::string bytes = bytes_of(*address);
  return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) { return starts_alike(network.first, bytes, network.bits); });
}

std::string client_address(std::string_view peer, std::string_view forwarded_for, const TrustedProxies& proxies) {
  std::string nearest(peer);
  while (!forwarded_for.empty() && proxies.contains(nearest)) {
    const std::size_t comma = forwarded_for.rfind(',');
    const auto address = address_of(trimmed(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1)));
    if (!address) break;
    nearest = address->to_string();
    forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
  }
  return nearest;
}

}  // namespace shouwen::http
