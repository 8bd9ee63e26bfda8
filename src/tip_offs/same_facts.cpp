// Links go both ways; order is the journal's.
#include "tip_offs/same_facts.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::optional<Refusal> refuse(const TipOff& tip, const SameFactsInput& input, const std::optional<OtherTip>& other, const TipSituation& situation) {
  if (auto changed = refuse_other_version(tip, input.version)) return changed;
  if (auto recused = refuse_accused_line(situation, situation.officer_id)) return recused;
  if (!other) return Refusal{"tip.other_tip_unknown", clause::art_9_5, "/number", {{"number", input.number.value}}};
  if (other->case_id == situation.service_case.id) return Refusal{"tip.same_tip", clause::art_9_5, "/number", {}};
  const bool decided = tip.reward && tip.reward->stage != RewardStage::refused;
  if (decided || other->reward_decided) return Refusal{"tip.reward_proposed_already", clause::art_9_5, "/number", {}};
  return std::nullopt;
}

bool is_linked(const TipOff& tip, CaseId other) {
  return std::any_of(tip.same_facts.begin(), tip.same_facts.end(), [other](const SameFacts& row) { return row.case_id == other; });
}

bool is_before(const OtherTip& one, const OtherTip& other) {
  return one.registered_at != other.registered_at ? one.registered_at < other.registered_at : one.journal_number < other.journal_number;
}

bool may_still_be_verified(const OtherTip& tip) { return !tip.verdict && tip.stage != TipStage::not_taken_up; }

}  // namespace

bool is_verified(const std::optional<TipVerdict>& verdict) { return verdict == TipVerdict::verified || verdict == TipVerdict::partly; }

TipDecision link_same_facts(const TipOff& tip, const SameFactsInput& input, const std::optional<OtherTip>& other, const TipSituation& situation) {
  if (auto refused = refuse(tip, input, other, situation)) return *refused;
  if (is_linked(tip, other->case_id)) return Refusal{"tip.same_facts_already", clause::art_9_5, "/number", {}};
  TipOffEvent event{"same_facts_linked", situation.officer_id, situation.now};
  event.same_facts = SameFacts{other->case_id, input.reason, situation.officer_id, situation.now};
  return event;
}

TipDecision withdraw_same_facts(const TipOff& tip, const SameFactsInput& input, const std::optional<OtherTip>& other, const TipSituation& situation) {
  if (auto refused = refuse(tip, input, other, situation)) return *refused;
  if (!is_linked(tip, other->case_id)) return Refusal{"tip.not_same_facts", clause::art_9_5, "/number", {}};
  TipOffEvent event{"same_facts_withdrawn", situation.officer_id, situation.now};
  event.other_facts = other->case_id;
  return event;
}

FirstReporter first_reporter(const OtherTip& own, const std::vector<OtherTip>& others) {
  FirstReporter found;
  const OtherTip* first = nullptr;
  const auto look = [&](const OtherTip& tip) {
    if (!is_verified(tip.verdict) || tip.excluded_in_person) return;
    if (first == nullptr || is_before(tip, *first)) first = &tip;
  };
  look(own);
  for (const OtherTip& other : others) look(other);
  if (first != nullptr) found.first = first->case_id;
  // Nobody is passed over because his tip takes longer.
  for (const OtherTip& other : others)
    if (is_before(other, first == nullptr ? own : *first) && may_still_be_verified(other)) found.waits_for = other.case_id;
  return found;
}

}  // namespace shouwen
