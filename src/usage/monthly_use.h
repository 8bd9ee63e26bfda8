// What a customer used, month by month and interval by interval, as plain values.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "regulation/price_book.h"

namespace shouwen {

inline constexpr std::int32_t months_per_year = 12;

/// A calendar month, written yyyymm as on bills: 202610. 0 = none.
struct Month {
  std::int32_t value = 0;
  auto operator<=>(const Month&) const = default;

  int year() const { return value / 100; }
  int number() const { return value % 100; }
  /// Months since the year 0, so that months can be counted.
  std::int32_t index() const { return year() * months_per_year + number() - 1; }
  Month plus(std::int32_t months) const { return of_index(index() + months); }
  /// 28 to 31 days of 24 hours.
  std::int64_t hours() const;
  static Month of_index(std::int32_t index) { return {index / months_per_year * 100 + index % months_per_year + 1}; }
};

/// 202610, 2026-10, 2026/10, 2026.10, 2026-10-01, 2026年10月; years 1990 to 2100; nothing if it is no month. Half-width digits.
std::optional<Month> parse_month(std::string_view text);
/// The month of a Chinese calendar day.
Month month_of(Date date);

/// One month of one customer. What was not metered is absent, which is not zero.
struct MonthlyUse {
  Month month;
  std::int64_t total_wh = 0;
  std::optional<std::int64_t> super_peak_wh = {}, peak_wh = {}, flat_wh = {}, valley_wh = {};
  std::optional<std::int64_t> reactive_varh = {};
  std::optional<std::int64_t> max_demand_w = {};
  bool operator==(const MonthlyUse&) const = default;

  const std::optional<std::int64_t>& of(TariffPeriod period) const;
};

/// Months in ascending order, each at most once; months may be missing.
using MonthlySeries = std::vector<MonthlyUse>;

/// The same months without gaps from the first to the last: absent where nothing is known.
struct MonthGrid {
  Month first;
  std::vector<std::optional<double>> wh;

  std::size_t size() const { return wh.size(); }
  Month month(std::size_t i) const { return first.plus(static_cast<std::int32_t>(i)); }
};
MonthGrid grid_of(const MonthlySeries& series);

/// Energy of equal intervals one after the other; absent where the meter sent nothing.
struct IntervalSeries {
  Instant from;
  std::int64_t minutes = 15;  ///< 15, 30 or 60
  std::vector<std::optional<std::int64_t>> wh;
};

/// A time of day that belongs to a tariff period: [from_minute, to_minute) in the named months (empty = all). The first row
/// that fits counts; what no row names is flat.
struct PeriodOfDay {
  TariffPeriod period{};
  std::int32_t from_minute = 0, to_minute = 0;
  std::vector<int> months = {};
};

/// Whole calendar months of an interval series: energy by period and the highest mean power of an interval. Months with any
/// interval missing are left out, they would look like a drop.
MonthlySeries months_of(const IntervalSeries& intervals, const std::vector<PeriodOfDay>& periods);
/// Mean energy of each interval of the day, Wh; empty if no interval is known.
std::vector<std::int64_t> mean_day_wh(const IntervalSeries& intervals);

}  // namespace shouwen
