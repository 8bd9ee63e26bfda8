// Money in fen, shares in 1/10,000, everything rounded down; four eyes; once.
#include "tip_offs/reward.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t whole_bp = 10'000, whole_percent = 100;

bool fits(const TipRewardRow& row, const std::string& category, std::int64_t recovered_fen) {
  const bool kind = row.categories.empty() || std::find(row.categories.begin(), row.categories.end(), category) != row.categories.end();
  return kind && recovered_fen >= row.recovered_from_fen && (!row.recovered_below_fen || recovered_fen < *row.recovered_below_fen);
}

TipOffEvent with(const char* kind, TipReward reward, const TipSituation& situation) {
  TipOffEvent event{kind, situation.officer_id, situation.now};
  event.reward = std::move(reward);
  return event;
}

bool is_over(const TipReward& reward, Instant now) { return reward.claim_ends_at && *reward.claim_ends_at <= now; }

}  // namespace

RewardByRule reward_by_rule(const TipOffRules& rules, const std::string& category, const TipFinding& finding) {
  if (finding.verdict != TipVerdict::verified && finding.verdict != TipVerdict::partly) return {};
  for (const TipRewardRow& row : rules.rewards) {
    if (!fits(row, category, finding.recovered_fen)) continue;
    std::int64_t amount = std::clamp(static_cast<std::int64_t>(__int128{finding.recovered_fen} * row.share_bp / whole_bp), row.least_fen, row.most_fen);
    if (finding.verdict == TipVerdict::partly) amount = amount * rules.partly_percent / whole_percent;
    return {&row, std::min(amount, rules.cap_fen)};
  }
  return {};
}

TipDecision propose_reward(const TipOff& tip, const ProposeRewardInput& input, const std::optional<OtherTip>& other, const TipSituation& situation) {
  if (auto changed = refuse_other_version(tip, input.version)) return *changed;
  if (auto recused = refuse_accused_line(situation, situation.officer_id)) return *recused;
  if (!tip.finding) return Refusal{"tip_reward.not_found_yet", clause::art_9_5, "", {}};
  if (tip.finding->verdict != TipVerdict::verified && tip.finding->verdict != TipVerdict::partly) return Refusal{"tip_reward.not_verified", clause::art_9_5, "", {}};
  if (tip.reward && tip.reward->stage != RewardStage::refused) return Refusal{"tip_reward.proposed_already", clause::art_9_5, "", {}};
  const RewardByRule by_rule = reward_by_rule(situation.rules, situation.service_case.category, *tip.finding);
  if (by_rule.row == nullptr || by_rule.amount_fen == 0) return Refusal{"tip_reward.no_row", clause::art_9_5, "", {}};
  TipReward reward;
  reward.row = by_rule.row->code;
  reward.amount_fen = by_rule.amount_fen;
  reward.reason = input.reason;
  reward.proposer_id = situation.officer_id;
  reward.proposed_at = situation.now;
  if (input.exclusion) reward.exclusion = input.exclusion->value;
  if (input.same_facts_as) {
    if (!other || other->case_id == situation.service_case.id) return Refusal{"tip_reward.other_tip_unknown", clause::art_9_5, "/same_facts_as", {}};
    // First valid wins: a later or an unverified one takes nothing away.
    if (!other->verified || other->registered_at >= situation.service_case.registered_at) return Refusal{"tip_reward.first_reporter", clause::art_9_5, "/same_facts_as", {}};
    reward.exclusion = "later_reporter";
    reward.same_facts_as = other->case_id.value;
  }
  const auto& known = situation.rules.exclusions;
  if (!reward.exclusion.empty()) {
    if (std::none_of(known.begin(), known.end(), [&reward](const Reason& row) { return row.code == reward.exclusion; })) return Refusal{"tip_reward.unknown_exclusion", clause::art_9_5, "/exclusion", {}};
    reward.amount_fen = 0;
  }
  return with("reward_proposed", std::move(reward), situation);
}

TipDecision decide_reward(const TipOff& tip, const DecideRewardInput& input, const TipSituation& situation) {
  if (auto changed = refuse_other_version(tip, input.version)) return *changed;
  if (auto recused = refuse_accused_line(situation, situation.officer_id)) return *recused;
  if (!tip.reward) return Refusal{"tip_reward.none", clause::art_9_5, "", {}};
  if (tip.reward->stage != RewardStage::proposed) return Refusal{"tip_reward.decided", clause::art_9_5, "", {}};
  if (tip.reward->proposer_id == situation.officer_id) return Refusal{"tip_reward.own_proposal", clause::art_9_5, "", {}};
  if (!input.approved && input.reason.value.empty()) return Refusal{"tip_reward.reason_missing", clause::art_9_5, "/reason", {}};
  TipReward reward = *tip.reward;
  const bool payable = input.approved && reward.amount_fen > 0;
  reward.stage = payable ? RewardStage::payable : RewardStage::refused;
  reward.approver_id = situation.officer_id;
  reward.decided_at = situation.now;
  reward.decision_reason = input.reason;
  if (payable) reward.claim_ends_at = at_local(local_date(situation.now).plus_days(static_cast<std::int32_t>(situation.rules.claim_days) + 1), 0);
  return with(input.approved ? "reward_approved" : "reward_refused", std::move(reward), situation);
}

TipDecision claim_reward(const TipOff& tip, bool in_person, const TipSituation& situation) {
  if (in_person)
    if (auto recused = refuse_accused_line(situation, situation.officer_id)) return *recused;
  if (!tip.reward) return Refusal{"tip_reward.none", clause::art_9_5, "", {}};
  if (tip.reward->stage == RewardStage::expired || is_over(*tip.reward, situation.now)) return Refusal{"tip_reward.over", clause::art_9_5, "", {}};
  if (tip.reward->stage != RewardStage::payable) return Refusal{"tip_reward.not_payable", clause::art_9_5, "", {}};
  TipReward reward = *tip.reward;
  reward.stage = RewardStage::claimed;
  reward.claimed_at = situation.now;
  reward.claimed_in_person = in_person;
  reward.claim_ends_at.reset();
  return with("reward_claimed", std::move(reward), situation);
}

TipDecision pay_reward(const TipOff& tip, const TipSituation& situation) {
  if (!tip.reward) return Refusal{"tip_reward.none", clause::art_9_5, "", {}};
  if (tip.reward->stage == RewardStage::paid) return Refusal{"tip_reward.paid_already", clause::art_9_5, "", {}};
  if (tip.reward->stage != RewardStage::claimed) return Refusal{"tip_reward.not_claimed", clause::art_9_5, "", {}};
  TipReward reward = *tip.reward;
  reward.stage = RewardStage::paid;
  reward.paid_at = situation.now;
  reward.cashier_id = situation.officer_id;
  return with("reward_paid", std::move(reward), situation);
}

TipDecision expire_reward(const TipOff& tip, const TipSituation& situation) {
  if (!tip.reward) return Refusal{"tip_reward.none", clause::art_9_5, "", {}};
  if (tip.reward->stage != RewardStage::payable || !is_over(*tip.reward, situation.now)) return Refusal{"tip_reward.not_payable", clause::art_9_5, "", {}};
  TipReward reward = *tip.reward;
  reward.stage = RewardStage::expired;
  reward.claim_ends_at.reset();
  return with("reward_expired", std::move(reward), situation);
}

}  // namespace shouwen
