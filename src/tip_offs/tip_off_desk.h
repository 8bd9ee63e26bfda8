// Performing what happens to a tip: rule, event, the step of the case's clocks, in one transaction; and registering one whose first
// contact is out of the accused's line. Art. 9(5).
#pragma once

#include "api/house.h"
#include "cases/cases.h"
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

/// A tip of the public pages: first contact is supervision's own officer, or whoever is out of the accused's line (art. 10(7)).
Result<Performed> register_public_tip(const CaseDesk& desk, RegisterInput input);

/// Approved rewards nobody claimed in time are over. The ticker's; returns how many.
std::int64_t expire_unclaimed_rewards(House& house);

}  // namespace shouwen
