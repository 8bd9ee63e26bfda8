// Months as bars, drawn on the server: for pages without script. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "usage/monthly_use.h"

namespace shouwen {

struct ChartMonth {
  Month month;
  std::optional<std::int64_t> wh;                 ///< absent = nothing known: no bar
  std::optional<std::int64_t> mark_wh = {};       ///< a line across: the same month a year before
  std::optional<std::int64_t> low_wh = {}, high_wh = {};
};

/// An SVG with `label` for those who cannot see it; "" without a month.
std::string use_chart(const std::vector<ChartMonth>& months, const std::string& label);

}  // namespace shouwen
