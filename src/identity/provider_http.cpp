// libcurl with everything switched off that is not needed.
#include "identity/provider_http.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/check.h"
#include "http/log_line.h"

namespace shouwen {

namespace {

// Sign-ins run on the two threads of costly calls: a provider that hangs must let go of them soon.
constexpr long connect_milliseconds = 3000, whole_milliseconds = 6000;
constexpr std::size_t largest_answer = 262144;

struct UrlFree {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct EasyFree {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListFree {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Url = std::unique_ptr<CURLU, UrlFree>;
using Easy = std::unique_ptr<CURL, EasyFree>;
using List = std::unique_ptr<curl_slist, ListFree>;

Url parsed(const std::string& text) {
  Url url(curl_url());
  if (text.empty() || text.find_first_of("\\#\t\r\n ") != std::string::npos) return nullptr;
  // A user in an address is either a mistake or a disguise of the host.
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) return nullptr;
  return url;
}

std::string part(const Url& url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, 0) != CURLUE_OK) return "";
  std::string copy = text;
  curl_free(text);
  std::transform(copy.begin(), copy.end(), copy.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return copy;
}

bool is_this_machine(const std::string& host) {
  in_addr address{};
  if (::inet_pton(AF_INET, host.c_str(), &address) == 1) return host.starts_with("127.");
  return host == "localhost" || host == "[::1]";
}

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
  std::string& body = *static_cast<std::string*>(into);
  if (body.size() + size * count > largest_answer) return 0;  // curl ends the call
  body.append(bytes, size * count);
  return size * count;
}

/// Where a name leads is known only now, and may be somewhere else than a moment ago.
curl_socket_t open_within(void* networks, curlsocktype, curl_sockaddr* to) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = to->family == AF_INET6 ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6*>(&to->addr)->sin6_addr)
                                             : static_cast<const void*>(&reinterpret_cast<const sockaddr_in*>(&to->addr)->sin_addr);
  const bool named = ::inet_ntop(to->family, bytes, text.data(), text.size()) != nullptr;
  if (!named || !static_cast<const http::TrustedProxies*>(networks)->contains(text.data())) return CURL_SOCKET_BAD;
  return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

}  // namespace

bool may_reach(const std::string& text, const ProviderSettings& settings) {
  const Url url = parsed(text), issuer = parsed(settings.issuer);
  if (!url || !issuer) return false;
  const std::string scheme = part(url, CURLUPART_SCHEME), host = part(url, CURLUPART_HOST);
  if (scheme != "https" && !(scheme == "http" && settings.plain_loopback && is_this_machine(host))) return false;
  return host == part(issuer, CURLUPART_HOST) || std::find(settings.hosts.begin(), settings.hosts.end(), host) != settings.hosts.end();
}

ProviderHttp::ProviderHttp(const ProviderSettings& settings) : settings_(settings) {
  SHOUWEN_CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
  if (!settings.networks.empty()) networks_ = http::TrustedProxies::parse(settings.networks);
}

Result<ProviderAnswer> ProviderHttp::get(const std::string& url, const std::string& bearer) const {
  return call(url, nullptr, bearer.empty() ? "" : "Bearer " + bearer);
}

Result<ProviderAnswer> ProviderHttp::post(const std::string& url, const std::string& body, const std::string& basic) const {
  return call(url, &body, basic.empty() ? "" : "Basic " + basic);
}

Result<ProviderAnswer> ProviderHttp::call(const std::string& url, const std::string* body, const std::string& authorization) const {
  const Refusal away{"identity.provider_away", "", "", {}};
  if (!may_reach(url, settings_)) {
    http::log_line(http::LogLevel::warn, "identity_provider", {{"what", "an address that is not the provider's"}});
    return away;
  }
  const Easy easy(curl_easy_init());
  SHOUWEN_CHECK(easy != nullptr);
  ProviderAnswer answer;
  List headers(curl_slist_append(nullptr, "Accept: application/json"));
  if (!authorization.empty()) headers.reset(curl_slist_append(headers.release(), ("Authorization: " + authorization).c_str()));
  const auto set = [&easy](CURLoption option, auto value) { SHOUWEN_CHECK(curl_easy_setopt(easy.get(), option, value) == CURLE_OK); };
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, settings_.plain_loopback ? "https,http" : "https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  // No proxy out of the environment: what is allowed is this host.
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, connect_milliseconds);
  set(CURLOPT_TIMEOUT_MS, whole_milliseconds);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_WRITEFUNCTION, &take);
  set(CURLOPT_WRITEDATA, &answer.body);
  if (!settings_.ca_file.empty()) set(CURLOPT_CAINFO, settings_.ca_file.c_str());
  if (networks_) {
    set(CURLOPT_OPENSOCKETFUNCTION, &open_within);
    set(CURLOPT_OPENSOCKETDATA, const_cast<http::TrustedProxies*>(&*networks_));
  }
  if (body != nullptr) {
    set(CURLOPT_POSTFIELDSIZE, static_cast<long>(body->size()));
    set(CURLOPT_POSTFIELDS, body->c_str());
  }
  const CURLcode done = curl_easy_perform(easy.get());
  long status = 0;
  curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  if (done == CURLE_OK && status < 500) return answer;
  http::log_line(http::LogLevel::warn, "identity_provider", {{"what", curl_easy_strerror(done)}, {"status", answer.status}});
  return away;
}

}  // namespace shouwen
