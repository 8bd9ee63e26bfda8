// From a story that fails to a short one that fails the same way: delta debugging (Zeller, Hildebrandt 2002) over its steps.
#pragma once

#include <functional>
#include <set>

#include "step.h"

namespace shouwen::sim {

/// Whether the list still fails in the same way.
using StillFails = std::function<bool(const std::vector<Step>&)>;

/// A list from which no single step can be left out, unless `most_runs` were not enough. `failing` must fail.
std::vector<Step> shrink(std::vector<Step> failing, const StillFails& still_fails, std::int64_t most_runs = 2000);

}  // namespace shouwen::sim
