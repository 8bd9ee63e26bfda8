// Hand-over by offer and acceptance: the sender holds the case until somebody else has taken it. Art. 10(3), 10(7).
#pragma once

#include "cases/situation.h"
#include "json/field_types.h"

namespace shouwen {

struct TransferInput {
  UnitId to_unit_id;
  std::optional<OfficerId> to_officer_id;  ///< absent: anyone of the unit
  Line<1, 60> reason;
  std::optional<Text<0, 1000>> note;
};

struct ReturnInput {
  Line<1, 60> reason;
  Text<1, 1000> note;
};

Decision transfer(const ServiceCase& service_case, const TransferInput& input, const Situation& situation);
Decision accept(const ServiceCase& service_case, const Situation& situation);
/// Declines an offer with a typed reason. When the last offer of the budget comes back the bureau office decides.
Decision return_case(const ServiceCase& service_case, const ReturnInput& input, const Situation& situation);
/// The clock's part: an offer nobody accepted in time comes back and goes up to the receiver's head.
void let_offer_lapse(DecisionWriter& writer);

}  // namespace shouwen
