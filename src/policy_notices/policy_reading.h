// A notice as the customer meets it, by a link or signed in: the same facts by whichever way he comes. Art. 11(6)(2).
#pragma once

#include "api/api.h"
#include "policy_notices/policy_notice_steps.h"
#include "policy_notices/policy_notice_store.h"

namespace shouwen {

/// One recipient before his notice.
struct PolicyReader {
  PolicyNotice notice;
  PolicyRecipient recipient;
  std::optional<PolicyNotice> corrected;  ///< what this notice replaced, if the link was of that one
};

/// By the secret of a link. Of a corrected notice the correction, where the customer got it.
std::optional<PolicyReader> reader_by_link(db::Session& session, std::string_view secret);
/// What the customer got, if he got it.
std::optional<PolicyReader> reader_of(db::Session& session, PolicyNoticeId id, CustomerId customer);

/// Keeps the first opening, by the house's writer; whoever looks again writes nothing.
void keep_opening(House& house, const api::Call& call, const PolicyReader& reader, ReadingWay way);
/// Inside the writer's transaction: read and understood, by that person. Refusals of confirm_policy_notice.
std::optional<Refusal> keep_reading(const api::Call& call, db::Session& session, const PolicyReader& reader, ReadingWay way, const std::string& read_by);

}  // namespace shouwen
