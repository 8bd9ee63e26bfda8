// Bars and curves between a base line and the highest value; the style sheet has the colours.
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

std::string load_chart(const std::vector<ChartCurve>& curves, const std::string& label) {
  constexpr int hours = 24, hours_apart = 4;
  std::int64_t highest = 1;
  bool any = false;
  for (const ChartCurve& curve : curves)
    for (const std::int64_t w : curve.w) highest = std::max(highest, w), any = true;
  if (!any) return {};
  const double wide = width - 2 * left;
  std::string svg = fmt::format(R"(<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">)", width, height, escaped(label));
  for (const ChartCurve& curve : curves) {
    if (curve.w.empty()) continue;
    const double step = wide / static_cast<double>(curve.w.size());
    svg += fmt::format(R"(<path class="{}" d="M{:.1f} )", escaped(curve.style), left);
    for (std::size_t i = 0; i < curve.w.size(); ++i) {
      const double y = base - static_cast<double>(std::max<std::int64_t>(0, curve.w[i])) / static_cast<double>(highest) * (base - top);
      // A step an interval: what is known is its mean, not its slope.
      svg += i == 0 ? fmt::format("{:.1f}h{:.2f}", y, step) : fmt::format("V{:.1f}h{:.2f}", y, step);
    }
    svg += R"("/>)";
  }
  for (int hour = 0; hour <= hours; hour += hours_apart)
    svg += fmt::format(R"(<text x="{:.1f}" y="{}">{}</text>)", std::clamp(left + wide * hour / hours, 10.0, width - 10), base + 16, hour);
  return svg + fmt::format(R"(<path class="base" d="M0 {}h{}"/></svg>)", base, width);
}

}  // namespace shouwen
