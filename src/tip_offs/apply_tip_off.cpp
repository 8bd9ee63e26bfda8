// The next state of a tip.
#include <algorithm>

#include "tip_offs/tip_off.h"

namespace shouwen {

TipOff apply(TipOff tip, const TipOffEvent& event) {
  ++tip.version;
  if (event.stage) tip.stage = *event.stage;
  if (event.stage == TipStage::accepted) {
    tip.accepted_at = event.at;
    tip.accepted_by_id = event.actor_id;
  }
  if (event.pre_check) tip.pre_check = event.pre_check;
  if (event.investigator_ids) tip.investigator_ids = *event.investigator_ids;
  if (event.report) tip.reports.push_back(*event.report);
  if (event.finding) tip.finding = event.finding;
  if (event.message) {
    ++tip.messages;
    if (event.message->by_reporter) ++tip.unanswered;
    else if (!event.message->by_rule) tip.unanswered = 0;
  }
  if (event.opening) {
    const auto known = std::find_if(tip.openings.begin(), tip.openings.end(), [&event](const IdentityOpening& row) { return row.number == event.opening->number; });
    if (known == tip.openings.end()) tip.openings.push_back(*event.opening);
    else *known = *event.opening;
  }
  if (event.reward) tip.reward = event.reward;
  if (event.reporters) tip.reporters = *event.reporters;
  if (event.same_facts) tip.same_facts.push_back(*event.same_facts);
  if (event.other_facts) std::erase_if(tip.same_facts, [&event](const SameFacts& row) { return row.case_id == *event.other_facts; });
  return tip;
}

}  // namespace shouwen
