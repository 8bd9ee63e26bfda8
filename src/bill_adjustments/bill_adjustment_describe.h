// Field lists of corrections for state rows, journal and forms. Heavy: only for .cpp files.
#pragma once

#include "bill_adjustments/bill_adjustment_steps.h"
#include "json/json.h"
#include "regulation/describe.h"
#include "prices/price_words.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(AdjustmentCause, meter_error, voltage_drop, other_cause, wrong_wiring, blown_fuse, wrong_multiplier)
BOOST_DESCRIBE_ENUM(MonthsGiven, whole_time, counted_part)
BOOST_DESCRIBE_ENUM(AdjustmentState, proposed, confirmed, declined, withdrawn)
BOOST_DESCRIBE_STRUCT(AdjustedMonth, (), (month, recorded_wh, super_peak_wh, peak_wh, valley_wh))
BOOST_DESCRIBE_STRUCT(AdjustmentBasis, (), (cause, tariff, from_on, fixed_on, months, months_given, error_ppm, drop_ppm, allowed_drop_ppm, right, wrong, normal_month_wh))
BOOST_DESCRIBE_STRUCT(AdjustedLine, (), (item, name_zh, name_en, tier, period, energy_wh, yuan_e8, amount_fen, source, clause))
BOOST_DESCRIBE_STRUCT(MonthAdjustment, (), (month, recorded_wh, adjusted_wh, billed_fen, right_fen, lines))
BOOST_DESCRIBE_STRUCT(AdjustmentResult, (), (adjusted_wh, amount_fen, counted_percent, months))
BOOST_DESCRIBE_STRUCT(BillAdjustment, (), (id, version, state, customer_id, basis, result, reason, proposed_by_id, proposed_at, decided_by_id, decided_at, words, rulebook_version))
BOOST_DESCRIBE_STRUCT(BillAdjustmentEvent, (), (kind, actor_id, at, rulebook_version, customer_id, basis, result, words))
BOOST_DESCRIBE_STRUCT(ProposeAdjustmentInput, (), (basis, reason))
BOOST_DESCRIBE_STRUCT(DecideAdjustmentInput, (), (version, agreed, words))
BOOST_DESCRIBE_STRUCT(WithdrawAdjustmentInput, (), (version, words))

}  // namespace shouwen
