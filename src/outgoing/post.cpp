// Several transfers at once on one thread; each address is judged by the operator's reach when its socket opens.
#include "outgoing/post.h"

#include <memory>

#include "base/text.h"
#include "http/call_out.h"

namespace shouwen {

namespace {

constexpr std::size_t answer_limit_bytes = 16 * 1024, shown_bytes = 200;
constexpr int look_every_milliseconds = 200;

using http::CallOut;

/// Another delivery's connection was judged by another delivery's rules: none is used again.
std::unique_ptr<CallOut> transfer_of(const Parcel& parcel, const Reach& reach, std::int64_t time_out_seconds) {
  const bool encrypted = !parcel.url.starts_with("http:");
  auto transfer = std::make_unique<CallOut>(parcel.url, parcel.headers, [&reach, encrypted](std::string_view address) { return reach.may_connect(address, encrypted); });
  transfer->keep_answer(answer_limit_bytes);
  CURL* easy = transfer->easy();
  http::set_option(easy, CURLOPT_FRESH_CONNECT, 1L);
  http::set_option(easy, CURLOPT_FORBID_REUSE, 1L);
  http::set_option(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  http::set_option(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(time_out_seconds * 1000));
  http::set_option(easy, CURLOPT_USERAGENT, "Shouwen");
  http::set_option(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(parcel.body.size()));
  http::set_option(easy, CURLOPT_POSTFIELDS, parcel.body.c_str());
  return transfer;
}

std::string error_of(CURLcode code, const CallOut& transfer) {
  if (transfer.is_refused()) return "address_refused";
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

Attempt attempt_of(CURLcode code, const CallOut& transfer) {
  Attempt attempt;
  curl_off_t microseconds = 0;
  curl_easy_getinfo(transfer.easy(), CURLINFO_TOTAL_TIME_T, &microseconds);
  attempt.milliseconds = microseconds / 1000;
  long status = 0;
  curl_easy_getinfo(transfer.easy(), CURLINFO_RESPONSE_CODE, &status);
  // CURLE_WRITE_ERROR is ours: the answer was longer than we read, but it was one.
  if (code == CURLE_OK || code == CURLE_WRITE_ERROR) attempt.status = status;
  if (attempt.status == 0) attempt.error = error_of(code, transfer);
  else attempt.answer = beginning_of(attempt.body = transfer.answer());
  return attempt;
}

}  // namespace

std::vector<Attempt> post_all(const std::vector<Parcel>& parcels, const Reach& reach, std::int64_t time_out_seconds, const std::stop_token& stop) {
  http::begin_calls_out();
  std::vector<Attempt> attempts(parcels.size());
  for (Attempt& attempt : attempts) attempt.error = "broken_off";
  std::vector<std::unique_ptr<CallOut>> transfers;
  const std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> multi(curl_multi_init(), &curl_multi_cleanup);
  SHOUWEN_CHECK(multi != nullptr);
  for (const Parcel& parcel : parcels) {
    transfers.push_back(transfer_of(parcel, reach, time_out_seconds));
    SHOUWEN_CHECK(curl_multi_add_handle(multi.get(), transfers.back()->easy()) == CURLM_OK);
  }
  int running = static_cast<int>(parcels.size());
  while (running > 0 && !stop.stop_requested()) {
    SHOUWEN_CHECK(curl_multi_perform(multi.get(), &running) == CURLM_OK);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      for (std::size_t i = 0; i < transfers.size(); ++i)
        if (transfers[i]->easy() == message->easy_handle) attempts[i] = attempt_of(message->data.result, *transfers[i]);
    }
    if (running > 0) curl_multi_poll(multi.get(), nullptr, 0, look_every_milliseconds, nullptr);
  }
  for (const auto& transfer : transfers) curl_multi_remove_handle(multi.get(), transfer->easy());
  return attempts;
}

}  // namespace shouwen
