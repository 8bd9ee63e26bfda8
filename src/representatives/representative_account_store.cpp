// Hashes in, hashes compared.
#include <sodium.h>

#include <algorithm>

#include "base/text.h"
#include "org/secret.h"
#include "representatives/representative_account.h"

namespace shouwen {

namespace {

constexpr std::string_view code_letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 28, code_group = 4;
constexpr std::int64_t code_failures_allowed = 5;
// As at the desk's own sign-in.
constexpr std::int64_t free_failures = 5, longest_lock_seconds = 3600, first_lock_seconds = 30;

}  // namespace

std::string new_invitation_code() {
  std::string code;
  for (std::size_t i = 0; i < code_length; ++i) {
    if (i > 0 && i % code_group == 0) code += '-';
    code += code_letters[randombytes_uniform(static_cast<std::uint32_t>(code_letters.size()))];
  }
  return code;
}

std::string normalised_code(std::string_view typed) {
  std::string code;
  for (char c : to_half_width(typed)) {
    if (c == '-' || c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (code_letters.find(c) == std::string_view::npos || code.size() == code_length) return {};
    code += c;
  }
  return code.size() == code_length ? code : std::string();
}

RepresentativeSecrets load_secrets(db::Session& session, AccessId id) {
  auto query = session.query("SELECT password_hash, failures, locked_until FROM representative_account WHERE access_id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return {};
  return {std::string(query.text(0)), query.integer(1), Instant{query.integer(2)}};
}

void keep_invitation(db::Session& session, AccessId id, std::string_view code) {
  auto query = session.query("INSERT INTO representative_account (access_id, password_hash, code_hash, code_failures, failures, locked_until) VALUES (?1, '', ?2, 0, 0, 0)"
                             " ON CONFLICT (access_id) DO UPDATE SET password_hash = '', code_hash = excluded.code_hash, code_failures = 0, failures = 0, locked_until = 0");
  query.bind(1, id.value).bind_blob(2, secret_hash(normalised_code(code)));
  query.step();
  close_representative_sessions(session, id);
}

std::optional<AccessId> access_of_code(db::Session& session, std::string_view code) {
  const std::string normalised = normalised_code(code);
  if (normalised.empty()) return std::nullopt;
  auto query = session.query("SELECT access_id FROM representative_account WHERE code_hash = ?1");
  query.bind_blob(1, secret_hash(normalised));
  if (!query.step()) return std::nullopt;
  return AccessId{query.integer(0)};
}

void record_code_failure(db::Session& session, AccessId id) {
  session.run("UPDATE representative_account SET code_failures = code_failures + 1 WHERE access_id = ?1", id);
  session.run("UPDATE representative_account SET code_hash = NULL WHERE access_id = ?1 AND code_failures >= ?2", id, code_failures_allowed);
}

void keep_password(db::Session& session, AccessId id, const std::string& hash) {
  session.run("UPDATE representative_account SET password_hash = ?2, code_hash = NULL, code_failures = 0, failures = 0, locked_until = 0 WHERE access_id = ?1", id, hash);
  close_representative_sessions(session, id);
}

SignInFailure record_sign_in_failure(db::Session& session, AccessId id, Instant now) {
  SignInFailure failure;
  {
    auto query = session.query("UPDATE representative_account SET failures = failures + 1 WHERE access_id = ?1 RETURNING failures");
    query.bind(1, id.value);
    if (!query.step()) return failure;
    failure.failures = query.integer(0);
  }
  if (failure.failures < free_failures) return failure;
  failure.locked_seconds = std::min(longest_lock_seconds, first_lock_seconds << std::min<std::int64_t>(failure.failures - free_failures, 10));
  session.run("UPDATE representative_account SET locked_until = ?2 WHERE access_id = ?1", id, now.plus_seconds(failure.locked_seconds));
  return failure;
}

void forget_failures(db::Session& session, AccessId id) { session.run("UPDATE representative_account SET failures = 0, locked_until = 0 WHERE access_id = ?1", id); }

std::string open_representative_session(db::Session& session, AccessId id, Instant now, Instant expires_at) {
  const std::string secret = new_secret();
  session.run("DELETE FROM representative_session WHERE expires_at < ?1", now);
  auto insert = session.query("INSERT INTO representative_session (id_hash, access_id, csrf_token, expires_at) VALUES (?1, ?2, ?3, ?4)");
  insert.bind_blob(1, secret_hash(secret)).bind(2, id.value).bind(3, new_secret()).bind(4, expires_at.seconds);
  insert.step();
  return secret;
}

std::optional<RepresentativeSession> find_representative_session(db::Session& session, std::string_view id, Instant now) {
  auto query = session.query("SELECT access_id, csrf_token FROM representative_session WHERE id_hash = ?1 AND expires_at > ?2");
  query.bind_blob(1, secret_hash(id)).bind(2, now.seconds);
  if (!query.step()) return std::nullopt;
  return RepresentativeSession{AccessId{query.integer(0)}, std::string(query.text(1))};
}

void close_representative_session(db::Session& session, std::string_view id) {
  auto query = session.query("DELETE FROM representative_session WHERE id_hash = ?1");
  query.bind_blob(1, secret_hash(id));
  query.step();
}

void close_representative_sessions(db::Session& session, AccessId id) { session.run("DELETE FROM representative_session WHERE access_id = ?1", id); }

void forget_secrets(db::Session& session, AccessId id) {
  session.run("DELETE FROM representative_account WHERE access_id = ?1", id);
  close_representative_sessions(session, id);
}

}  // namespace shouwen
