// Values of this room as JSON and as words. Heavy: only for .cpp files.
#pragma once

#include <string>

#include "http/field_words.h"
#include "json/json.h"
#include "usage/forecast.h"
#include "usage/interval_file.h"
#include "prices/price_words.h"
#include "usage/saving_hints.h"
#include "usage/unusual.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(UseFileForm, months, interval_wide, interval_long, nem12, green_button)
BOOST_DESCRIBE_ENUM(EnergyUnit, kwh, mwh, wh)
BOOST_DESCRIBE_ENUM(UnusualKind, drop, jump, zero, shape, power_factor)
BOOST_DESCRIBE_ENUM(ForecastModel, seasonal_naive, damped_year_change, season_average, smoothed_season, blend, holt_winters, theta)
BOOST_DESCRIBE_ENUM(ForecastReason, best_in_back_test, baseline_not_beaten, too_short_to_test, too_short)
BOOST_DESCRIBE_ENUM(HintKind, shift_to_valley, basic_charge, power_factor, idle_capacity)

/// One month as API and journal write it; the month as yyyymm.
struct MonthlyUseView {
  std::int64_t month = 0, total_wh = 0;
  std::optional<std::int64_t> super_peak_wh, peak_wh, flat_wh, valley_wh, reactive_varh, max_demand_w;
};
BOOST_DESCRIBE_STRUCT(MonthlyUseView, (), (month, total_wh, super_peak_wh, peak_wh, flat_wh, valley_wh, reactive_varh, max_demand_w))
inline MonthlyUseView view_of(const MonthlyUse& use) {
  return {use.month.value, use.total_wh, use.super_peak_wh, use.peak_wh, use.flat_wh, use.valley_wh, use.reactive_varh, use.max_demand_w};
}
inline MonthlyUse use_of(const MonthlyUseView& view) {
  return {{static_cast<std::int32_t>(view.month)}, view.total_wh, view.super_peak_wh, view.peak_wh, view.flat_wh, view.valley_wh, view.reactive_varh, view.max_demand_w};
}

/// Why a month is unusual, as kept and shown.
struct UnusualReasonView {
  std::int64_t expected = 0, found = 0, change_permille = 0, distance_tenths = 0, months_before = 0;
  std::optional<TariffPeriod> period;
};
BOOST_DESCRIBE_STRUCT(UnusualReasonView, (), (expected, found, change_permille, distance_tenths, months_before, period))
inline UnusualReasonView reason_of(const UnusualUse& unusual) {
  return {unusual.expected, unusual.found, unusual.change_permille, unusual.distance_tenths, unusual.months_before, unusual.period};
}

/// The refusal with {field} as the screens call it.
inline Refusal in_words(Refusal refusal, http::Language language) {
  return http::with_field_words(std::move(refusal),
                                {{"month", "月份", "the month"},
                                 {"total_wh", "总电量", "the total"},
                                 {"total_kwh", "总电量", "the total"},
                                 {"super_peak_wh", "尖峰电量", "super-peak use"},
                                 {"peak_wh", "高峰电量", "peak use"},
                                 {"flat_wh", "平段电量", "flat use"},
                                 {"valley_wh", "谷段电量", "valley use"},
                                 {"reactive_varh", "无功电量", "reactive energy"},
                                 {"max_demand_w", "最大需量", "the highest demand"}},
                                language);
}

}  // namespace shouwen
