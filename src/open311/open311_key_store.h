// Keys and what was posted by them, in the database. All SQL of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/house.h"
#include "open311/open311_key.h"

namespace shouwen {

struct Open311KeyWriter {
  OfficerId officer_id;
  Instant now;
  std::int64_t rulebook_version = 0;
};
/// Writes and journals; answers with the id.
Open311KeyId add_open311_key(db::Session& session, const Open311KeyIssued& issued, const Open311KeyWriter& writer);
void revoke_open311_key(db::Session& session, Open311KeyId id, const Open311KeyRevoked& revoked, const Open311KeyWriter& writer);

std::optional<Open311Key> load_open311_key(db::Session& session, Open311KeyId id);
/// The key itself, as a client sends it; revoked ones are not found.
std::optional<Open311Key> find_open311_key(db::Session& session, std::string_view key);
/// Newest first.
std::vector<Open311Key> list_open311_keys(db::Session& session);

/// One post, refused or not.
struct Open311Call {
  std::int64_t id = 0;
  Open311KeyId key_id;
  Instant at;
  std::int64_t status = 0;
  std::string service_code;
  CaseId case_id;                  ///< 0 = refused
};
void log_open311_call(db::Session& session, const Open311Call& call);
/// Newest first, ids below `before` (0 = all).
std::vector<Open311Call> list_open311_calls(db::Session& session, Open311KeyId id, std::int64_t before, std::int64_t limit);
Open311Use use_of(db::Session& session, Open311KeyId id, Instant now);
struct Open311Totals {
  std::int64_t requests = 0, refused = 0;  ///< as far as they are remembered
  std::optional<Instant> last_at;
};
Open311Totals totals_of(db::Session& session, Open311KeyId id);
/// In the ticker's round: calls older than the rulebook's days.
void forget_old_calls(House& house);

struct Open311KeysVerified {
  std::int64_t keys = 0;
  std::vector<std::string> differences;
};
Open311KeysVerified verify_open311_keys(db::Session& session);

}  // namespace shouwen
