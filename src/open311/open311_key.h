// Keys by which programs of others post requests: named, issued and revoked by the administrator, known here by their hash only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "json/field_types.h"
#include "regulation/open_data_rules.h"
#include "regulation/rulebook.h"

namespace shouwen {

using Open311KeyId = Id<struct Open311KeyTag>;

struct Open311KeyIssued {
  Line<1, 60> name;                ///< whose program it is
  Channel channel{};               ///< by which its cases came
  std::string key_hash;            ///< hexadecimal
  bool operator==(const Open311KeyIssued&) const = default;
};
struct Open311KeyRevoked {
  Text<2, 200> reason;
  bool operator==(const Open311KeyRevoked&) const = default;
};

struct Open311Key {
  Open311KeyId id;
  Open311KeyIssued issued;
  OfficerId issued_by_id, revoked_by_id;
  Instant issued_at;
  std::optional<Instant> revoked_at;
  std::string revoked_reason;
  bool operator==(const Open311Key&) const = default;
};

/// What a key has done so far: calls of the last minute that were not turned away for their number, and requests of the day.
struct Open311Use {
  std::int64_t calls_of_minute = 0, requests_of_day = 0;
};

/// Refusals: georeport_key.name_taken (by one that still holds), georeport_key.bad_channel.
Verdict issue_key(const Open311KeyIssued& issued, const std::vector<Open311Key>& known);
/// Refusal: georeport_key.revoked_already.
Verdict revoke_key(const Open311Key& key);
/// Refusals: georeport.key_too_often {limit}, georeport.key_day_spent {limit}.
Verdict check_use(const Open311Use& use, const Open311Rules& rules);

}  // namespace shouwen
