// Thresholds against facts.
#include "accounts/propose_tier.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::vector<TierReason> reached(const TierFacts& facts, const AccountTierRule& rule) {
  std::vector<TierReason> reasons;
  const auto compare = [&reasons](TierReasonKind kind, const std::optional<std::int64_t>& value, const std::optional<std::int64_t>& threshold) {
    if (value && threshold && *value >= *threshold) reasons.push_back({kind, *value, *threshold, {}});
  };
  compare(TierReasonKind::capacity, facts.contracted_capacity_kva, rule.capacity_kva_from);
  compare(TierReasonKind::yearly_use, facts.yearly_use_wh, rule.yearly_use_wh_from);
  if (rule.critical_from)
    compare(TierReasonKind::character, static_cast<std::int64_t>(facts.critical_grade), static_cast<std::int64_t>(*rule.critical_from));
  if (rule.by_influence && facts.influence) reasons.push_back({TierReasonKind::influence, 0, 0, facts.influence_reason});
  return reasons;
}

}  // namespace

TierProposal propose_tier(const TierFacts& facts, const AccountManagerRules& rules) {
  TierProposal proposal;
  proposal.thresholds_set = rules.has_thresholds();
  for (const AccountTierRule& rule : rules.tiers) {
    proposal.reasons = reached(facts, rule);
    if (proposal.reasons.empty()) continue;
    proposal.tier = rule.tier;
    break;
  }
  return proposal;
}

TierFacts joined_facts(const TierFacts& file, const std::optional<TierFacts>& stated) {
  TierFacts facts = file;
  if (!stated) return facts;
  if (!facts.contracted_capacity_kva) facts.contracted_capacity_kva = stated->contracted_capacity_kva;
  if (!facts.yearly_use_wh) facts.yearly_use_wh = stated->yearly_use_wh;
  facts.critical_grade = std::max(facts.critical_grade, stated->critical_grade);
  facts.affiliated = facts.affiliated || stated->affiliated;
  if (facts.influence) return facts;
  facts.influence = stated->influence;
  facts.influence_reason = stated->influence_reason;
  return facts;
}

AccountDecision state_tier_facts(const StateTierFactsInput& input, const AccountSituation& situation) {
  const TierFacts& facts = input.facts;
  if (facts.contracted_capacity_kva && *facts.contracted_capacity_kva < 1) return Refusal{"tier_facts.out_of_range", clause::art_11_5_1, "/contracted_capacity_kva", {}};
  if (input.largest_capacity_kva > 0 && facts.contracted_capacity_kva.value_or(0) > input.largest_capacity_kva)
    return Refusal{"customer_file.capacity_impossible", clause::art_11_5_1, "/contracted_capacity_kva",
                   {{"capacity", std::to_string(*facts.contracted_capacity_kva)}, {"largest", std::to_string(input.largest_capacity_kva)}}};
  if (facts.yearly_use_wh && *facts.yearly_use_wh < 0) return Refusal{"tier_facts.out_of_range", clause::art_11_5_1, "/yearly_use_wh", {}};
  if (facts.influence && facts.influence_reason.empty()) return Refusal{"tier_facts.influence_without_reason", clause::art_11_5_1, "/influence_reason", {}};
  if (input.source.empty()) return Refusal{"tier_facts.source_missing", clause::art_11_5_1, "/source", {}};
  return std::vector{account_event(situation, clause::art_11_5_1, TierFactsStated{facts, input.source})};
}

}  // namespace shouwen
