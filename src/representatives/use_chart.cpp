// Bars and curves between a base line and the highest value; the style sheet has the colours.
#include "representatives/use_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/grouped.h"

namespace shouwen {

namespace {

constexpr double width = 360, height = 200, base = 164, top = 22, left = 52, right = 4;
constexpr int lines = 4;
constexpr double wh_a_kwh = 1000, w_a_kw = 1000;

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

/// A round step, of which at most four reach the highest value: 1, 2 or 5 times a power of ten.
double scale_step(double highest) {
  const double rough = highest / lines, power = std::pow(10, std::floor(std::log10(std::max(rough, 1e-9))));
  for (const double times : {1.0, 2.0, 5.0})
    if (rough <= times * power * 1.0000001) return times * power;
  return 10 * power;
}

std::string scale_text(double value) { return std::abs(value - std::round(value)) > 1e-6 ? fmt::format("{:.1f}", value) : grouped(std::llround(value)); }

/// Lines across with their values, and above them the unit; the height of a value by the same scale.
class Scale {
 public:
  explicit Scale(double highest) : step_(scale_step(highest)), top_(step_ * std::ceil(highest / step_ - 1e-9)) {}
  double y(double value) const { return base - std::max(0.0, value) / top_ * (base - top); }
  std::string svg(const std::string& unit) const {
    std::string out = fmt::format(R"(<text class="unit" x="0" y="10">{}</text>)", unit);
    for (double value = 0; value <= top_ + step_ / 2; value += step_)
      out += fmt::format(R"(<path class="line" d="M{} {:.1f}H{}"/><text class="value" x="{}" y="{:.1f}">{}</text>)", left, y(value), width, left - 4, y(value) + 3.5, scale_text(value));
    return out;
  }

 private:
  double step_, top_;
};

}  // namespace

std::string use_chart(const std::vector<ChartMonth>& months, const std::string& label, const std::string& unit) {
  if (months.empty()) return {};
  const double step = (width - left - right) / static_cast<double>(months.size()), bar = step * 0.7;
  const Scale scale(static_cast<double>(highest_of(months)) / wh_a_kwh);
  const auto y = [&scale](std::int64_t wh) { return scale.y(static_cast<double>(wh) / wh_a_kwh); };
  std::string svg = fmt::format(R"(<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">)", width, height, escaped(label)) + scale.svg(escaped(unit));
  double x = left + step * 0.15;
  std::int32_t year = 0;
  for (const ChartMonth& row : months) {
    if (row.wh) svg += fmt::format(R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)", x, y(*row.wh), bar, base - y(*row.wh));
    if (row.mark_wh) svg += fmt::format(R"(<path class="mark" d="M{:.1f} {:.1f}h{:.1f}"/>)", x - 1, y(*row.mark_wh), bar + 2);
    if (row.low_wh && row.high_wh) svg += fmt::format(R"(<path class="range" d="M{:.1f} {:.1f}V{:.1f}"/>)", x + bar / 2, y(*row.low_wh), y(*row.high_wh));
    svg += fmt::format(R"(<text x="{:.1f}" y="{}">{}</text>)", x + bar / 2, base + 14, row.month.number());
    // The year under its first month shown.
    if (row.month.year() != year) svg += fmt::format(R"(<text class="year" x="{:.1f}" y="{}">{}</text>)", x + bar / 2, base + 28, row.month.year());
    year = row.month.year();
    x += step;
  }
  return svg + fmt::format(R"(<path class="base" d="M{} {}H{}"/></svg>)", left, base, width);
}

std::string load_chart(const std::vector<ChartCurve>& curves, const std::string& label, const std::string& unit) {
  constexpr int hours = 24, hours_apart = 4;
  std::int64_t highest = 1;
  bool any = false;
  for (const ChartCurve& curve : curves)
    for (const std::int64_t w : curve.w) highest = std::max(highest, w), any = true;
  if (!any) return {};
  const double wide = width - left - right;
  const Scale scale(static_cast<double>(highest) / w_a_kw);
  std::string svg = fmt::format(R"(<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">)", width, height, escaped(label)) + scale.svg(escaped(unit));
  for (const ChartCurve& curve : curves) {
    if (curve.w.empty()) continue;
    const double step = wide / static_cast<double>(curve.w.size());
    svg += fmt::format(R"(<path class="{}" d="M{:.1f} )", escaped(curve.style), left);
    for (std::size_t i = 0; i < curve.w.size(); ++i) {
      const double y = scale.y(static_cast<double>(curve.w[i]) / w_a_kw);
      // A step an interval: what is known is its mean, not its slope.
      svg += i == 0 ? fmt::format("{:.1f}h{:.2f}", y, step) : fmt::format("V{:.1f}h{:.2f}", y, step);
    }
    svg += R"("/>)";
  }
  for (int hour = 0; hour <= hours; hour += hours_apart)
    svg += fmt::format(R"(<text x="{:.1f}" y="{}">{:02}:00</text>)", std::clamp(left + wide * hour / hours, left, width - 14), base + 14, hour);
  return svg + fmt::format(R"(<path class="base" d="M{} {}H{}"/></svg>)", left, base, width);
}

}  // namespace shouwen
