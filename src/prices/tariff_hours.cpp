// The first window that fits; intervals are closed on the left and open on the right.
#include "prices/tariff_hours.h"

#include <algorithm>

namespace shouwen {

namespace {

template <class T>
bool holds(const std::vector<T>& values, T value) {
  return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

TariffPeriod period_at(const TimeOfUse& use, const HourOfDay& moment) {
  for (const TimeWindow& window : use.windows) {
    if (moment.minute < window.from_minute || moment.minute >= window.to_minute || !holds(window.days, moment.day)) continue;
    if (holds(window.months, moment.month) || (window.hot_days && moment.hot)) return window.period;
  }
  return TariffPeriod::flat;
}

}  // namespace shouwen
