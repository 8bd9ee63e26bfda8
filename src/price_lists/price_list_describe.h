// Field lists of the room, for JSON. Heavy: only for .cpp files.
#pragma once

#include "json/json.h"
#include "price_lists/price_list_difference.h"
#include "price_lists/price_list_steps.h"
#include "price_lists/price_posting.h"
#include "price_lists/published_item_describe.h"
#include "prices/price_words.h"
#include "regulation/describe.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(ExcessReading, tolerance_then_double, contract_then_double)
BOOST_DESCRIBE_ENUM(PriceListState, draft, submitted, reviewed, issued, discarded)
BOOST_DESCRIBE_ENUM(PriceListVerdict, accepted, returned)
BOOST_DESCRIBE_ENUM(PriceChangeKind, price_risen, price_fallen, price_new, price_ended, fee_new, fee_abolished, window_changed, threshold_changed, tariff_new, tariff_ended,
                    terms_changed, source_changed, text_changed)
BOOST_DESCRIBE_ENUM(PostingState, missing, posted, rejected)
BOOST_DESCRIBE_STRUCT(ListedPrice, (), (code, name_zh, name_en, unit_zh, unit_en, price, yuan_e8, applies_zh, applies_en, source, confidence, clause, effective_from, effective_to))
BOOST_DESCRIBE_STRUCT(ListedSeason, (), (months, tier_limits_kwh))
BOOST_DESCRIBE_STRUCT(ListedBasicCharge, (), (capacity_price, demand_price, contract_floor_percent, actual_floor_percent, tolerance_percent, excess, month_days, full_use_kwh_per_kva,
                                              full_use_percent))
BOOST_DESCRIBE_STRUCT(ListedTariff, (), (code, usage_category, name_zh, name_en, about_zh, about_en, year_begins_month, seasons, tier_prices, tier_surcharges, super_peak_price, peak_price,
                                         flat_price, valley_price, funds, time_of_use, basic_charge, rounding, source, confidence, clause, effective_from, effective_to))
BOOST_DESCRIBE_STRUCT(ListedWindow, (), (period, from, to, months, days, hot_days))
BOOST_DESCRIBE_STRUCT(ListedTimeOfUse, (), (code, name_zh, name_en, hot_days_zh, hot_days_en, ratio, windows, source, confidence, clause, effective_from, effective_to))
BOOST_DESCRIBE_STRUCT(ListedSurcharge, (), (hundredths, each_bp))
BOOST_DESCRIBE_STRUCT(ListedStandard, (), (standard_hundredths, most_reduction_bp, usage_category, two_part, voltages, capacity_from_kva))
BOOST_DESCRIBE_STRUCT(ListedPowerFactor, (), (reduction_pivot_hundredths, reduction_low_bp, reduction_high_bp, surcharges, standards, source, confidence, clause))
BOOST_DESCRIBE_STRUCT(ListedFee, (), (code, name_zh, name_en, unit_zh, unit_en, state, price, yuan_e8, payer_classes, payer_zh, payer_en, covers_zh, covers_en, source, confidence, clause,
                                      effective_from, effective_to))
BOOST_DESCRIBE_STRUCT(PriceListBody, (), (prices, tariffs, times_of_use, power_factor, fees))
BOOST_DESCRIBE_STRUCT(IssuedPriceList, (), (format, bureau_name, number, issued_on, in_force_from, corrects_number, correction_zh, correction_en, body))
BOOST_DESCRIBE_STRUCT(SignedText, (), (text, hash, signature, public_key))
BOOST_DESCRIBE_STRUCT(PriceList, (), (id, version, state, number, in_force_from, rulebook_version, body, corrects_number, correction_zh, correction_en, drafted_by_id, reviewed_by_id,
                                      approved_by_id, returned_by_id, drafted_at, submitted_at, reviewed_at, issued_at, returned_at, returned_reason, content, csv))
BOOST_DESCRIBE_STRUCT(PriceListEvent, (), (kind, state, in_force_from, rulebook_version, body, corrects_number, correction_zh, correction_en, drafted_by_id, reviewed_by_id, approved_by_id,
                                           returned_by_id, drafted_at, submitted_at, reviewed_at, issued_at, returned_at, returned_reason, number, content, csv))
BOOST_DESCRIBE_STRUCT(DraftPriceListInput, (), (version, in_force_from, corrects_number, correction_zh, correction_en))
BOOST_DESCRIBE_STRUCT(PriceListStepInput, (), (version))
BOOST_DESCRIBE_STRUCT(JudgePriceListInput, (), (version, verdict, reason))
BOOST_DESCRIBE_STRUCT(PriceChange, (), (kind, code, zh, en))
BOOST_DESCRIBE_STRUCT(PostingProof, (), (posted_on, officer_id, at, photo_hash, photo_type, bytes, note))
BOOST_DESCRIBE_STRUCT(PostingRejection, (), (officer_id, at, reason))
BOOST_DESCRIBE_STRUCT(PricePosting, (), (id, version, number, unit_id, state, proof, proofs, rejection, told_at))
BOOST_DESCRIBE_STRUCT(PricePostingEvent, (), (kind, number, unit_id, proof, rejection, told_at))
BOOST_DESCRIBE_STRUCT(RejectPostingInput, (), (version, reason))

}  // namespace shouwen
