// Power is mean power over an interval; energy stays whole watt-hours.
#include "usage/load_curve.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "prices/tariff_hours.h"
#include "usage/robust.h"

namespace shouwen {

namespace {

constexpr double low_share = 0.1, middle_share = 0.5, high_share = 0.9;
constexpr std::int64_t farthest_tenths = 9999;

std::int64_t rounded(double value) { return static_cast<std::int64_t>(std::llround(value)); }
double percent(std::int64_t value) { return static_cast<double>(value) / 100; }
bool is_working(DayKind kind) { return kind == DayKind::working_day; }

bool at_night(std::int32_t minute, const IntervalRules& rules) {
  if (rules.night_from_minute <= rules.night_to_minute) return minute >= rules.night_from_minute && minute < rules.night_to_minute;
  return minute >= rules.night_from_minute || minute < rules.night_to_minute;
}

void add_periods(const IntervalDay& day, const TimeOfUse& windows, DayKind kind, std::array<std::int64_t, 4>& sums) {
  for (std::size_t i = 0; i < day.readings.size(); ++i) {
    const HourOfDay moment{day.day.month(), static_cast<std::int32_t>(i) * day.minutes, kind, false};
    sums[static_cast<std::size_t>(period_at(windows, moment))] += day.readings[i].wh.value_or(0);
  }
}

/// The lowest interval of the day's night hours; nothing if one of them is missing.
std::optional<double> night_low_w(const IntervalDay& day, const IntervalRules& rules) {
  std::optional<double> lowest;
  for (std::size_t i = 0; i < day.readings.size(); ++i) {
    if (!at_night(static_cast<std::int32_t>(i) * day.minutes, rules)) continue;
    if (!day.readings[i].wh) return std::nullopt;
    const auto w = static_cast<double>(mean_w(*day.readings[i].wh, day.minutes));
    lowest = std::min(lowest.value_or(w), w);
  }
  return lowest;
}

}  // namespace

DayKind day_kind(const WorkCalendar& calendar, Date day) {
  if (is_working_day(calendar, day)) return DayKind::working_day;
  return calendar.exceptions.find(day) != nullptr ? DayKind::holiday : DayKind::weekend;
}

IntervalDay in_minutes(const IntervalDay& day, std::int32_t minutes) {
  if (day.minutes >= minutes || minutes % day.minutes != 0) return day;
  const auto parts = static_cast<std::size_t>(minutes / day.minutes);
  IntervalDay out{day.day, minutes, std::vector<IntervalReading>(day.readings.size() / parts)};
  for (std::size_t i = 0; i < out.readings.size(); ++i) {
    std::int64_t sum = 0;
    bool known = true, estimated = false;
    for (std::size_t j = i * parts; j < (i + 1) * parts; ++j) {
      known = known && day.readings[j].wh.has_value();
      sum += day.readings[j].wh.value_or(0);
      estimated = estimated || day.readings[j].estimated;
    }
    if (known) out.readings[i] = {sum, estimated};
  }
  return out;
}

std::int32_t common_minutes(const std::vector<IntervalDay>& days) {
  if (days.empty()) return 60;
  return std::max_element(days.begin(), days.end(), [](const IntervalDay& a, const IntervalDay& b) { return a.minutes < b.minutes; })->minutes;
}

std::int64_t mean_w(std::int64_t wh, std::int32_t minutes) { return wh * 60 / minutes; }

std::vector<TypicalDay> typical_days(const std::vector<IntervalDay>& days, const KindOfDay& kind_of) {
  const std::int32_t minutes = common_minutes(days);
  const auto slots = static_cast<std::size_t>(minutes_per_day / minutes);
  std::vector<TypicalDay> typical;
  for (const bool working : {true, false}) {
    TypicalDay one{working, 0, minutes, {}, {}, {}};
    std::vector<std::vector<double>> values(slots);
    for (const IntervalDay& day : days) {
      if (day.missing() > 0 || is_working(kind_of(day.day)) != working) continue;
      const IntervalDay even = in_minutes(day, minutes);
      for (std::size_t i = 0; i < slots; ++i) values[i].push_back(static_cast<double>(mean_w(*even.readings[i].wh, minutes)));
      ++one.days;
    }
    if (one.days == 0) continue;
    for (const auto& at_slot : values) {
      one.middle_w.push_back(rounded(quantile(at_slot, middle_share)));
      one.low_w.push_back(rounded(quantile(at_slot, low_share)));
      one.high_w.push_back(rounded(quantile(at_slot, high_share)));
    }
    typical.push_back(std::move(one));
  }
  return typical;
}

LoadFigures describe_load(const std::vector<IntervalDay>& days, const TimeOfUse* windows, const KindOfDay& kind_of, const IntervalRules* rules) {
  LoadFigures out;
  std::int64_t known_minutes = 0;
  std::array<std::int64_t, 4> periods{};
  std::vector<double> nights;
  for (const IntervalDay& day : days) {
    const std::int64_t missing = day.missing();
    ++out.days;
    out.whole_days += missing == 0;
    out.missing += missing;
    out.estimated += day.estimated();
    out.total_wh += day.total_wh();
    known_minutes += (static_cast<std::int64_t>(day.readings.size()) - missing) * day.minutes;
    for (std::size_t i = 0; i < day.readings.size(); ++i) {
      const IntervalReading& reading = day.readings[i];
      if (!reading.wh) continue;
      const std::int64_t w = mean_w(*reading.wh, day.minutes);
      if (!out.highest || w > out.highest->w) out.highest = {w, at_local(day.day, static_cast<std::int32_t>(i) * day.minutes * 60), reading.estimated};
    }
    if (windows != nullptr) add_periods(day, *windows, kind_of(day.day), periods);
    if (rules != nullptr)
      if (const auto low = night_low_w(day, *rules)) nights.push_back(*low);
  }
  // Mean power = energy through hours; W times permille stays far below 2^63 only as a double.
  if (out.highest && out.highest->w > 0)
    out.load_factor_permille = rounded(static_cast<double>(out.total_wh) * 60 / static_cast<double>(known_minutes) / static_cast<double>(out.highest->w) * 1000);
  if (windows != nullptr && !days.empty()) out.period_wh = periods;
  if (!nights.empty()) out.base_w = rounded(median(std::move(nights)));
  return out;
}

std::vector<MonthDifference> month_differences(const std::vector<IntervalDay>& days, const MonthlySeries& series, std::int64_t difference_percent) {
  struct Sum {
    std::int64_t wh = 0, known_minutes = 0;
    std::int32_t minutes = 60;
  };
  std::map<Month, Sum> sums;
  for (const IntervalDay& day : days) {
    Sum& sum = sums[month_of(day.day)];
    sum.wh += day.total_wh();
    sum.known_minutes += (static_cast<std::int64_t>(day.readings.size()) - day.missing()) * day.minutes;
    sum.minutes = std::min(sum.minutes, day.minutes);
  }
  std::vector<MonthDifference> out;
  for (const auto& [month, sum] : sums) {
    MonthDifference one{month, sum.wh, (month.hours() * 60 - sum.known_minutes) / sum.minutes, {}, {}, false};
    const auto use = std::find_if(series.begin(), series.end(), [month = month](const MonthlyUse& each) { return each.month == month; });
    if (use != series.end()) one.month_wh = use->total_wh;
    if (one.month_wh && *one.month_wh > 0 && one.missing == 0) {
      const double part = static_cast<double>(one.interval_wh - *one.month_wh) / static_cast<double>(*one.month_wh);
      one.difference_permille = rounded(part * 1000);
      one.differs = std::abs(part) >= percent(difference_percent);
    }
    out.push_back(one);
  }
  return out;
}

std::vector<UnusualDay> unusual_days(const std::vector<IntervalDay>& days, Date from, const KindOfDay& kind_of, const IntervalRules& rules) {
  std::vector<UnusualDay> found;
  std::array<std::vector<double>, 2> before;
  for (const IntervalDay& day : days) {
    if (day.missing() > 0) continue;
    const bool working = is_working(kind_of(day.day));
    std::vector<double>& history = before[working ? 1 : 0];
    const auto wh = static_cast<double>(day.total_wh());
    if (day.day >= from && static_cast<std::int64_t>(history.size()) >= rules.least_days) {
      const double expected = median(history), spread = std::max(scaled_mad(history), expected * percent(rules.least_noise_percent));
      const double change = (wh - expected) / std::max(expected, 1.0), distance = std::abs(wh - expected) / std::max(spread, 1.0);
      if (distance * 10 >= static_cast<double>(rules.distance_tenths) && std::abs(change) >= percent(rules.change_percent)) {
        const UnusualKind kind = wh == 0 ? UnusualKind::zero : change < 0 ? UnusualKind::drop : UnusualKind::jump;
        found.push_back({day.day, kind, working, rounded(expected), day.total_wh(), rounded(change * 1000), std::min(farthest_tenths, rounded(distance * 10)),
                         static_cast<std::int64_t>(history.size())});
      }
    }
    history.push_back(wh);
    if (static_cast<std::int64_t>(history.size()) > rules.history_days) history.erase(history.begin());
  }
  return found;
}

}  // namespace shouwen
