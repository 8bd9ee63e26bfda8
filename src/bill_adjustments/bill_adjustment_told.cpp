// The second person is asked, the first is answered.
#include "bill_adjustments/bill_adjustment_told.h"

#include <fmt/format.h>

#include <algorithm>

namespace shouwen {

std::vector<OfficerId> adjustment_confirmers(const Rulebook& rulebook, const Organisation& organisation, const CaseFacts& facts) {
  std::vector<OfficerId> found;
  for (const Officer& officer : organisation.officers())
    if (officer.active && may(rulebook, organisation, Actor{Actor::Kind::officer, officer.id, {}}, "decide_bill_adjustment", facts).allowed) found.push_back(officer.id);
  return found;
}

std::string adjustment_path(const BillAdjustment& adjustment) { return fmt::format("/customers/{}?adjustment={}", adjustment.customer_id.value, adjustment.id.value); }

AdjustmentTold told_of_adjustment(const BillAdjustment& after, const BillAdjustmentEvent& event, const std::vector<OfficerId>& confirmers) {
  AdjustmentTold told{{}, adjustment_path(after), {}, {}};
  const std::string number = std::to_string(after.id.value);
  switch (after.state) {
    case AdjustmentState::proposed:
      told.to = confirmers;
      told.zh = "退补电费 No. " + number + " 等待确认";
      told.en = "Correction no. " + number + " of a bill waits for a second person";
      break;
    case AdjustmentState::confirmed:
      told.to = {after.proposed_by_id};
      told.zh = "您提出的退补电费 No. " + number + " 已确认";
      told.en = "Your correction no. " + number + " was confirmed";
      break;
    case AdjustmentState::declined:
      told.to = {after.proposed_by_id};
      told.zh = "您提出的退补电费 No. " + number + " 未获同意：" + after.words.value;
      told.en = "Your correction no. " + number + " was declined: " + after.words.value;
      break;
    case AdjustmentState::withdrawn: break;
  }
  std::erase(told.to, event.actor_id);
  return told;
}

}  // namespace shouwen
