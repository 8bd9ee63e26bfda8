// Calls out of this house, over libcurl with everything switched off that nobody needs: no redirects, no proxy and no passwords of
// the environment, TLS 1.2 or later, and every address asked for just before its socket opens, so what was judged is what is
// connected to. Who calls adds his own headers, body and limits.
#pragma once

#include <curl/curl.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"

namespace shouwen::http {

/// One way to set an option; an unknown or wrong one is a mistake of ours.
template <class Value>
void set_option(CURL* easy, CURLoption option, Value value) {
  SHOUWEN_CHECK(curl_easy_setopt(easy, option, value) == CURLE_OK);
}

/// As the library that will connect reads it, so both understand the same: 2130706433 and 0x7f.1 are 127.0.0.1 here already.
struct UrlParts {
  std::string scheme, host;  ///< lower case; IPv6 without brackets
  bool has_user = false, has_fragment = false;
};
/// Nothing for what is no URL or holds spaces, backslashes, controls or anything beyond ASCII.
std::optional<UrlParts> parts_of_url(const std::string& text);

/// Outlives its transfer and stays where it is: libcurl keeps its address.
class CallOut {
 public:
  /// `may_connect` is asked with each address, as text, that is about to be connected to.
  CallOut(const std::string& url, const std::vector<std::string>& headers, std::function<bool(std::string_view address)> may_connect);
  CallOut(const CallOut&) = delete;
  CallOut& operator=(const CallOut&) = delete;

  CURL* easy() const { return easy_.get(); }
  /// An address was refused; the transfer fails with whatever libcurl makes of it.
  bool is_refused() const { return refused_; }
  /// Up to so many bytes of the answer's body are kept; one more ends the transfer with CURLE_WRITE_ERROR.
  void keep_answer(std::size_t bytes) { answer_limit_ = bytes; }
  const std::string& answer() const { return answer_; }

 private:
  static curl_socket_t open_socket(void* call, curlsocktype purpose, curl_sockaddr* address);
  static std::size_t take_answer(const char* bytes, std::size_t size, std::size_t count, void* call);

  std::function<bool(std::string_view)> may_connect_;
  bool refused_ = false;
  std::size_t answer_limit_ = 0;
  std::string answer_;
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers_{nullptr, &curl_slist_free_all};
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy_{nullptr, &curl_easy_cleanup};
};

/// libcurl's own state of the process, begun once whichever thread comes first.
void begin_calls_out();

}  // namespace shouwen::http
