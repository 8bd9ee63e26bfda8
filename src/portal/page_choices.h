// What readers of the public pages chose once for all pages: language and size, each in a cookie.
#pragma once

#include "http/message.h"

namespace shouwen {

/// Whether the reader's cookies are those choices and nothing else.
bool has_only_choices(const http::Request& request);

}  // namespace shouwen
