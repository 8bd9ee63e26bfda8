// What key customers of the demonstration bureau used, and some reports about them at every stage.
#pragma once

#include "api/house.h"

namespace shouwen {

/// Three years of use up to last month of most key customers; reports drafted, submitted, returned and accepted.
Verdict add_analysis_reports(House& house);

}  // namespace shouwen
