// Shares are in 1/10,000 of an amount in fen; nothing is lost by rounding.
#include "tip_offs/joint.h"

#include <algorithm>
#include <numeric>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t whole_bp = 10'000, whole_percent = 100, bp_a_percent = whole_bp / whole_percent;

bool any_in(const std::vector<RewardPart>& parts, RewardStage stage) {
  return std::any_of(parts.begin(), parts.end(), [stage](const RewardPart& part) { return part.stage == stage; });
}

}  // namespace

Result<std::vector<TipReporter>> reporters_of(const JointTipInput& input, const TipOffRules& rules) {
  if (input.reporters < 1 || input.reporters > rules.most_reporters) return Refusal{"tip_joint.too_many", clause::art_9_5, "/reporters", {{"limit", std::to_string(rules.most_reporters)}}};
  const auto& shares = input.shares_percent;
  if (!shares.empty() && static_cast<std::int64_t>(shares.size()) != input.reporters)
    return Refusal{"tip_joint.shares_count", clause::art_9_5, "/shares_percent", {{"count", std::to_string(shares.size())}, {"reporters", std::to_string(input.reporters)}}};
  const bool out_of_range = std::any_of(shares.begin(), shares.end(), [](std::int64_t share) { return share < 1 || share > whole_percent; });
  if (out_of_range || (!shares.empty() && std::accumulate(shares.begin(), shares.end(), std::int64_t{0}) != whole_percent)) return Refusal{"tip_joint.shares_sum", clause::art_9_5, "/shares_percent", {}};
  std::vector<TipReporter> reporters;
  if (input.reporters == 1) return reporters;
  for (std::int64_t number = 1; number <= input.reporters; ++number)
    reporters.push_back({number, shares.empty() ? 0 : shares[static_cast<std::size_t>(number - 1)] * bp_a_percent});
  return reporters;
}

TipDecision join_reporters(const TipOff& tip, std::vector<TipReporter> reporters, const TipSituation& situation) {
  if (tip.version != 0) return Refusal{"tip_joint.too_late", clause::art_9_5, "", {}};
  TipOffEvent event{"reporters_joined", situation.officer_id, situation.now};
  event.reporters = std::move(reporters);
  return event;
}

std::vector<std::int64_t> parts_of_amount(std::int64_t amount_fen, const std::vector<TipReporter>& reporters) {
  if (reporters.size() < 2) return {amount_fen};
  const auto count = static_cast<std::int64_t>(reporters.size());
  const bool agreed = reporters.front().share_bp != 0;
  std::vector<std::int64_t> amounts;
  std::int64_t left = amount_fen;
  for (const TipReporter& reporter : reporters) {
    amounts.push_back(agreed ? static_cast<std::int64_t>(__int128{amount_fen} * reporter.share_bp / whole_bp) : amount_fen / count);
    left -= amounts.back();
  }
  for (std::size_t i = 0; left > 0; ++i, --left) ++amounts[i % amounts.size()];
  return amounts;
}

std::vector<RewardPart> parts_of(const TipReward& reward) {
  if (!reward.parts.empty()) return reward.parts;
  if (reward.stage == RewardStage::proposed || reward.stage == RewardStage::refused) return {};
  return {{1, reward.amount_fen, reward.stage, reward.claimed_at, reward.paid_at, reward.cashier_id, reward.claimed_in_person}};
}

void set_parts(TipReward& reward, std::vector<RewardPart> parts) {
  reward.parts = std::move(parts);
  for (const RewardStage stage : {RewardStage::payable, RewardStage::claimed, RewardStage::paid, RewardStage::expired})
    if (any_in(reward.parts, stage)) {
      reward.stage = stage;
      break;
    }
  if (reward.stage != RewardStage::payable) reward.claim_ends_at.reset(), reward.tell_at.reset();
  for (const RewardPart& part : reward.parts) {
    if (part.claimed_at) reward.claimed_at = std::max(reward.claimed_at.value_or(*part.claimed_at), *part.claimed_at);
    if (part.paid_at && (!reward.paid_at || *reward.paid_at <= *part.paid_at)) reward.paid_at = part.paid_at, reward.cashier_id = part.cashier_id;
    reward.claimed_in_person = reward.claimed_in_person || part.claimed_in_person;
  }
}

}  // namespace shouwen
