// Bars between a base line and the highest value; the style sheet has the colours.
#include "representatives/use_chart.h"

#include <fmt/format.h>

#include <algorithm>

namespace shouwen {

namespace {

constexpr double width = 360, height = 190, base = 160, top = 14, left = 4;

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c == '<') out += "&lt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else out += c;
  return out;
}

std::int64_t highest_of(const std::vector<ChartMonth>& months) {
  std::int64_t highest = 1;
  for (const ChartMonth& row : months) highest = std::max({highest, row.wh.value_or(0), row.mark_wh.value_or(0), row.high_wh.value_or(0)});
  return highest;
}

}  // namespace

std::string use_chart(const std::vector<ChartMonth>& months, const std::string& label) {
  if (months.empty()) return {};
  const double highest = static_cast<double>(highest_of(months)), step = (width - 2 * left) / static_cast<double>(months.size()), bar = step * 0.7;
  const auto y = [highest](std::int64_t wh) { return base - static_cast<double>(std::max<std::int64_t>(0, wh)) / highest * (base - top); };
  std::string svg = fmt::format(R"(<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">)", width, height, escaped(label));
  double x = left;
  for (const ChartMonth& row : months) {
    if (row.wh) svg += fmt::format(R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)", x, y(*row.wh), bar, base - y(*row.wh));
    if (row.mark_wh) svg += fmt::format(R"(<path class="mark" d="M{:.1f} {:.1f}h{:.1f}"/>)", x - 1, y(*row.mark_wh), bar + 2);
    if (row.low_wh && row.high_wh) svg += fmt::format(R"(<path class="range" d="M{:.1f} {:.1f}V{:.1f}"/>)", x + bar / 2, y(*row.low_wh), y(*row.high_wh));
    svg += fmt::format(R"(<text x="{:.1f}" y="{}">{}</text>)", x + bar / 2, base + 16, row.month.number());
    x += step;
  }
  return svg + fmt::format(R"(<path class="base" d="M0 {}h{}"/></svg>)", base, width);
}

}  // namespace shouwen
