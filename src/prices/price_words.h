// Values of this room as JSON. Heavy: only for .cpp files and other rooms' words.
#pragma once

#include "json/json.h"
#include "prices/bill.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(TariffPeriod, super_peak, peak, flat, valley)
BOOST_DESCRIBE_ENUM(BasicCharge, none, capacity, contract_demand, actual_demand)
BOOST_DESCRIBE_ENUM(UsageCategory, residential, commercial_industrial, agricultural)
BOOST_DESCRIBE_ENUM(FeeState, chargeable, not_set, abolished)
BOOST_DESCRIBE_ENUM(BillRounding, sum, item)
BOOST_DESCRIBE_ENUM(DayKind, working_day, weekend, holiday)
BOOST_DESCRIBE_ENUM(ChargeKind, energy, tier_surcharge, basic_charge, excess_demand, power_factor_adjustment)

}  // namespace shouwen
