// Which addresses are the provider's, and how long its answers may be and take.
#include "identity/provider_http.h"

#include <arpa/inet.h>

#include <algorithm>
#include <optional>

#include "http/call_out.h"
#include "http/log_line.h"

namespace shouwen {

namespace {

// Sign-ins run on the two threads of costly calls: a provider that hangs must let go of them soon.
constexpr long connect_milliseconds = 3000, whole_milliseconds = 6000;
constexpr std::size_t largest_answer = 262144;

/// A user in an address is either a mistake or a disguise of the host.
std::optional<http::UrlParts> parsed(const std::string& text) {
  auto parts = http::parts_of_url(text);
  if (parts && (parts->has_user || parts->has_fragment)) return std::nullopt;
  return parts;
}

bool is_this_machine(const std::string& host) {
  in_addr address{};
  if (::inet_pton(AF_INET, host.c_str(), &address) == 1) return host.starts_with("127.");
  return host == "localhost" || host == "::1";
}

}  // namespace

bool may_reach(const std::string& text, const ProviderSettings& settings) {
  const auto url = parsed(text), issuer = parsed(settings.issuer);
  if (!url || !issuer) return false;
  if (url->scheme != "https" && !(url->scheme == "http" && settings.plain_loopback && is_this_machine(url->host))) return false;
  return url->host == issuer->host || std::find(settings.hosts.begin(), settings.hosts.end(), url->host) != settings.hosts.end();
}

ProviderHttp::ProviderHttp(const ProviderSettings& settings) : settings_(settings) {
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
  std::vector<std::string> headers = {"Accept: application/json"};
  if (!authorization.empty()) headers.push_back("Authorization: " + authorization);
  // Where a name leads is known only when its socket opens, and may be somewhere else than a moment ago.
  http::CallOut outward(url, headers, [this](std::string_view address) { return !networks_ || networks_->contains(address); });
  outward.keep_answer(largest_answer);
  CURL* easy = outward.easy();
  if (!settings_.plain_loopback) http::set_option(easy, CURLOPT_PROTOCOLS_STR, "https");
  http::set_option(easy, CURLOPT_CONNECTTIMEOUT_MS, connect_milliseconds);
  http::set_option(easy, CURLOPT_TIMEOUT_MS, whole_milliseconds);
  if (!settings_.ca_file.empty()) http::set_option(easy, CURLOPT_CAINFO, settings_.ca_file.c_str());
  if (body != nullptr) {
    http::set_option(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(body->size()));
    http::set_option(easy, CURLOPT_POSTFIELDS, body->c_str());
  }
  const CURLcode done = curl_easy_perform(easy);
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  const ProviderAnswer answer{static_cast<int>(status), outward.answer()};
  if (done == CURLE_OK && status < 500) return answer;
  http::log_line(http::LogLevel::warn, "identity_provider", {{"what", curl_easy_strerror(done)}, {"status", answer.status}});
  return away;
}

}  // namespace shouwen
