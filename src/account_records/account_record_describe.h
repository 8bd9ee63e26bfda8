// Records as JSON. Heavy: only for .cpp files.
#pragma once

#include "account_records/account_record.h"
#include "json/json.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(OutageKind, planned, unplanned)
BOOST_DESCRIBE_STRUCT(BillRecord, (), (month, energy_wh, amount_fen, energy_charge_fen, capacity_charge_fen, power_factor_adjustment_fen, surcharge_fen, late_fee_fen, other_fen,
                                       due_on, paid_fen, paid_on, note))
BOOST_DESCRIBE_STRUCT(ArrearsRecord, (), (as_of_on, amount_fen, since_on, bills, late_fee_fen, note))
BOOST_DESCRIBE_STRUCT(OutageRecord, (), (from_at, to_at, outage_kind, cause, outage_number))

}  // namespace shouwen
