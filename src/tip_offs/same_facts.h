// Several tips about the same facts: the investigators say so, and the first valid one is the reporter. Art. 9(5), rules.md R-REP-06.
#pragma once

#include "tip_offs/tip_situation.h"

namespace shouwen {

/// Another tip, as far as these rules ask.
struct OtherTip {
  CaseId case_id;
  Instant registered_at;             ///< as the journal has it
  std::int64_t journal_number = 0;   ///< of its registration: decides between two of the same second
  TipStage stage{};
  std::optional<TipVerdict> verdict;
  bool excluded_in_person = false;   ///< its reporter gets nothing for who he is: the next one is the first
  bool reward_decided = false;       ///< proposed or approved: what it was about stands
};

struct SameFactsInput {
  std::int64_t version = 0;
  Line<1, 40> number;                ///< of the other tip
  Text<1, 1000> reason;
};
/// The caller writes it on both tips. Refusals tip.changed_meanwhile, .recused, .other_tip_unknown, .same_tip, .same_facts_already,
/// .reward_proposed_already (of either).
TipDecision link_same_facts(const TipOff& tip, const SameFactsInput& input, const std::optional<OtherTip>& other, const TipSituation& situation);
/// It was a mistake. Refusals tip.changed_meanwhile, .recused, .other_tip_unknown, .not_same_facts, .reward_proposed_already.
TipDecision withdraw_same_facts(const TipOff& tip, const SameFactsInput& input, const std::optional<OtherTip>& other, const TipSituation& situation);

/// Who is the reporter of these facts.
struct FirstReporter {
  std::optional<CaseId> first;       ///< the earliest verified tip whose reporter is not excluded in person; nothing: none yet
  std::optional<CaseId> waits_for;   ///< an earlier one that is not found yet: it may still be the first
};
/// `own` and all others about the same facts, in any order.
FirstReporter first_reporter(const OtherTip& own, const std::vector<OtherTip>& others);

bool is_verified(const std::optional<TipVerdict>& verdict);

}  // namespace shouwen
