// What an imported table of days would change in the one that stands. Pure.
#pragma once

#include "base/result.h"
#include "calendar/decree.h"

namespace shouwen {

struct DecreeChange {
  std::optional<Decree> before;  ///< what stood; nothing: the day followed its weekday
  Decree after;
};
struct DecreeChanges {
  std::vector<DecreeChange> rows;  ///< in order of date
  std::int64_t there_already = 0;
  std::vector<Decree> missing;     ///< stand in a year the file speaks of and are not in it; they stay
  DecreeTable table;               ///< the new one: nothing of the old is lost, a changed day stands twice
};

/// Days without a day of decree of their own count as decreed on `known_on`. Refusal day_file.decreed_before: a day would
/// change and its standing decree is of the same day or later.
Result<DecreeChanges> compare_decrees(const DecreeTable& standing, const DecreeTable& incoming, Date known_on);

}  // namespace shouwen
