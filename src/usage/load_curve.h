// What a customer's days by intervals say: typical days, highest demand, shares by the tariff's hours, base load (art. 11(6)(2)).
// Pure.
#pragma once

#include <functional>

#include "calendar/calendar.h"
#include "regulation/interval_rules.h"
#include "regulation/price_book.h"
#include "usage/interval_day.h"
#include "usage/monthly_use.h"
#include "usage/unusual.h"

namespace shouwen {

using KindOfDay = std::function<DayKind(Date)>;
/// A holiday is what the State Council or the bureau set free; other free days are weekends.
DayKind day_kind(const WorkCalendar& calendar, Date day);

/// The same day by longer intervals (a multiple); a longer one is known if all its parts are.
IntervalDay in_minutes(const IntervalDay& day, std::int32_t minutes);
/// The longest interval of these days; 60 of none.
std::int32_t common_minutes(const std::vector<IntervalDay>& days);
/// Mean power of an interval, W.
std::int64_t mean_w(std::int64_t wh, std::int32_t minutes);

/// Mean power at each time of day, W: of the days without a gap.
struct TypicalDay {
  bool working = true;                               ///< working days; else days off
  std::int64_t days = 0;
  std::int32_t minutes = 60;
  std::vector<std::int64_t> middle_w, low_w, high_w;  ///< median, and the tenths a tenth of the days lie outside of
};
/// Working days, then days off; a sort without a whole day is left out.
std::vector<TypicalDay> typical_days(const std::vector<IntervalDay>& days, const KindOfDay& kind_of);

struct HighestDemand {
  std::int64_t w = 0;
  Instant at;                ///< the interval's beginning
  bool estimated = false;
};
struct LoadFigures {
  std::int64_t days = 0, whole_days = 0, missing = 0, estimated = 0;  ///< missing and estimated: intervals
  std::int64_t total_wh = 0;
  std::optional<HighestDemand> highest;                  ///< the first of equal ones
  std::optional<std::int64_t> load_factor_permille;      ///< mean power of the known time through the highest
  std::optional<std::int64_t> base_w;                    ///< the median night's lowest interval
  std::optional<std::array<std::int64_t, 4>> period_wh;  ///< by TariffPeriod; absent without windows
};
/// `windows` may be nullptr. Days named hot are not known, so windows for hot days alone never count.
LoadFigures describe_load(const std::vector<IntervalDay>& days, const TimeOfUse* windows, const KindOfDay& kind_of, const IntervalRules* rules);

/// A month's value beside the sum of its intervals.
struct MonthDifference {
  Month month;
  std::int64_t interval_wh = 0, missing = 0;             ///< missing: intervals, those of days not on file too
  std::optional<std::int64_t> month_wh;
  std::optional<std::int64_t> difference_permille;       ///< intervals against the month; only if none is missing
  bool differs = false;                                  ///< by more than the rulebook allows
};
std::vector<MonthDifference> month_differences(const std::vector<IntervalDay>& days, const MonthlySeries& series, std::int64_t difference_percent);

/// Days whose energy is far from the days of the same sort before them, by the robust test months are judged by.
struct UnusualDay {
  Date day;
  UnusualKind kind{};                                    ///< drop, jump, zero
  bool working = true;
  std::int64_t expected_wh = 0, found_wh = 0, change_permille = 0;
  std::int64_t distance_tenths = 0;                      ///< in robust deviations, at most 9999
  std::int64_t days_before = 0;
};
/// From `from` on, in order; days with a gap are neither judged nor judged by. A day is judged by earlier days alone.
std::vector<UnusualDay> unusual_days(const std::vector<IntervalDay>& days, Date from, const KindOfDay& kind_of, const IntervalRules& rules);

}  // namespace shouwen
