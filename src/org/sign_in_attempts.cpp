// Wrong sign-ins, counted by name and address: guessing is slow everywhere, and nobody is shut out where he works.
#include <algorithm>

#include "base/text.h"
#include "org/accounts.h"
#include "org/secret.h"

namespace shouwen {

namespace {

constexpr std::int64_t free_failures = 5, free_strange_failures = 20;
constexpr std::int64_t first_lock_seconds = 30, longest_lock_seconds = 3600;
constexpr std::int64_t forgotten_seconds = seconds_per_day, known_seconds = 90 * seconds_per_day;
constexpr const char* strange_addresses = "";

struct Counted {
  std::int64_t failures = 0;
  Instant locked_until;
  Instant last_at;
  bool is_known = false;
};

std::string hash_of(const SignInAttempt& attempt) { return secret_hash("sign in " + to_half_width(attempt.name)); }

Counted counted_at(db::Session& session, const std::string& name_hash, std::string_view address, Instant now) {
  auto query = session.query("SELECT failures, locked_until, last_at, succeeded_at FROM sign_in_attempt WHERE name_hash = ?1 AND address = ?2");
  query.bind_blob(1, name_hash).bind(2, address);
  if (!query.step()) return {};
  Counted counted{query.integer(0), Instant{query.integer(1)}, Instant{query.integer(2)}, now.seconds - query.integer(3) < known_seconds};
  if (now.seconds - counted.last_at.seconds >= forgotten_seconds) counted.failures = 0;
  return counted;
}

void count_one(db::Session& session, const std::string& name_hash, std::string_view address, std::int64_t free, Instant now) {
  const std::int64_t failures = counted_at(session, name_hash, address, now).failures + 1;
  const std::int64_t lock =
      failures < free ? 0 : std::min(longest_lock_seconds, first_lock_seconds << std::min<std::int64_t>(failures - free, 10));
  auto query = session.query("INSERT INTO sign_in_attempt (name_hash, address, failures, locked_until, last_at, succeeded_at) VALUES (?1, ?2, ?3, ?4, ?5, 0)"
                             " ON CONFLICT (name_hash, address) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until, last_at = excluded.last_at");
  query.bind_blob(1, name_hash).bind(2, address).bind(3, failures).bind(4, now.seconds + lock).bind(5, now.seconds);
  query.step();
}

}  // namespace

std::int64_t sign_in_wait(db::Session& session, const SignInAttempt& attempt, Instant now) {
  const std::string name_hash = hash_of(attempt);
  const Counted here = counted_at(session, name_hash, attempt.address, now);
  std::int64_t wait = here.locked_until.seconds - now.seconds;
  if (!here.is_known) wait = std::max(wait, counted_at(session, name_hash, strange_addresses, now).locked_until.seconds - now.seconds);
  return std::max<std::int64_t>(wait, 0);
}

void record_failure(db::Session& session, const SignInAttempt& attempt, Instant now) {
  const std::string name_hash = hash_of(attempt);
  const bool is_known = counted_at(session, name_hash, attempt.address, now).is_known;
  count_one(session, name_hash, attempt.address, free_failures, now);
  if (!is_known) count_one(session, name_hash, strange_addresses, free_strange_failures, now);
  session.run("DELETE FROM sign_in_attempt WHERE last_at < ?1 AND succeeded_at < ?2", now.plus_seconds(-forgotten_seconds), now.plus_seconds(-known_seconds));
}

void record_success(db::Session& session, OfficerId officer, const SignInCheck& check, const SignInAttempt& attempt, Instant now) {
  session.run("UPDATE account SET totp_last_step = max(totp_last_step, ?2) WHERE officer_id = ?1", officer, check.totp_step);
  auto query = session.query("INSERT INTO sign_in_attempt (name_hash, address, failures, locked_until, last_at, succeeded_at) VALUES (?1, ?2, 0, 0, ?3, ?3)"
                             " ON CONFLICT (name_hash, address) DO UPDATE SET failures = 0, locked_until = 0, last_at = excluded.last_at, succeeded_at = excluded.succeeded_at");
  query.bind_blob(1, hash_of(attempt)).bind(2, attempt.address).bind(3, now.seconds);
  query.step();
}

}  // namespace shouwen
