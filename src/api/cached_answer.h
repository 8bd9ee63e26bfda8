// Answers a reader may keep and ask about again: ETag, Last-Modified, 304 (RFC 9110).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/api.h"

namespace shouwen::api {

/// "Tue, 10 Nov 2026 02:00:00 GMT".
std::string http_date(Instant at);
/// Nothing if it is not written so.
std::optional<Instant> parse_http_date(std::string_view text);

/// The answer with its validators and for how long it may be kept unasked; 304 without a body if the reader has it already.
http::Response cached_answer(const http::Request& request, http::Response response, std::optional<Instant> modified_at, std::int64_t fresh_seconds);

}  // namespace shouwen::api
