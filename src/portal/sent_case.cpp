// Sealed, so that nobody else's receipt can be put there.
#include "portal/sent_case.h"

#include "api/qr_code.h"
#include "http/uri.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"

namespace shouwen {

namespace {

using http::Language;
using kainjow::mustache::data;

constexpr const char* cookie_name = "shouwen_sent_case";
constexpr std::string_view purpose = "public_sent_case";
constexpr std::int64_t shown_seconds = 900;

std::optional<SentCase> sent_in(const House& house, const api::Call& call) {
  const auto cookie = http::percent_decoded(call.request.cookie(cookie_name), false);
  const auto plain = cookie ? house.key().unseal(purpose, *cookie) : std::nullopt;
  if (!plain) return std::nullopt;
  const std::size_t first = plain->find(' '), second = plain->find(' ', first + 1);
  if (std::stoll(plain->substr(0, first)) < call.now.seconds) return std::nullopt;
  return SentCase{plain->substr(first + 1, second - first - 1), plain->substr(second + 1)};
}

}  // namespace

std::string sent_case_cookie(const House& house, const api::Call& call, const SentCase& sent) {
  const std::string plain = std::to_string(call.now.seconds + shown_seconds) + " " + sent.number + " " + sent.receipt;
  return page_cookie(call.request, cookie_name, http::percent_encoded(house.key().seal(purpose, plain)), shown_seconds);
}

http::Response sent_case_page(api::Api& api, const api::Call& call, const std::string& back) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  values.set("back_url", back);
  if (const auto sent = sent_in(api.house(), call)) {
    values.set("number", sent->number);
    values.set("receipt", sent->receipt);
    const std::string url = own_url(call.request, "/p/follow?receipt=" + sent->receipt);
    values.set("url", url);
    if (const std::string qr = qr_svg(url); !qr.empty()) values.set("qr", qr);
  }
  return write_page(api, call, {"sent_case", say("received", language)}, values);
}

}  // namespace shouwen
