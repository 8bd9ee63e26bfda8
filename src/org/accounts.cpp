// Accounts in the database; secrets are kept only as hashes or sealed.
#include "org/accounts.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "json/print.h"
#include "org/password_words.h"
#include "org/second_factor.h"
#include "org/secret.h"

namespace shouwen {

namespace {

// Argon2id at libsodium's interactive memory (64 MiB) and two passes: about 50 ms a try on one core, and four clerks
// signing in at once still fit a small machine.
constexpr unsigned long long argon_passes = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr std::size_t argon_memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;

constexpr std::int64_t session_use_seconds = 60;
constexpr std::int64_t totp_step_seconds = 30;
constexpr std::int64_t token_use_seconds = 3600;

AccountRecord record_of(const db::Query& query) {
  AccountRecord record;
  record.officer_id = OfficerId{query.integer(0)};
  record.password_hash = query.text(1);
  record.must_change = query.integer(2) != 0;
  record.password_set_at = Instant{query.integer(3)};
  record.has_second_factor = !query.is_null(4);
  record.sealed_totp_secret = query.blob(4);
  record.totp_last_step = query.integer(5);
  return record;
}

constexpr const char* account_columns =
    "SELECT a.officer_id, a.password_hash, a.must_change, a.password_set_at, a.totp_secret, a.totp_last_step"
    " FROM account a JOIN officer o ON o.id = a.officer_id AND o.valid_to IS NULL";

/// A hash nobody's password has: comparing against it makes an unknown name as slow as a wrong password.
const std::string& decoy_hash() {
  static const std::string hash = hash_password(new_secret());
  return hash;
}

std::string from_base32(const std::string& text) {
  std::string bytes;
  unsigned buffer = 0;
  int bits = 0;
  for (const char c : text) {
    const int value = c >= 'A' && c <= 'Z' ? c - 'A' : c >= '2' && c <= '7' ? c - '2' + 26 : -1;
    if (value < 0) continue;
    buffer = buffer << 5 | static_cast<unsigned>(value);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(buffer >> bits & 0xff);
  }
  return bytes;
}

}  // namespace

Verdict check_password(const std::string& password, const std::string& sign_in_name) {
  if (count_characters(password) < 10) return Refusal{"password.too_short", "", "/password", {{"limit", "10"}}};
  if (password.size() > 200) return Refusal{"password.too_long", "", "/password", {{"limit", "200"}}};
  if (is_named_after(password, sign_in_name)) return Refusal{"password.contains_name", "", "/password", {}};
  if (is_common_password(password)) return Refusal{"password.common", "", "/password", {}};
  if (is_of_house_words(password)) return Refusal{"password.house_words", "", "/password", {}};
  return Done{};
}

void prepare_sign_in() {
  decoy_hash();
  is_common_password("");
}

std::string hash_password(const std::string& password) {
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  SHOUWEN_CHECK(crypto_pwhash_str(hash.data(), password.data(), password.size(), argon_passes, argon_memory) == 0);
  hash.resize(hash.find('\0'));
  return hash;
}

std::string new_first_password() {
  constexpr std::string_view signs = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string password;
  for (int group = 0; group < 3; ++group) {
    if (group > 0) password += '-';
    for (int place = 0; place < 4; ++place) password += signs[randombytes_uniform(signs.size())];
  }
  return password;
}

void set_password(db::Session& session, OfficerId officer, const std::string& hash, bool must_change, Instant set_at) {
  session.run("INSERT INTO account (officer_id, password_hash, must_change, password_set_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (officer_id) DO UPDATE SET"
              " password_hash = excluded.password_hash, must_change = excluded.must_change, password_set_at = excluded.password_set_at",
              officer, hash, must_change, set_at);
}

std::optional<AccountRecord> find_account(db::Session& session, const std::string& sign_in_name) {
  static const std::string sql = std::string(account_columns) + " WHERE o.code = ?1";
  auto query = session.query(sql);
  query.bind(1, sign_in_name);
  return query.step() ? std::optional(record_of(query)) : std::nullopt;
}

std::optional<AccountRecord> find_account(db::Session& session, OfficerId officer) {
  static const std::string sql = std::string(account_columns) + " WHERE a.officer_id = ?1";
  auto query = session.query(sql);
  query.bind(1, officer.value);
  return query.step() ? std::optional(record_of(query)) : std::nullopt;
}

Result<SignInCheck> check_sign_in(const std::optional<AccountRecord>& account, const std::string& password, const std::string& code,
                                  const HouseKey& key, Instant now, const SessionRules& rules) {
  const std::string& hash = account ? account->password_hash : decoy_hash();
  const bool right = crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
  if (!right || !account) return Refusal{"sign_in.wrong", "", "", {}};
  if (account->must_change && account->password_set_at.seconds != 0 && now.seconds - account->password_set_at.seconds >= rules.first_password_seconds)
    return Refusal{"sign_in.first_password_ended", "", "", {}};
  return check_second_factor(*account, code, key, now);
}

Result<SignInCheck> check_second_factor(const AccountRecord& account, const std::string& code, const HouseKey& key, Instant now) {
  SignInCheck check;
  if (!account.has_second_factor) return check;
  if (code.empty()) return Refusal{"sign_in.code_needed", "", "/totp_code", {}};
  const auto secret = key.unseal("totp", account.sealed_totp_secret);
  const auto step = secret ? match_totp(*secret, code, now, account.totp_last_step) : std::nullopt;
  if (!step) return Refusal{"sign_in.code_wrong", "", "/totp_code", {}};
  check.totp_step = *step;
  return check;
}

std::string open_session(db::Session& session, OfficerId officer, Instant now, std::string& csrf_token, const SessionRules& rules, const SessionPlace& place) {
  const std::string id = new_secret();
  csrf_token = new_secret();
  session.run("DELETE FROM session WHERE expires_at < ?1 OR used_at < ?2", now, now.plus_seconds(-rules.idle_seconds));
  auto insert = session.query("INSERT INTO session (id_hash, officer_id, csrf_token, created_at, expires_at, used_at, address, device) VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?6, ?7)");
  insert.bind_blob(1, secret_hash(id)).bind(2, officer.value).bind(3, csrf_token).bind(4, now.seconds).bind(5, now.seconds + rules.longest_seconds);
  insert.bind(6, place.address).bind(7, place.device);
  insert.step();
  return id;
}

std::optional<SignedIn> find_session(db::Session& session, std::string_view id, Instant now, const SessionRules& rules) {
  auto query = session.query(
      "SELECT s.officer_id, s.csrf_token, s.expires_at, CASE WHEN s.way = 'password' THEN a.must_change ELSE 0 END, s.used_at, CASE WHEN s.way <> 'provider' AND a.totp_secret IS NULL THEN 1 ELSE 0 END FROM session s JOIN account a ON a.officer_id = s.officer_id"
      " JOIN officer o ON o.id = s.officer_id AND o.valid_to IS NULL WHERE s.id_hash = ?1 AND s.expires_at > ?2 AND s.created_at > ?3 AND s.used_at > ?4");
  query.bind_blob(1, secret_hash(id)).bind(2, now.seconds).bind(3, now.seconds - rules.longest_seconds).bind(4, now.seconds - rules.idle_seconds);
  if (!query.step()) return std::nullopt;
  return SignedIn{OfficerId{query.integer(0)}, std::string(query.text(1)), Instant{query.integer(2)}, query.integer(3) != 0,
                  now.seconds - query.integer(4) >= session_use_seconds, query.integer(5) != 0};
}

void note_session_use(db::Session& session, std::string_view id, Instant now) {
  auto query = session.query("UPDATE session SET used_at = max(used_at, ?2) WHERE id_hash = ?1");
  query.bind_blob(1, secret_hash(id)).bind(2, now.seconds);
  query.step();
}

void close_session(db::Session& session, std::string_view id) {
  auto query = session.query("DELETE FROM session WHERE id_hash = ?1");
  query.bind_blob(1, secret_hash(id));
  query.step();
}

void close_sessions_of(db::Session& session, OfficerId officer) { session.run("DELETE FROM session WHERE officer_id = ?1", officer); }

std::int64_t close_other_sessions(db::Session& session, OfficerId officer, std::string_view kept_id) {
  auto query = session.query("DELETE FROM session WHERE officer_id = ?1 AND id_hash <> ?2");
  query.bind(1, officer.value).bind_blob(2, secret_hash(kept_id));
  query.step();
  return session.changes();
}

std::vector<SessionRow> sessions_of(db::Session& session, OfficerId officer, std::string_view this_id, Instant now, const SessionRules& rules) {
  auto query = session.query("SELECT created_at, used_at, address, device, id_hash = ?2 FROM session"
                             " WHERE officer_id = ?1 AND expires_at > ?3 AND created_at > ?4 AND used_at > ?5 ORDER BY used_at DESC, created_at DESC");
  query.bind(1, officer.value).bind_blob(2, secret_hash(this_id)).bind(3, now.seconds).bind(4, now.seconds - rules.longest_seconds).bind(5, now.seconds - rules.idle_seconds);
  std::vector<SessionRow> rows;
  while (query.step())
    rows.push_back({Instant{query.integer(0)}, Instant{query.integer(1)}, {std::string(query.text(2)), std::string(query.text(3))}, query.integer(4) != 0});
  return rows;
}

std::string create_token(db::Session& session, OfficerId officer, const NewToken& token, Instant now) {
  const std::string clear = "sw_" + new_secret();
  std::string scopes;
  for (const std::string& scope : token.scopes) scopes += (scopes.empty() ? "" : " ") + scope;
  auto insert = session.query(
      "INSERT INTO api_token (officer_id, name, token_hash, scopes, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  insert.bind(1, officer.value).bind(2, token.name).bind_blob(3, secret_hash(clear)).bind(4, scopes).bind(5, now.seconds).bind(6, token.expires_at.seconds);
  insert.step();
  return clear;
}

std::optional<TokenCaller> find_token(db::Session& session, std::string_view token, Instant now) {
  auto query = session.query(
      "SELECT t.officer_id, t.scopes, t.id, coalesce(t.last_used_at, 0) FROM api_token t JOIN officer o ON o.id = t.officer_id AND o.valid_to IS NULL"
      " WHERE t.token_hash = ?1 AND t.revoked_at IS NULL AND t.expires_at > ?2");
  query.bind_blob(1, secret_hash(token)).bind(2, now.seconds);
  if (!query.step()) return std::nullopt;
  TokenCaller caller;
  caller.actor.officer_id = OfficerId{query.integer(0)};
  caller.token_id = query.integer(2);
  caller.note_use = now.seconds - query.integer(3) >= token_use_seconds;
  std::string_view scopes = query.text(1);
  while (!scopes.empty()) {
    const std::size_t end = std::min(scopes.find(' '), scopes.size());
    caller.actor.token_scopes.emplace_back(scopes.substr(0, end));
    scopes.remove_prefix(std::min(end + 1, scopes.size()));
  }
  return caller;
}

void note_token_use(db::Session& session, std::int64_t id, Instant now) { session.run("UPDATE api_token SET last_used_at = ?2 WHERE id = ?1", id, now); }

std::vector<TokenRow> tokens_of(db::Session& session, OfficerId officer) {
  auto query = session.query("SELECT id, officer_id, name, scopes, created_at, expires_at, last_used_at, revoked_at FROM api_token WHERE ?1 IN (0, officer_id) ORDER BY id DESC");
  query.bind(1, officer.value);
  std::vector<TokenRow> rows;
  while (query.step()) {
    TokenRow row{query.integer(0), OfficerId{query.integer(1)}, std::string(query.text(2)), std::string(query.text(3)), Instant{query.integer(4)}, Instant{query.integer(5)},
                 std::nullopt, !query.is_null(7)};
    if (!query.is_null(6)) row.last_used_at = Instant{query.integer(6)};
    rows.push_back(std::move(row));
  }
  return rows;
}

bool revoke_token(db::Session& session, OfficerId officer, std::int64_t id, Instant now) {
  session.run("UPDATE api_token SET revoked_at = ?3 WHERE id = ?1 AND ?2 IN (0, officer_id) AND revoked_at IS NULL", id, officer, now);
  return session.changes() > 0;
}

std::string new_totp_secret() {
  static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string secret;
  for (int i = 0; i < 32; ++i) secret += letters[randombytes_uniform(32)];
  return secret;
}

std::string totp_code(const std::string& secret, std::int64_t step) {
  const std::string key = from_base32(secret);
  std::array<unsigned char, 8> counter{};
  for (int i = 7; i >= 0; --i, step >>= 8) counter[static_cast<std::size_t>(i)] = static_cast<unsigned char>(step & 0xff);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), digest.data(), &length);
  const std::size_t at = digest[length - 1] & 0x0f;
  const unsigned number = (static_cast<unsigned>(digest[at] & 0x7f) << 24 | static_cast<unsigned>(digest[at + 1]) << 16 |
                           static_cast<unsigned>(digest[at + 2]) << 8 | digest[at + 3]) % 1000000;
  std::string code = std::to_string(number);
  return std::string(6 - code.size(), '0') + code;
}

std::optional<std::int64_t> match_totp(const std::string& secret, std::string_view code, Instant now, std::int64_t last_step) {
  const std::string typed = to_half_width(code);
  const std::int64_t present = now.seconds / totp_step_seconds;
  for (const std::int64_t step : {present, present - 1, present + 1}) {
    const std::string expected = totp_code(secret, step);
    const bool same = typed.size() == expected.size() && sodium_memcmp(typed.data(), expected.data(), expected.size()) == 0;
    if (same && step > last_step) return step;
  }
  return std::nullopt;
}

void set_totp(db::Session& session, OfficerId officer, const std::string& sealed_secret, std::int64_t step) {
  auto query = session.query("UPDATE account SET totp_secret = ?2, totp_last_step = ?3 WHERE officer_id = ?1");
  query.bind(1, officer.value).bind_blob(2, sealed_secret).bind(3, step);
  query.step();
}

void clear_totp(db::Session& session, OfficerId officer) { session.run("UPDATE account SET totp_secret = NULL WHERE officer_id = ?1", officer); }

void log_access(db::Session& session, const AccessEntry& entry) {
  session.run("INSERT INTO access_log (at, officer_id, subject, fields, reason, address) VALUES (?1,?2,?3,?4,?5,?6)", entry.at, entry.officer_id,
              entry.subject, entry.fields, entry.reason, entry.address);
}

std::vector<AccessEntry> read_access_log(db::Session& session, const AccessFilter& filter, std::int64_t limit) {
  std::string sql = "SELECT id, at, officer_id, subject, fields, reason, address FROM access_log WHERE id < ?1";
  if (!filter.subjects.empty()) sql += " AND subject IN (SELECT value FROM json_each(?3))";
  if (filter.officer_id) sql += " AND officer_id = ?4";
  if (filter.from) sql += " AND at >= ?5";
  if (filter.to) sql += " AND at < ?6";
  if (!filter.reason.empty()) sql += " AND instr(reason, ?7) > 0";
  auto query = session.query(sql + " ORDER BY id DESC LIMIT ?2");
  query.bind(1, filter.before_id).bind(2, limit);
  std::string subjects;
  for (const std::string& subject : filter.subjects) {
    subjects += subjects.empty() ? "[" : ",";
    json::print_string(subjects, subject);
  }
  if (!filter.subjects.empty()) query.bind(3, std::string_view(subjects += ']'));
  if (filter.officer_id) query.bind(4, filter.officer_id.value);
  if (filter.from) query.bind(5, filter.from->seconds);
  if (filter.to) query.bind(6, filter.to->seconds);
  if (!filter.reason.empty()) query.bind(7, std::string_view(filter.reason));
  std::vector<AccessEntry> entries;
  while (query.step())
    entries.push_back({query.integer(0), Instant{query.integer(1)}, OfficerId{query.integer(2)}, std::string(query.text(3)),
                       std::string(query.text(4)), std::string(query.text(5)), std::string(query.text(6))});
  return entries;
}

}  // namespace shouwen
