// Secrets of representatives: invitation codes, passwords, lock-out, sessions. Kept only as hashes. All SQL of it is in
// representative_account_store.cpp.
#pragma once

#include <optional>
#include <string>

#include "db/session.h"
#include "representatives/representative_access.h"

namespace shouwen {

/// 140 random bits that can be read out and typed: seven groups of four digits and letters without I, L, O, U.
std::string new_invitation_code();
/// As it was typed, full-width, in small letters, without its dashes: what is hashed. "" if it can be no code.
std::string normalised_code(std::string_view typed);

struct RepresentativeSecrets {
  std::string password_hash;               ///< "" = none set
  std::int64_t failures = 0;
  Instant locked_until;
};
RepresentativeSecrets load_secrets(db::Session& session, AccessId id);

/// Only this code is good from now on; password and sessions go.
void keep_invitation(db::Session& session, AccessId id, std::string_view code);
/// The access an unused code belongs to.
std::optional<AccessId> access_of_code(db::Session& session, std::string_view code);
/// A right code with the wrong phone: after the fifth time the code is void.
void record_code_failure(db::Session& session, AccessId id);
/// The code is used up.
void keep_password(db::Session& session, AccessId id, const std::string& hash);

/// The fifth wrong password and each further one locks longer; how long from now, 0 = not yet.
struct SignInFailure {
  std::int64_t failures = 0, locked_seconds = 0;
};
SignInFailure record_sign_in_failure(db::Session& session, AccessId id, Instant now);
void forget_failures(db::Session& session, AccessId id);

struct RepresentativeSession {
  AccessId access_id;
  std::string csrf_token;
};
/// The id for the cookie; the database keeps its hash.
std::string open_representative_session(db::Session& session, AccessId id, Instant now, Instant expires_at);
std::optional<RepresentativeSession> find_representative_session(db::Session& session, std::string_view id, Instant now);
void close_representative_session(db::Session& session, std::string_view id);
void close_representative_sessions(db::Session& session, AccessId id);
/// Nothing he could get in by stays: code, password, sessions.
void forget_secrets(db::Session& session, AccessId id);

}  // namespace shouwen
