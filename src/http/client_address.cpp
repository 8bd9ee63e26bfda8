// Believing a proxy only if it is ours.
#include "http/client_address.h"

#include <boost/asio/ip/address.hpp>

namespace shouwen::http {

namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

bool is_this_machine(std::string_view peer) {
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(std::string(peer), error);
  if (error) return false;
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).is_loopback();
  return address.is_loopback();
}

}  // namespace

std::string client_address(std::string_view peer, std::string_view forwarded_for) {
  if (forwarded_for.empty() || !is_this_machine(peer)) return std::string(peer);
  const std::size_t comma = forwarded_for.rfind(',');
  const std::string last(trimmed(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1)));
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(last, error);
  return error ? std::string(peer) : address.to_string();
}

}  // namespace shouwen::http
