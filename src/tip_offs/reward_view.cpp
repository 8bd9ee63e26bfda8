// A reward as people read it.
#include "cases/case_store.h"
#include "tip_offs/joint.h"
#include "tip_offs/tip_off_views.h"

namespace shouwen {

namespace {

const TipRewardRow* row_named(const TipOffRules& rules, const std::string& code) {
  for (const TipRewardRow& row : rules.rewards)
    if (row.code == code) return &row;
  return nullptr;
}

}  // namespace

std::string number_if_seen(const api::Call& call, db::Session& session, const std::optional<CaseId>& id) {
  const auto found = id && *id ? load_case(session, *id) : std::nullopt;
  return !found || is_in_accused_line(*call.organisation, facts_of(*found), call.actor.officer_id) ? std::string() : found->number;
}

TipRewardView reward_view(const api::Call& call, db::Session& session, const TipOff& tip, const TipOffRules& rules) {
  const Names names{*call.organisation, *call.rulebook, call.language};
  const bool zh = call.language == http::Language::zh;
  const TipReward& r = *tip.reward;
  const TipRewardRow* row = row_named(rules, r.row);
  const TipExclusion* exclusion = exclusion_named(rules, r.exclusion);
  TipRewardView view;
  view.stage = r.stage;
  view.amount_fen = r.amount_fen;
  view.row_name = row == nullptr ? r.row : zh ? row->name_zh : row->name_en;
  view.exclusion_name = exclusion == nullptr ? r.exclusion : zh ? exclusion->name_zh : exclusion->name_en;
  view.reason = r.reason.value;
  view.decision_reason = r.decision_reason.value;
  view.proposer_name = names.officer(r.proposer_id);
  if (r.approver_id) view.approver_name = names.officer(r.approver_id);
  view.proposed_at = r.proposed_at;
  view.decided_at = r.decided_at;
  view.claim_ends_at = r.claim_ends_at;
  view.claimed_at = r.claimed_at;
  view.paid_at = r.paid_at;
  view.claimed_in_person = r.claimed_in_person;
  view.example = row != nullptr && row->example;
  view.later = r.same_facts_as != 0;
  view.first_number = number_if_seen(call, session, CaseId{r.same_facts_as});
  view.new_evidence = r.new_evidence.value;
  view.known_since = r.known_since;
  view.votes_needed = rules.group_votes;
  for (const RewardVote& vote : r.votes) view.votes.push_back({names.officer(vote.officer_id), vote.approved, vote.reason.value, vote.at});
  for (const RewardPart& part : parts_of(r)) view.parts.push_back({part.reporter, part.amount_fen, part.stage, part.claimed_at, part.paid_at, part.claimed_in_person});
  return view;
}

}  // namespace shouwen
