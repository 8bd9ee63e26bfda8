// Performing what happens to a tip: rule, event, the step of the case's clocks, in one transaction; and registering one whose first
// contact is out of the accused's line. Art. 9(5).
#pragma once

#include "api/house.h"
#include "cases/cases.h"
#include "tip_offs/joint.h"
#include "tip_offs/reward.h"
#include "tip_offs/tip_off_store.h"
#include "tip_offs/tip_situation.h"

namespace shouwen {

using TipRule = std::function<TipDecision(const TipOff&, const TipSituation&)>;

struct TipPerformed {
  TipOff after;
  std::optional<Performed> clocks;   ///< if a step of the case was recorded
};
/// Refusals tip.unknown (no such tip, or no rules), and the rule's own. Permission is the caller's business.
Result<TipPerformed> perform_tip(const CaseDesk& desk, CaseId id, const TipRule& rule);

/// A tip of the public pages, or taken down for somebody by letter or in the hall: first contact is supervision's own officer, or
/// whoever is out of the accused's line (art. 10(7)).
Result<Performed> register_public_tip(const CaseDesk& desk, RegisterInput input);

/// The codes of a tip just registered, the first reporter's and those of the others; shown once. In the same transaction.
/// Refusals of reporters_of.
Result<std::vector<std::string>> codes_for_reporters(const CaseDesk& desk, const Performed& registered, const JointTipInput& joint);

/// Both tips hold the link, or neither. Refusals of the rules; `other` is nothing if this officer may not see it.
Result<TipPerformed> perform_same_facts(const CaseDesk& desk, CaseId id, const SameFactsInput& input, std::optional<CaseId> other, bool linked);

/// What the rules of the reward ask besides the tip.
RewardSetting reward_setting(const CaseDesk& desk, CaseId id);
/// Who of the leading group may vote on this tip: none of the accused's line.
std::vector<OfficerId> voting_group(const Rulebook& rulebook, const Organisation& organisation, const CaseFacts& facts);

/// Approved rewards nobody claimed in time are over; who has not claimed yet is told before. The ticker's; returns how many.
std::int64_t expire_unclaimed_rewards(House& house);

}  // namespace shouwen
