// The reward of a verified tip: by the bureau's table, approved by another, claimed by code or in person, paid once, or over. Art. 9(5);
// rules.md R-REP-02 … R-REP-07.
#pragma once

#include "tip_offs/tip_situation.h"

namespace shouwen {

/// What the table gives for a finding.
struct RewardByRule {
  const TipRewardRow* row = nullptr;  ///< nullptr: nothing fits
  std::int64_t amount_fen = 0;
};
RewardByRule reward_by_rule(const TipOffRules& rules, const std::string& category, const TipFinding& finding);

struct ProposeRewardInput {
  std::int64_t version = 0;
  std::optional<Line<1, 60>> exclusion;     ///< of the rulebook
  std::optional<CaseId> same_facts_as;      ///< the other tip about the same facts
  Text<1, 1000> reason;
};
/// The other tip, as far as the rule asks.
struct OtherTip {
  CaseId case_id;
  Instant registered_at;
  bool verified = false;
};
/// Refusals tip.changed_meanwhile, .recused, tip_reward.not_found_yet, .not_verified (false and unverified ones), .no_row,
/// .proposed_already, .unknown_exclusion, .other_tip_unknown, .first_reporter (the other is later or not verified: no ground).
TipDecision propose_reward(const TipOff& tip, const ProposeRewardInput& input, const std::optional<OtherTip>& other, const TipSituation& situation);

struct DecideRewardInput {
  std::int64_t version = 0;
  bool approved = false;
  Text<0, 1000> reason;
};
/// By another than who proposed. Refusals tip_reward.none, .decided, .own_proposal, .reason_missing.
TipDecision decide_reward(const TipOff& tip, const DecideRewardInput& input, const TipSituation& situation);

/// By code, or in person. Refusals tip_reward.none, .not_payable, .over.
TipDecision claim_reward(const TipOff& tip, bool in_person, const TipSituation& situation);
/// Refusals tip_reward.none, .not_claimed, .paid_already.
TipDecision pay_reward(const TipOff& tip, const TipSituation& situation);
/// The clock's turn. Refusals tip_reward.none, .not_payable.
TipDecision expire_reward(const TipOff& tip, const TipSituation& situation);

}  // namespace shouwen
