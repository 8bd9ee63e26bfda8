// Why signing in by the provider did not work, for somebody with a browser, with the way back to the desk.
#pragma once

#include "base/refusal.h"
#include "http/message.h"

namespace shouwen {

http::Response refusal_page(int status, const Refusal& refusal, http::Language language);

}  // namespace shouwen
