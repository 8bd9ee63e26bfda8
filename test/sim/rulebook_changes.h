// What changes in the rulebook while a story goes on: a day off, other limits, next year's holidays.
#pragma once

#include <vector>

#include "base/time.h"
#include "regulation/load.h"

namespace shouwen::sim {

/// A typhoon day of the bureau's own.
void close_on(std::vector<RulebookFile>& files, Date day);
/// Other limits for new cases; running ones keep theirs.
void change_limits(std::vector<RulebookFile>& files);
/// New Year of the year after story_year, with a worked Sunday before it: invented, as a decree might be.
void decree_next_year(std::vector<RulebookFile>& files);

}  // namespace shouwen::sim
