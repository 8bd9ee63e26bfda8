// The reward of a verified tip: by the bureau's table, approved by the leading group, claimed by code or in person, paid once, or over. Art. 9(5);
// rules.md R-REP-02 … R-REP-07.
#pragma once

#include "tip_offs/same_facts.h"

namespace shouwen {

/// What the table gives for a finding.
struct RewardByRule {
  const TipRewardRow* row = nullptr;  ///< nullptr: nothing fits
  std::int64_t amount_fen = 0;
};
RewardByRule reward_by_rule(const TipOffRules& rules, const std::string& category, const TipFinding& finding);

struct ProposeRewardInput {
  std::int64_t version = 0;
  std::optional<Line<1, 60>> exclusion;           ///< of the rulebook
  std::optional<Date> known_since;                ///< with an exclusion that asks for it; the reason names the evidence
  std::optional<Text<1, 1000>> new_evidence;      ///< of a later tip: what it brought that mattered
  Text<1, 1000> reason;
};
/// What the rule asks besides the tip.
struct RewardSetting {
  OtherTip own;                                   ///< this tip among those about the same facts
  std::vector<OtherTip> same_facts;               ///< all others about the same facts
  std::vector<OfficerId> group;                   ///< members of the leading group who may vote on it: none of the accused's line
};
/// What the table gives in this setting: the whole for the first reporter, a part or nothing for a later one.
struct RewardDue {
  RewardByRule by_rule;
  std::int64_t amount_fen = 0;
  FirstReporter first;
  bool is_first = true;
};
RewardDue reward_due(const TipOff& tip, bool new_evidence, const RewardSetting& setting, const TipSituation& situation);

/// By the investigators' unit, for the leading group to decide. Refusals tip.changed_meanwhile, .recused, tip_reward.not_found_yet,
/// .not_verified (false and unverified ones), .no_row, .proposed_already, .unknown_exclusion, .earlier_not_found (an earlier tip about
/// the same facts may still be the first), .known_since_missing, .known_since_later, .not_later (new evidence is for later ones),
/// .group_not_set, .group_too_small.
TipDecision propose_reward(const TipOff& tip, const ProposeRewardInput& input, const RewardSetting& setting, const TipSituation& situation);

struct RewardVoteInput {
  std::int64_t version = 0;
  bool approved = false;
  Text<0, 1000> reason;
};
/// A member of the leading group, once, not who proposed it. Approved when as many agree as the rulebook asks; refused when they no
/// longer can. Refusals tip.changed_meanwhile, .recused, tip_reward.none, .decided, .own_proposal, .not_member, .voted_already,
/// .reason_missing.
TipDecision vote_on_reward(const TipOff& tip, const RewardVoteInput& input, const std::vector<OfficerId>& group, const TipSituation& situation);

/// By code, or in person; each of several reporters his own part. Refusals tip_reward.none, .not_payable, .over.
TipDecision claim_reward(const TipOff& tip, std::int64_t reporter, bool in_person, const TipSituation& situation);
/// Refusals tip_reward.none, .not_claimed, .paid_already.
TipDecision pay_reward(const TipOff& tip, std::int64_t reporter, const TipSituation& situation);
/// The clock's turn: what nobody claimed is over. Refusals tip_reward.none, .not_payable.
TipDecision expire_reward(const TipOff& tip, const TipSituation& situation);
/// The clock's turn: the end is near, and the reporter is told. Refusals tip_reward.none, .not_payable.
TipDecision tell_claim_end(const TipOff& tip, const TipSituation& situation);

}  // namespace shouwen
