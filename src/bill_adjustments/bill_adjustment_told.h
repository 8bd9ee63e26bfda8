// Who hears of a correction: who may confirm it when it waits, who proposed it when it was decided. Pure. Art. 9(2).
#pragma once

#include <vector>

#include "bill_adjustments/bill_adjustment_steps.h"
#include "org/permissions.h"

namespace shouwen {

/// Officers who may decide on corrections of this customer's bills. `facts`: whose customer he is.
std::vector<OfficerId> adjustment_confirmers(const Rulebook& rulebook, const Organisation& organisation, const CaseFacts& facts);

struct AdjustmentTold {
  std::vector<OfficerId> to;        ///< nobody for a withdrawal
  std::string path, zh, en;
};
/// Never to whoever did it. No customer's name: a notice is read on any screen.
AdjustmentTold told_of_adjustment(const BillAdjustment& after, const BillAdjustmentEvent& event, const std::vector<OfficerId>& confirmers);
/// Of the customer's file, with the correction in it.
std::string adjustment_path(const BillAdjustment& adjustment);

}  // namespace shouwen
