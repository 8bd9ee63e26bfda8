// What a form became: number and receipt, kept for a quarter of an hour in the sender's own browser.
#pragma once

#include "api/api.h"

namespace shouwen {

struct SentCase {
  std::string number, receipt;
};
std::string sent_case_cookie(const House& house, const api::Call& call, const SentCase& sent);
/// The page after sending; without the cookie it says that what was sent has arrived. `back`: where one goes on.
http::Response sent_case_page(api::Api& api, const api::Call& call, const std::string& back);

}  // namespace shouwen
