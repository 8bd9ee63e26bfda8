// 峰谷时段: which tariff period a moment belongs to.
#pragma once

#include "regulation/price_book.h"

namespace shouwen {

struct HourOfDay {
  std::int64_t month = 1;
  std::int32_t minute = 0;          ///< of the day, 0 to 1439
  DayKind day{};
  bool hot = false;                 ///< a day the document names hot
};
TariffPeriod period_at(const TimeOfUse& use, const HourOfDay& moment);

}  // namespace shouwen
