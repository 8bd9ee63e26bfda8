// Idempotency-Key: the same key of the same caller acts once within 24 hours; a repeated call gets the first answer.
#pragma once

#include <optional>

#include "api/api.h"

namespace shouwen::api {

/// The remembered answer; nothing if the key is new. Refusals: idempotency.reused (other route or body), idempotency.malformed.
Result<std::optional<http::Response>> recall_answer(db::Session& session, const Call& call, const std::string& route);
/// To be called in the same transaction as the work itself.
void remember_answer(db::Session& session, const Call& call, const std::string& route, const http::Response& response);

}  // namespace shouwen::api
