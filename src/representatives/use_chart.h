// Months as bars and days as curves, drawn on the server: for pages without script. Pure.
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

/// An SVG with `label` for those who cannot see it, a scale in kWh under its `unit`, months and their years below; "" without a month.
std::string use_chart(const std::vector<ChartMonth>& months, const std::string& label, const std::string& unit);

/// Mean power over a day, W, of equal intervals from midnight on.
struct ChartCurve {
  std::string style;               ///< class of the style sheet: "curve", "off"
  std::vector<std::int64_t> w;
};
/// An SVG of curves over one another, hours below and a scale in kW beside, under its `unit`; "" without a curve.
std::string load_chart(const std::vector<ChartCurve>& curves, const std::string& label, const std::string& unit);

}  // namespace shouwen
