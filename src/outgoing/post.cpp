// libcurl: names resolved by it, addresses judged by us when it opens the socket, so nothing else can be connected to.
#include "outgoing/post.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <unistd.h>

#include <memory>

#include "base/check.h"
#include "base/text.h"

namespace shouwen {

namespace {

constexpr std::size_t answer_limit_bytes = 16 * 1024, shown_bytes = 200;
constexpr int look_every_milliseconds = 200;

/// libcurl's own state of the process; it must not begin on two threads at once.
void begin_curl() {
  static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
  SHOUWEN_CHECK(begun == CURLE_OK);
}

struct Transfer {
  const Reach* reach = nullptr;
  bool encrypted = false, address_refused = false;
  std::string answer;
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers{nullptr, &curl_slist_free_all};
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy{nullptr, &curl_easy_cleanup};
};

std::string text_of(const sockaddr& address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (address.sa_family == AF_INET) inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(address).sin_addr, text, sizeof text);
  if (address.sa_family == AF_INET6) inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, text, sizeof text);
  return text;
}

curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.reach->may_connect(text_of(address->addr), transfer.encrypted)) {
    transfer.address_refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_answer(const char* bytes, std::size_t size, std::size_t count, void* user) {
  std::string& answer = static_cast<Transfer*>(user)->answer;
  const std::size_t length = size * count;
  if (answer.size() + length > answer_limit_bytes) return 0;
  answer.append(bytes, length);
  return length;
}

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  SHOUWEN_CHECK(curl_easy_setopt(easy, option, value) == CURLE_OK);
}

std::unique_ptr<Transfer> transfer_of(const Parcel& parcel, const Reach& reach, std::int64_t time_out_seconds) {
  auto transfer = std::make_unique<Transfer>();
  transfer->reach = &reach;
  transfer->encrypted = !parcel.url.starts_with("http:");
  transfer->easy.reset(curl_easy_init());
  for (const std::string& header : parcel.headers) {
    curl_slist* longer = curl_slist_append(transfer->headers.get(), header.c_str());
    SHOUWEN_CHECK(longer != nullptr);
    static_cast<void>(transfer->headers.release());
    transfer->headers.reset(longer);
  }
  CURL* easy = transfer->easy.get();
  SHOUWEN_CHECK(easy != nullptr);
  set(easy, CURLOPT_URL, parcel.url.c_str());
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  // A proxy of the environment would connect where we may not.
  set(easy, CURLOPT_PROXY, "");
  set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(easy, CURLOPT_NOSIGNAL, 1L);
  // Another delivery's connection was judged by another delivery's rules.
  set(easy, CURLOPT_FRESH_CONNECT, 1L);
  set(easy, CURLOPT_FORBID_REUSE, 1L);
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(time_out_seconds * 1000));
  set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(easy, CURLOPT_USERAGENT, "Shouwen");
  set(easy, CURLOPT_HTTPHEADER, transfer->headers.get());
  set(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(parcel.body.size()));
  set(easy, CURLOPT_POSTFIELDS, parcel.body.c_str());
  set(easy, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  set(easy, CURLOPT_OPENSOCKETDATA, static_cast<void*>(transfer.get()));
  set(easy, CURLOPT_WRITEFUNCTION, &take_answer);
  set(easy, CURLOPT_WRITEDATA, static_cast<void*>(transfer.get()));
  return transfer;
}

std::string error_of(CURLcode code, const Transfer& transfer) {
  if (transfer.address_refused) return "address_refused";
  if (code == CURLE_COULDNT_RESOLVE_HOST) return "not_found";
  if (code == CURLE_OPERATION_TIMEDOUT) return "timed_out";
  if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR) return "not_trusted";
  return "not_reached";
}

/// As far as it is text; where it is cut in the middle of a character, that goes too.
std::string beginning_of(const std::string& answer) {
  std::string shown = answer.substr(0, shown_bytes);
  for (int cut = 0; cut < 3 && !shown.empty() && !is_valid_utf8(shown); ++cut) shown.pop_back();
  return is_valid_utf8(shown) ? clean_text(shown, false) : std::string();
}

Attempt attempt_of(CURLcode code, const Transfer& transfer) {
  Attempt attempt;
  curl_off_t microseconds = 0;
  curl_easy_getinfo(transfer.easy.get(), CURLINFO_TOTAL_TIME_T, &microseconds);
  attempt.milliseconds = microseconds / 1000;
  long status = 0;
  curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &status);
  // CURLE_WRITE_ERROR is ours: the answer was longer than we read, but it was one.
  if (code == CURLE_OK || code == CURLE_WRITE_ERROR) attempt.status = status;
  if (attempt.status == 0) attempt.error = error_of(code, transfer);
  else attempt.answer = beginning_of(transfer.answer);
  return attempt;
}

}  // namespace

std::vector<Attempt> post_all(const std::vector<Parcel>& parcels, const Reach& reach, std::int64_t time_out_seconds, const std::stop_token& stop) {
  begin_curl();
  std::vector<Attempt> attempts(parcels.size());
  for (Attempt& attempt : attempts) attempt.error = "broken_off";
  std::vector<std::unique_ptr<Transfer>> transfers;
  const std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> multi(curl_multi_init(), &curl_multi_cleanup);
  SHOUWEN_CHECK(multi != nullptr);
  for (const Parcel& parcel : parcels) {
    transfers.push_back(transfer_of(parcel, reach, time_out_seconds));
    SHOUWEN_CHECK(curl_multi_add_handle(multi.get(), transfers.back()->easy.get()) == CURLM_OK);
  }
  int running = static_cast<int>(parcels.size());
  while (running > 0 && !stop.stop_requested()) {
    SHOUWEN_CHECK(curl_multi_perform(multi.get(), &running) == CURLM_OK);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      for (std::size_t i = 0; i < transfers.size(); ++i)
        if (transfers[i]->easy.get() == message->easy_handle) attempts[i] = attempt_of(message->data.result, *transfers[i]);
    }
    if (running > 0) curl_multi_poll(multi.get(), nullptr, 0, look_every_milliseconds, nullptr);
  }
  for (const auto& transfer : transfers) curl_multi_remove_handle(multi.get(), transfer->easy.get());
  return attempts;
}

}  // namespace shouwen
