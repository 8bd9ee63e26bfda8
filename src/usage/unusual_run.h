// The monthly look at key customers: what was unusual is kept for their managers.
#pragma once

#include "api/house.h"
#include "usage/unusual.h"

namespace shouwen {

struct UnusualRunReport {
  std::int64_t customers = 0, without_month = 0;  ///< without_month: nothing is known of the month yet
  std::int64_t found = 0, added = 0;              ///< added: not kept before
};

/// Judges `month` of each customer, some hundred at a time; may be run again, what is kept already stays as it was found.
/// A run of a past month sees nothing later.
UnusualRunReport look_for_unusual(House& house, const std::vector<CustomerId>& customers, Month month, const UnusualRules& rules);

/// The last month of the customers the rulebook in force watches; nothing while it names none. To be asked once a night: the
/// month's use arrives over days.
UnusualRunReport look_at_watched_customers(House& house);

}  // namespace shouwen
