// Accounts: passwords, lock-out, sessions, second factor, API tokens. All SQL of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/session.h"
#include "org/house_key.h"
#include "org/permissions.h"
#include "org/session_rules.h"

namespace shouwen {

/// A signed-in browser. The id itself is only in the cookie; the database keeps its hash.
struct SignedIn {
  OfficerId officer_id;
  std::string csrf_token;
  Instant expires_at;
  bool must_change_password = false;
  bool note_use = false;  ///< its last use was noted a minute ago or more
  bool by_password_alone = false;  ///< no provider, and no second factor is switched on
};

/// 10 characters or more of any kind, not the sign-in name, not among the passwords everybody tries first, not made of the
/// house's own words alone (password_words.h). Refusals: password.*.
Verdict check_password(const std::string& password, const std::string& sign_in_name);
/// Argon2id; takes tens of milliseconds on purpose, so never on the writer's thread.
std::string hash_password(const std::string& password);

/// Drawn at random, 59 bits, of letters and digits nobody takes for others: to be read out and typed once.
std::string new_first_password();

/// `set_at`: a first password (must_change) ends some days later; 0 = never.
void set_password(db::Session& session, OfficerId officer, const std::string& hash, bool must_change, Instant set_at = {});
/// Makes what a first sign-in by an unknown name would have to make, so that it takes no longer than others.
void prepare_sign_in();

/// What sign-in needs from the database before the slow comparison.
struct AccountRecord {
  OfficerId officer_id;
  std::string password_hash;
  bool must_change = false;
  Instant password_set_at;
  bool has_second_factor = false;
  std::string sealed_totp_secret;
  std::int64_t totp_last_step = 0;
};
std::optional<AccountRecord> find_account(db::Session& session, const std::string& sign_in_name);
std::optional<AccountRecord> find_account(db::Session& session, OfficerId officer);

/// Compares password and second factor. Refusals: sign_in.wrong, sign_in.code_needed, sign_in.code_wrong,
/// sign_in.first_password_ended. An unknown name costs the same time as a wrong password.
struct SignInCheck {
  std::int64_t totp_step = 0;  ///< to be remembered: a code works once
};
Result<SignInCheck> check_sign_in(const std::optional<AccountRecord>& account, const std::string& password, const std::string& totp_code,
                                  const HouseKey& key, Instant now, const SessionRules& rules = {});

/// Whose name was typed, and from where.
struct SignInAttempt { std::string name, address; };
/// Seconds this name must wait at this address; 0 = none. Whether the name is anybody's makes no difference. Where he signed in
/// before, only what went wrong there counts; elsewhere also what went wrong at all strange addresses together.
std::int64_t sign_in_wait(db::Session& session, const SignInAttempt& attempt, Instant now);
/// After a wrong password or code: the fifth at one address, and the twentieth at strange ones, locks; each further one longer.
void record_failure(db::Session& session, const SignInAttempt& attempt, Instant now);
void record_success(db::Session& session, OfficerId officer, const SignInCheck& check, const SignInAttempt& attempt, Instant now);

/// Where a session was opened, as its officer is told.
struct SessionPlace { std::string address, device; };
/// Opens a session and returns its id for the cookie.
std::string open_session(db::Session& session, OfficerId officer, Instant now, std::string& csrf_token, const SessionRules& rules = {},
                         const SessionPlace& place = {});
std::optional<SignedIn> find_session(db::Session& session, std::string_view id, Instant now, const SessionRules& rules = {});
void note_session_use(db::Session& session, std::string_view id, Instant now);
void close_session(db::Session& session, std::string_view id);
void close_sessions_of(db::Session& session, OfficerId officer);
/// All of his but this one. Returns how many.
std::int64_t close_other_sessions(db::Session& session, OfficerId officer, std::string_view kept_id);
struct SessionRow {
  Instant created_at, used_at;
  SessionPlace place;
  bool is_this = false;
};
/// His that still hold, last used first.
std::vector<SessionRow> sessions_of(db::Session& session, OfficerId officer, std::string_view this_id, Instant now, const SessionRules& rules);

struct NewToken { std::string name; std::vector<std::string> scopes; Instant expires_at; };
struct TokenRow {
  std::int64_t id = 0;
  OfficerId officer_id;
  std::string name, scopes;
  Instant created_at, expires_at;
  std::optional<Instant> last_used_at;  ///< to the hour
  bool revoked = false;
};
/// What a bearer token says of its caller. `note_use`: its last use is an hour old or more and should be noted.
struct TokenCaller { Actor actor; std::int64_t token_id = 0; bool note_use = false; };
/// The token in clear, shown once.
std::string create_token(db::Session& session, OfficerId officer, const NewToken& token, Instant now);
std::optional<TokenCaller> find_token(db::Session& session, std::string_view token, Instant now);
void note_token_use(db::Session& session, std::int64_t id, Instant now);
/// Of one officer, or with 0 of everybody; never the token itself.
std::vector<TokenRow> tokens_of(db::Session& session, OfficerId officer);
/// Of one officer, or with 0 whoever's it is.
bool revoke_token(db::Session& session, OfficerId officer, std::int64_t id, Instant now);

/// Second factor (RFC 6238, SHA-1, 6 digits, 30 s). A secret counts only after a first right code.
std::string new_totp_secret();
std::string totp_code(const std::string& secret, std::int64_t step);
/// The step the code belongs to (±1 window, later than `last_step`), or nothing.
std::optional<std::int64_t> match_totp(const std::string& secret, std::string_view code, Instant now, std::int64_t last_step);
void set_totp(db::Session& session, OfficerId officer, const std::string& sealed_secret, std::int64_t step);
void clear_totp(db::Session& session, OfficerId officer);

/// Who read whose personal data (rules.md §6). `subject`: "case/12", "customer/7".
struct AccessEntry { std::int64_t id = 0; Instant at; OfficerId officer_id; std::string subject, fields, reason, address; };
void log_access(db::Session& session, const AccessEntry& entry);
/// No subjects, officer 0, no reason: any.
struct AccessFilter {
  std::vector<std::string> subjects;  ///< one of these
  OfficerId officer_id;
  std::int64_t before_id = 0;
  std::optional<Instant> from, to;    ///< [from, to)
  std::string reason;                 ///< words in the reason
};
/// Newest first, ids below `before_id`.
std::vector<AccessEntry> read_access_log(db::Session& session, const AccessFilter& filter, std::int64_t limit);

}  // namespace shouwen
