// Whom a notice would reach now. Art. 11(6)(2).
#pragma once

#include "accounts/account_store.h"
#include "policy_notices/policy_notice.h"

namespace shouwen {

struct AudienceMember {
  CustomerId customer_id;
  AccountTier tier{};
  OfficerId account_manager_id;     ///< recorded with the customer; 0 = nobody
};

/// Everybody in the audience, and whoever got the notice it corrects (`corrects` 0 = none), by id, none twice. Files that were merged
/// stand as the one that stands for them. More than `most` are not looked for: then one more than `most` is returned.
std::vector<AudienceMember> find_audience(db::Session& session, const PolicyAudience& audience, PolicyNoticeId corrects, std::int64_t most);

/// The members with who answers for each at an instant, to be frozen.
std::vector<FrozenRecipient> freeze(db::Session& session, const std::vector<AudienceMember>& members, const Organisation& organisation, Instant now);

}  // namespace shouwen
