// Months as numbers, months out of intervals.
#include "usage/monthly_use.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "usage/interval_day.h"

namespace shouwen {

namespace {

constexpr int earliest_year = 1990, latest_year = 2100;

std::optional<int> number_in(std::string_view text, std::size_t& at, std::size_t digits_most) {
  int number = 0;
  std::size_t digits = 0;
  while (at < text.size() && digits < digits_most && text[at] >= '0' && text[at] <= '9') {
    number = number * 10 + (text[at++] - '0');
    ++digits;
  }
  return digits == 0 ? std::nullopt : std::optional(number);
}

/// The separator after year or month, of whatever sort.
void skip_separator(std::string_view text, std::size_t& at) {
  for (const std::string_view separator : {"年", "月", "-", "/", "."})
    if (text.substr(at).starts_with(separator)) {
      at += separator.size();
      return;
    }
}

TariffPeriod period_at(const std::vector<PeriodOfDay>& periods, int month, std::int32_t minute) {
  for (const PeriodOfDay& row : periods) {
    const bool in_month = row.months.empty() || std::find(row.months.begin(), row.months.end(), month) != row.months.end();
    if (in_month && minute >= row.from_minute && minute < row.to_minute) return row.period;
  }
  return TariffPeriod::flat;
}

struct MonthSum {
  std::array<std::int64_t, 4> by_period_wh{};
  std::int64_t highest_wh = 0, known = 0;
};

}  // namespace

std::int64_t Month::hours() const {
  const Date from = Date::of(year(), number(), 1);
  const Month after = plus(1);
  return (Date::of(after.year(), after.number(), 1).days - from.days) * 24;
}

std::optional<Month> parse_month(std::string_view text) {
  std::size_t at = 0;
  const auto year = number_in(text, at, 4);
  if (!year || *year < earliest_year || *year > latest_year) return std::nullopt;
  skip_separator(text, at);
  const auto month = number_in(text, at, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  skip_separator(text, at);
  // A date stands for its month: spreadsheets write the first day.
  const std::size_t day_at = at;
  const auto day = number_in(text, at, 2);
  const bool reads_day = day && *day >= 1 && *day <= 31 && day_at > 0 && (text[day_at - 1] < '0' || text[day_at - 1] > '9');
  if (day && !reads_day) return std::nullopt;
  if (at != text.size() && text.substr(at) != "日") return std::nullopt;
  return Month{*year * 100 + *month};
}

Month month_of(Date date) { return {date.year() * 100 + date.month()}; }

const std::optional<std::int64_t>& MonthlyUse::of(TariffPeriod period) const {
  switch (period) {
    case TariffPeriod::super_peak: return super_peak_wh;
    case TariffPeriod::peak: return peak_wh;
    case TariffPeriod::flat: return flat_wh;
    case TariffPeriod::valley: return valley_wh;
  }
  return flat_wh;
}

MonthGrid grid_of(const MonthlySeries& series) {
  MonthGrid grid;
  if (series.empty()) return grid;
  grid.first = series.front().month;
  grid.wh.resize(static_cast<std::size_t>(series.back().month.index() - grid.first.index() + 1));
  for (const MonthlyUse& use : series) grid.wh[static_cast<std::size_t>(use.month.index() - grid.first.index())] = static_cast<double>(use.total_wh);
  return grid;
}

MonthlySeries months_of(const IntervalSeries& intervals, const std::vector<PeriodOfDay>& periods) {
  std::map<Month, MonthSum> sums;
  for (std::size_t i = 0; i < intervals.wh.size(); ++i) {
    if (!intervals.wh[i]) continue;
    const Instant at = intervals.from.plus_seconds(static_cast<std::int64_t>(i) * intervals.minutes * 60);
    const Month month = month_of(local_date(at));
    MonthSum& sum = sums[month];
    const TariffPeriod period = period_at(periods, month.number(), local_second_of_day(at) / 60);
    sum.by_period_wh[static_cast<std::size_t>(period)] += *intervals.wh[i];
    sum.highest_wh = std::max(sum.highest_wh, *intervals.wh[i]);
    ++sum.known;
  }
  MonthlySeries series;
  for (const auto& [month, sum] : sums) {
    if (sum.known != month.hours() * 60 / intervals.minutes) continue;
    const auto& wh = sum.by_period_wh;
    series.push_back({month, wh[0] + wh[1] + wh[2] + wh[3], wh[0], wh[1], wh[2], wh[3], {}, sum.highest_wh * 60 / intervals.minutes});
  }
  return series;
}

std::vector<std::int64_t> mean_day_wh(const IntervalSeries& intervals) {
  const auto slots = static_cast<std::size_t>(minutes_per_day / intervals.minutes);
  std::vector<std::int64_t> sums(slots), known(slots);
  for (std::size_t i = 0; i < intervals.wh.size(); ++i) {
    if (!intervals.wh[i]) continue;
    const Instant at = intervals.from.plus_seconds(static_cast<std::int64_t>(i) * intervals.minutes * 60);
    const auto slot = static_cast<std::size_t>(local_second_of_day(at) / 60 / intervals.minutes);
    sums[slot] += *intervals.wh[i];
    ++known[slot];
  }
  if (std::all_of(known.begin(), known.end(), [](std::int64_t n) { return n == 0; })) return {};
  for (std::size_t slot = 0; slot < slots; ++slot)
    if (known[slot] > 0) sums[slot] /= known[slot];
  return sums;
}

}  // namespace shouwen
