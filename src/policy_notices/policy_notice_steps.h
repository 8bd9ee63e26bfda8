// The verbs of a policy notice: what each wants to know, and what it refuses. Art. 11(6)(2).
#pragma once

#include "policy_notices/policy_notice.h"
#include "regulation/policy_notice_rules.h"

namespace shouwen {

struct PolicyNoticeInput {
  std::int64_t version = 0;                     ///< of the notice that was seen; 0 = whatever it is now
  PolicyNoticeText content;
  PolicyAudience audience;
  std::optional<PolicyNoticeId> corrects_id = {};  ///< the sent notice this one is to replace; only when drafted
  std::optional<bool> remove_attachment = {};
};

/// What the rules may know besides the notice.
struct PolicyNoticeSituation {
  OfficerId officer_id;                         ///< who acts; 0 = the customer himself
  Instant now;
  const PolicyNoticeRules& rules;
  std::optional<std::vector<CustomerId>> portfolio = {};  ///< whoever drafts may write to these only; absent = to anybody
};

using PolicyNoticeDecision = Result<PolicyNoticeEvent>;

// Refusals policy_notice.…: changed_meanwhile, wrong_stage, and those named beside each.

/// nobody_chosen, too_many_single, validity_backwards, over_already, not_your_customers, nothing_to_correct (`corrected`: the notice named).
PolicyNoticeDecision draft_policy_notice(const PolicyNoticeInput& input, const std::optional<PolicyNotice>& corrected, const PolicyNoticeSituation& situation);
/// As above; only drafts.
PolicyNoticeDecision change_policy_notice(const PolicyNotice& notice, const PolicyNoticeInput& input, const PolicyNoticeSituation& situation);
PolicyNoticeDecision attach_to_policy_notice(const PolicyNotice& notice, std::int64_t seen_version, const PolicyAttachment& attachment, const PolicyNoticeSituation& situation);
/// over_already.
PolicyNoticeDecision submit_policy_notice(const PolicyNotice& notice, std::int64_t seen_version, const PolicyNoticeSituation& situation);
/// own_notice: whoever wrote at it does not approve it.
PolicyNoticeDecision approve_policy_notice(const PolicyNotice& notice, std::int64_t seen_version, const PolicyNoticeSituation& situation);
/// Back to its author with the reason; own_notice.
PolicyNoticeDecision return_policy_notice(const PolicyNotice& notice, std::int64_t seen_version, const std::string& reason, const PolicyNoticeSituation& situation);
/// The recipients are frozen. nobody_fits, too_many_recipients, over_already, nothing_to_correct.
PolicyNoticeDecision send_policy_notice(const PolicyNotice& notice, std::int64_t seen_version, std::vector<FrozenRecipient> recipients, const std::optional<PolicyNotice>& corrected,
                                        const PolicyNoticeSituation& situation);
/// From any stage but an end, with the reason; what was sent says so to whoever opens it.
PolicyNoticeDecision withdraw_policy_notice(const PolicyNotice& notice, std::int64_t seen_version, const std::string& reason, const PolicyNoticeSituation& situation);
/// Of the notice a correction replaces, when that is sent.
PolicyNoticeEvent supersede_policy_notice(PolicyNoticeId by, const PolicyNoticeSituation& situation);

/// New links of these recipients. nobody_waits, not_in_force.
PolicyNoticeDecision issue_policy_links(const PolicyNotice& notice, std::vector<std::int64_t> numbers, const PolicyNoticeSituation& situation);
/// The first opening while it is in force; nothing = it is known or no longer counts.
std::optional<PolicyNoticeEvent> open_policy_notice(const PolicyNotice& notice, const PolicyRecipient& recipient, ReadingWay way, const PolicyNoticeSituation& situation);

struct PolicyReceiptInput {
  ReadingWay way{};
  Line<0, 40> read_by;
  std::optional<Date> read_on = {};             ///< of a receipt an officer writes down; absent = today
  std::optional<Text<0, 500>> words = {};
};
/// Read and understood, said by a person of the customer. not_in_force, confirmed_already, read_by_missing; of what an officer
/// writes down: way_not_by_officer, read_before_sent, read_later.
PolicyNoticeDecision confirm_policy_notice(const PolicyNotice& notice, const PolicyRecipient& recipient, const PolicyReceiptInput& input, const PolicyNoticeSituation& situation);

/// `told` of these recipients, who have not confirmed by the day.
PolicyNoticeEvent remind_of_policy_notice(std::vector<std::int64_t> numbers, OfficerId told, Instant now);
/// Whether the manager is to be told of him on `today`.
bool is_overdue(const PolicyNotice& notice, const PolicyRecipient& recipient, Date today);

}  // namespace shouwen
