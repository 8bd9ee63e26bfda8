// Idempotency-Key: the same key of the same caller acts once within 24 hours; a repeated call gets the first answer.
#pragma once

#include <optional>
#include <string>

#include "api/api.h"

namespace shouwen::api {

/// The remembered answer; nothing if the key is new. Refusals: idempotency.reused (other route or body), idempotency.malformed.
/// An empty key is always new.
Result<std::optional<http::Response>> recall_answer(db::Session& session, const Call& call, const std::string& route, std::string_view key);
/// To be called in the same transaction as the work itself; an empty key is not remembered.
/// An answer that shows a secret once is remembered by this body instead, and nothing of what was asked: a hash of it would let
/// whoever has the database try names. For the call that runs on this thread, until it is remembered or the next is recalled.
void remember_instead(std::string body);
void remember_answer(db::Session& session, const Call& call, const std::string& route, std::string_view key, const http::Response& response);

}  // namespace shouwen::api
