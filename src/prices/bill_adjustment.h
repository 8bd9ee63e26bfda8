// 退补电费: what a wrong meter, lead, wiring, fuse or multiplier comes to, month by month and line by line, by each month's published prices
// (rules.md §4.8; art. 9(2)). Pure.
#pragma once

#include "json/field_types.h"
#include "prices/bill.h"
#include "regulation/bill_correction_rules.h"

namespace shouwen {

/// What the meter recorded in one month of the time in question.
struct AdjustedMonth {
  std::int64_t month = 0;                          ///< yyyymm
  std::int64_t recorded_wh = 0;
  std::optional<std::int64_t> super_peak_wh, peak_wh, valley_wh;  ///< of tariffs by period; the rest is flat
  bool operator==(const AdjustedMonth&) const = default;
};

/// Whether the months given are all of the time between the dates, or only that part of it which counts.
enum class MonthsGiven { whole_time, counted_part };

/// What a correction rests on. Which of the optional parts are needed is the cause's.
struct AdjustmentBasis {
  AdjustmentCause cause{};
  Line<1, 60> tariff;                              ///< code
  Date from_on;                                    ///< last verification or installation, connection, or the first month's first day
  Date fixed_on;                                   ///< when the fault was mended
  std::vector<AdjustedMonth> months;
  MonthsGiven months_given{};
  std::optional<std::int64_t> error_ppm;           ///< measured error of the meter, millionths; below 0 = slow
  std::optional<std::int64_t> drop_ppm, allowed_drop_ppm;
  std::optional<std::int64_t> right, wrong;        ///< powers in W, or multipliers
  std::optional<std::int64_t> normal_month_wh;
  bool operator==(const AdjustmentBasis&) const = default;
};

/// The difference of two bills in one published item.
struct AdjustedLine {
  std::string item, name_zh, name_en;
  std::int64_t tier = 0;                           ///< 0 = none
  std::optional<TariffPeriod> period;
  std::int64_t energy_wh = 0, yuan_e8 = 0, amount_fen = 0;
  std::string source, clause;
  bool operator==(const AdjustedLine&) const = default;
};
struct MonthAdjustment {
  std::int64_t month = 0, recorded_wh = 0, adjusted_wh = 0;
  std::int64_t billed_fen = 0, right_fen = 0;      ///< energy by recorded and by right use; their difference is to pay or give back
  std::vector<AdjustedLine> lines;
  bool operator==(const MonthAdjustment&) const = default;
};
struct AdjustmentResult {
  std::int64_t adjusted_wh = 0, amount_fen = 0;    ///< above 0: to pay; below: to give back
  std::int64_t counted_percent = 100;              ///< that the months' energy was counted with
  std::vector<MonthAdjustment> months;
  bool operator==(const AdjustmentResult&) const = default;
};

/// Refusals: bill_adjustment.not_set_up, not_fixed_yet (R-ADJ-07), period_impossible, months_missing, too_many_months, month_impossible,
/// month_outside, month_twice, basis_missing, basis_impossible, tariff_by_year, nothing_to_adjust; those of tariff_sheet and make_bill.
Result<AdjustmentResult> adjust_bills(const Rulebook& rulebook, const AdjustmentBasis& basis, Date today);

}  // namespace shouwen
