// The options every call has, and the one place where a socket opens.
#include "http/call_out.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>

namespace shouwen::http {

namespace {

/// "" for what is neither IPv4 nor IPv6: nobody allows it.
std::string text_of(const sockaddr& address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (address.sa_family == AF_INET) inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(address).sin_addr, text, sizeof text);
  if (address.sa_family == AF_INET6) inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, text, sizeof text);
  return text;
}

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part_of(const Url& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return "";
  std::string copy(text);
  curl_free(text);
  return copy;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return text;
}

}  // namespace

std::optional<UrlParts> parts_of_url(const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > 0x20 && c < 0x7f && c != '\\'; });
  const Url url(curl_url(), &curl_url_cleanup);
  if (!plain || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return std::nullopt;
  const Url without_user(curl_url(), &curl_url_cleanup);
  const bool has_user = curl_url_set(without_user.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME | CURLU_DISALLOW_USER) != CURLUE_OK;
  UrlParts parts{lower(part_of(url, CURLUPART_SCHEME)), lower(part_of(url, CURLUPART_HOST)), has_user, !part_of(url, CURLUPART_FRAGMENT).empty()};
  if (parts.host.starts_with('[') && parts.host.ends_with(']')) parts.host = parts.host.substr(1, parts.host.size() - 2);
  return parts;
}

void begin_calls_out() {
  static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
  SHOUWEN_CHECK(begun == CURLE_OK);
}

CallOut::CallOut(const std::string& url, const std::vector<std::string>& headers, std::function<bool(std::string_view)> may_connect) : may_connect_(std::move(may_connect)) {
  begin_calls_out();
  easy_.reset(curl_easy_init());
  SHOUWEN_CHECK(easy_ != nullptr);
  for (const std::string& header : headers) {
    curl_slist* longer = curl_slist_append(headers_.get(), header.c_str());
    SHOUWEN_CHECK(longer != nullptr);
    static_cast<void>(headers_.release());
    headers_.reset(longer);
  }
  set_option(easy(), CURLOPT_URL, url.c_str());
  set_option(easy(), CURLOPT_PROTOCOLS_STR, "http,https");
  set_option(easy(), CURLOPT_FOLLOWLOCATION, 0L);
  set_option(easy(), CURLOPT_PROXY, "");
  set_option(easy(), CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set_option(easy(), CURLOPT_NOSIGNAL, 1L);
  set_option(easy(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set_option(easy(), CURLOPT_HTTPHEADER, headers_.get());
  set_option(easy(), CURLOPT_OPENSOCKETFUNCTION, &CallOut::open_socket);
  set_option(easy(), CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
  set_option(easy(), CURLOPT_WRITEFUNCTION, &CallOut::take_answer);
  set_option(easy(), CURLOPT_WRITEDATA, static_cast<void*>(this));
}

curl_socket_t CallOut::open_socket(void* call, curlsocktype, curl_sockaddr* address) {
  auto& self = *static_cast<CallOut*>(call);
  if (!self.may_connect_(text_of(address->addr))) {
    self.refused_ = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t CallOut::take_answer(const char* bytes, std::size_t size, std::size_t count, void* call) {
  auto& self = *static_cast<CallOut*>(call);
  const std::size_t length = size * count;
  if (self.answer_.size() + length > self.answer_limit_) return 0;
  self.answer_.append(bytes, length);
  return length;
}

}  // namespace shouwen::http
