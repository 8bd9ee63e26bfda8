// Money in fen, shares in 1/10,000, everything rounded down; four eyes; once.
#include "tip_offs/reward.h"

#include <algorithm>

#include "regulation/clauses.h"
#include "tip_offs/joint.h"

namespace shouwen {

namespace {

constexpr std::int64_t whole_bp = 10'000, whole_percent = 100;
constexpr const char* later_reporter = "later_reporter";

bool fits(const TipRewardRow& row, const std::string& category, std::int64_t recovered_fen) {
  const bool kind = row.categories.empty() || std::find(row.categories.begin(), row.categories.end(), category) != row.categories.end();
  return kind && recovered_fen >= row.recovered_from_fen && (!row.recovered_below_fen || recovered_fen < *row.recovered_below_fen);
}

TipOffEvent with(const char* kind, TipReward reward, const TipSituation& situation) {
  TipOffEvent event{kind, situation.officer_id, situation.now};
  event.reward = std::move(reward);
  return event;
}

TipOffEvent with_parts(const char* kind, TipReward reward, std::vector<RewardPart> parts, const TipSituation& situation) {
  set_parts(reward, std::move(parts));
  return with(kind, std::move(reward), situation);
}

bool holds(const std::vector<OfficerId>& group, OfficerId id) { return std::find(group.begin(), group.end(), id) != group.end(); }

bool has_voted(const TipReward& reward, OfficerId id) {
  return std::any_of(reward.votes.begin(), reward.votes.end(), [id](const RewardVote& vote) { return vote.officer_id == id; });
}

RewardPart* part_of(std::vector<RewardPart>& parts, std::int64_t reporter) {
  const auto found = std::find_if(parts.begin(), parts.end(), [reporter](const RewardPart& part) { return part.reporter == reporter; });
  return found == parts.end() ? nullptr : &*found;
}

/// A proposal that nobody could approve is not made: it goes to the body above the bureau.
std::optional<Refusal> refuse_group(const std::vector<OfficerId>& group, const TipSituation& situation) {
  if (situation.rules.group_votes == 0) return Refusal{"tip_reward.group_not_set", clause::art_9_5, "", {}};
  const auto voters = static_cast<std::int64_t>(group.size()) - (holds(group, situation.officer_id) ? 1 : 0);
  if (voters >= situation.rules.group_votes) return std::nullopt;
  return Refusal{"tip_reward.group_too_small", clause::art_9_5, "", {{"needed", std::to_string(situation.rules.group_votes)}, {"members", std::to_string(voters)}}};
}

/// Nothing is due: the reason must be one of the rulebook, and proved where it asks for that.
std::optional<Refusal> exclude(TipReward& reward, const ProposeRewardInput& input, const TipSituation& situation) {
  if (reward.exclusion.empty()) return std::nullopt;
  const TipExclusion* exclusion = exclusion_named(situation.rules, reward.exclusion);
  if (exclusion == nullptr) return Refusal{"tip_reward.unknown_exclusion", clause::art_9_5, "/exclusion", {}};
  if (reward.exclusion == later_reporter && reward.same_facts_as == 0) return Refusal{"tip_reward.not_later", clause::art_9_5, "/exclusion", {}};
  reward.amount_fen = 0;
  if (!exclusion->needs_known_since) return std::nullopt;
  if (!input.known_since) return Refusal{"tip_reward.known_since_missing", clause::art_9_5, "/known_since", {}};
  if (local_date(situation.service_case.registered_at) < *input.known_since) return Refusal{"tip_reward.known_since_later", clause::art_9_5, "/known_since", {}};
  reward.known_since = input.known_since;
  return std::nullopt;
}

TipReward decided(TipReward reward, const TipOff& tip, bool approved, const TipSituation& situation) {
  reward.approver_id = situation.officer_id;
  reward.decided_at = situation.now;
  reward.decision_reason = reward.votes.back().reason;
  reward.exclusion_agreed = approved && !reward.exclusion.empty();
  reward.stage = RewardStage::refused;
  if (!approved || reward.amount_fen == 0) {
    for (const RewardVote& vote : reward.votes)
      if (!vote.approved) reward.decision_reason = vote.reason;
    return reward;
  }
  std::vector<RewardPart> parts;
  for (const std::int64_t amount : parts_of_amount(reward.amount_fen, tip.reporters))
    parts.push_back({static_cast<std::int64_t>(parts.size()) + 1, amount, amount > 0 ? RewardStage::payable : RewardStage::expired, {}, {}, {}, false});
  set_parts(reward, std::move(parts));
  const Date last_day = local_date(situation.now).plus_days(static_cast<std::int32_t>(situation.rules.claim_days));
  reward.claim_ends_at = at_local(last_day.plus_days(1), 0);
  if (situation.rules.claim_told_days > 0) reward.tell_at = at_local(last_day.plus_days(1 - static_cast<std::int32_t>(situation.rules.claim_told_days)), 0);
  return reward;
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

RewardDue reward_due(const TipOff& tip, bool new_evidence, const RewardSetting& setting, const TipSituation& situation) {
  RewardDue due;
  due.by_rule = reward_by_rule(situation.rules, situation.service_case.category, *tip.finding);
  due.first = first_reporter(setting.own, setting.same_facts);
  due.is_first = !due.first.first || *due.first.first == setting.own.case_id;
  const std::int64_t percent = due.is_first ? whole_percent : new_evidence ? situation.rules.later_evidence_percent : situation.rules.later_percent;
  due.amount_fen = due.by_rule.amount_fen * percent / whole_percent;
  return due;
}

TipDecision propose_reward(const TipOff& tip, const ProposeRewardInput& input, const RewardSetting& setting, const TipSituation& situation) {
  if (auto changed = refuse_other_version(tip, input.version)) return *changed;
  if (auto recused = refuse_accused_line(situation, situation.officer_id)) return *recused;
  if (!tip.finding) return Refusal{"tip_reward.not_found_yet", clause::art_9_5, "", {}};
  if (!is_verified(tip.finding->verdict)) return Refusal{"tip_reward.not_verified", clause::art_9_5, "", {}};
  if (tip.reward && tip.reward->stage != RewardStage::refused) return Refusal{"tip_reward.proposed_already", clause::art_9_5, "", {}};
  const RewardDue due = reward_due(tip, input.new_evidence.has_value(), setting, situation);
  if (due.by_rule.row == nullptr || due.by_rule.amount_fen == 0) return Refusal{"tip_reward.no_row", clause::art_9_5, "", {}};
  if (auto refused = refuse_group(setting.group, situation)) return *refused;
  if (due.first.waits_for) return Refusal{"tip_reward.earlier_not_found", clause::art_9_5, "", {}};
  if (input.new_evidence && due.is_first) return Refusal{"tip_reward.not_later", clause::art_9_5, "/new_evidence", {}};
  TipReward reward;
  reward.row = due.by_rule.row->code;
  reward.amount_fen = due.amount_fen;
  reward.reason = input.reason;
  reward.proposer_id = situation.officer_id;
  reward.proposed_at = situation.now;
  if (input.new_evidence) reward.new_evidence.value = input.new_evidence->value;
  if (!due.is_first) reward.same_facts_as = due.first.first->value;
  if (!due.is_first && due.amount_fen == 0) reward.exclusion = later_reporter;
  if (input.exclusion) reward.exclusion = input.exclusion->value;
  if (auto refused = exclude(reward, input, situation)) return *refused;
  return with("reward_proposed", std::move(reward), situation);
}

TipDecision vote_on_reward(const TipOff& tip, const RewardVoteInput& input, const std::vector<OfficerId>& group, const TipSituation& situation) {
  if (auto changed = refuse_other_version(tip, input.version)) return *changed;
  if (auto recused = refuse_accused_line(situation, situation.officer_id)) return *recused;
  if (!tip.reward) return Refusal{"tip_reward.none", clause::art_9_5, "", {}};
  if (tip.reward->stage != RewardStage::proposed) return Refusal{"tip_reward.decided", clause::art_9_5, "", {}};
  if (tip.reward->proposer_id == situation.officer_id) return Refusal{"tip_reward.own_proposal", clause::art_9_5, "", {}};
  if (!holds(group, situation.officer_id)) return Refusal{"tip_reward.not_member", clause::art_9_5, "", {}};
  if (has_voted(*tip.reward, situation.officer_id)) return Refusal{"tip_reward.voted_already", clause::art_9_5, "", {}};
  if (!input.approved && input.reason.value.empty()) return Refusal{"tip_reward.reason_missing", clause::art_9_5, "/reason", {}};
  TipReward reward = *tip.reward;
  reward.votes.push_back({situation.officer_id, input.approved, input.reason, situation.now});
  const auto agreed = std::count_if(reward.votes.begin(), reward.votes.end(), [](const RewardVote& vote) { return vote.approved; });
  const auto may_agree = std::count_if(group.begin(), group.end(), [&reward](OfficerId id) { return id != reward.proposer_id && !has_voted(reward, id); });
  const bool approved = agreed >= situation.rules.group_votes;
  if (!approved && agreed + may_agree >= situation.rules.group_votes) return with("reward_voted", std::move(reward), situation);
  reward = decided(std::move(reward), tip, approved, situation);
  // The group may also agree that none is due.
  const char* kind = reward.stage == RewardStage::refused ? "reward_refused" : "reward_approved";
  return with(kind, std::move(reward), situation);
}

TipDecision claim_reward(const TipOff& tip, std::int64_t reporter, bool in_person, const TipSituation& situation) {
  if (in_person)
    if (auto recused = refuse_accused_line(situation, situation.officer_id)) return *recused;
  if (!tip.reward) return Refusal{"tip_reward.none", clause::art_9_5, "", {}};
  std::vector<RewardPart> parts = parts_of(*tip.reward);
  RewardPart* part = part_of(parts, reporter);
  if ((part != nullptr && part->stage == RewardStage::expired) || is_over(*tip.reward, situation.now)) return Refusal{"tip_reward.over", clause::art_9_5, "", {}};
  if (part == nullptr || part->stage != RewardStage::payable) return Refusal{"tip_reward.not_payable", clause::art_9_5, "", {}};
  part->stage = RewardStage::claimed;
  part->claimed_at = situation.now;
  part->claimed_in_person = in_person;
  return with_parts("reward_claimed", *tip.reward, std::move(parts), situation);
}

TipDecision pay_reward(const TipOff& tip, std::int64_t reporter, const TipSituation& situation) {
  if (!tip.reward) return Refusal{"tip_reward.none", clause::art_9_5, "", {}};
  std::vector<RewardPart> parts = parts_of(*tip.reward);
  RewardPart* part = part_of(parts, reporter);
  if (part != nullptr && part->stage == RewardStage::paid) return Refusal{"tip_reward.paid_already", clause::art_9_5, "", {}};
  if (part == nullptr || part->stage != RewardStage::claimed) return Refusal{"tip_reward.not_claimed", clause::art_9_5, "", {}};
  part->stage = RewardStage::paid;
  part->paid_at = situation.now;
  part->cashier_id = situation.officer_id;
  return with_parts("reward_paid", *tip.reward, std::move(parts), situation);
}

TipDecision expire_reward(const TipOff& tip, const TipSituation& situation) {
  if (!tip.reward) return Refusal{"tip_reward.none", clause::art_9_5, "", {}};
  if (tip.reward->stage != RewardStage::payable || !is_over(*tip.reward, situation.now)) return Refusal{"tip_reward.not_payable", clause::art_9_5, "", {}};
  std::vector<RewardPart> parts = parts_of(*tip.reward);
  for (RewardPart& part : parts)
    if (part.stage == RewardStage::payable) part.stage = RewardStage::expired;
  return with_parts("reward_expired", *tip.reward, std::move(parts), situation);
}

TipDecision tell_claim_end(const TipOff& tip, const TipSituation& situation) {
  if (!tip.reward) return Refusal{"tip_reward.none", clause::art_9_5, "", {}};
  const bool due = tip.reward->stage == RewardStage::payable && tip.reward->tell_at && *tip.reward->tell_at <= situation.now && !is_over(*tip.reward, situation.now);
  if (!due) return Refusal{"tip_reward.not_payable", clause::art_9_5, "", {}};
  TipReward reward = *tip.reward;
  reward.tell_at.reset();
  return with("claim_end_near", std::move(reward), situation);
}

}  // namespace shouwen
