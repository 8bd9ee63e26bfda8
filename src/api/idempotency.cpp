// Remembered answers, by caller and key.
#include "api/idempotency.h"

#include <sodium.h>

namespace shouwen::api {

namespace {

constexpr std::int64_t kept_seconds = 24 * 3600;
constexpr std::size_t key_limit = 100;

thread_local std::optional<std::string> body_to_remember;

std::string hash_of(std::string_view body) {
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), reinterpret_cast<const unsigned char*>(body.data()),
                     body.size(), nullptr, 0);
  return hash;
}

std::string caller_of(const Call& call) {
  return call.actor.kind == Actor::Kind::officer ? "officer/" + std::to_string(call.actor.officer_id.value)
                                                 : "public/" + call.request.remote_address;
}

}  // namespace

Result<std::optional<http::Response>> recall_answer(db::Session& session, const Call& call, const std::string& route, std::string_view key) {
  body_to_remember.reset();
  if (key.empty()) return std::optional<http::Response>();
  if (key.size() > key_limit) return Refusal{"idempotency.malformed", "", "", {{"limit", std::to_string(key_limit)}}};
  auto query = session.query("SELECT route, body_hash, status, body FROM idempotency WHERE caller = ?1 AND key = ?2 AND expires_at > ?3");
  query.bind(1, caller_of(call)).bind(2, key).bind(3, call.now.seconds);
  if (!query.step()) return std::optional<http::Response>();
  const std::string_view asked = query.blob(1);
  if (query.text(0) != route || (!asked.empty() && asked != hash_of(call.request.body))) return Refusal{"idempotency.reused", "", "", {}};
  http::Response response;
  response.status = static_cast<int>(query.integer(2));
  response.body = query.text(3);
  response.headers.emplace_back("Idempotency-Replayed", "true");
  return std::optional(std::move(response));
}

void remember_instead(std::string body) { body_to_remember = std::move(body); }

void remember_answer(db::Session& session, const Call& call, const std::string& route, std::string_view key, const http::Response& response) {
  if (key.empty()) return;
  session.run("DELETE FROM idempotency WHERE expires_at <= ?1", call.now);
  auto insert = session.query(
      "INSERT OR REPLACE INTO idempotency (caller, key, route, body_hash, status, body, expires_at) VALUES (?1,?2,?3,?4,?5,?6,?7)");
  insert.bind(1, caller_of(call)).bind(2, key).bind(3, route).bind_blob(4, body_to_remember ? std::string() : hash_of(call.request.body)).bind(5, static_cast<std::int64_t>(response.status))
      .bind(6, body_to_remember.value_or(response.body)).bind(7, call.now.seconds + kept_seconds);
  insert.step();
  body_to_remember.reset();
}

}  // namespace shouwen::api
