// A walk along the months: expect each from those before it, measure the miss by the misses so far.
#include "usage/unusual.h"

#include <algorithm>
#include <cmath>

#include "usage/indicators.h"
#include "usage/robust.h"

namespace shouwen {

namespace {

constexpr std::size_t year = 12;
/// The level follows a lasting change as soon as it has the majority of these months.
constexpr std::size_t level_months = 3;
constexpr std::size_t misses_least = 6;
constexpr std::int64_t farthest_tenths = 9999;
/// Beside months of next to nothing no change is large: the yardstick is at least this part of the usual month.
constexpr double smallest_part = 0.1;

std::int64_t rounded(double value) { return static_cast<std::int64_t>(std::llround(value)); }
std::int64_t tenths(double distance) { return std::min(farthest_tenths, rounded(distance * 10)); }
double percent(std::int64_t value) { return static_cast<double>(value) / 100; }

class Walk {
 public:
  Walk(const MonthGrid& grid, const UnusualRules& rules) : grid_(grid), rules_(rules), usual_(grid) {}

  /// Judges the months one after the other.
  std::vector<UnusualUse> judge() {
    std::vector<UnusualUse> found;
    for (std::size_t i = 0; i < grid_.size(); ++i) {
      if (!grid_.wh[i]) continue;
      if (known_ >= rules_.history_months)
        if (const auto unusual = judge(i)) found.push_back(*unusual);
      ++known_;
    }
    return found;
  }

 private:
  std::optional<UnusualUse> judge(std::size_t i) {
    const auto shape = month_shape(usual_, i);
    const auto part = [&](std::size_t j) { return shape[static_cast<std::size_t>(grid_.month(j).number() - 1)]; };
    std::vector<double> levels;
    for (std::size_t j = i; j-- > 0 && levels.size() < level_months;)
      if (grid_.wh[j] && part(j) > smallest_part) levels.push_back(*grid_.wh[j] / part(j));
    if (levels.empty()) return std::nullopt;
    const double level = median(std::move(levels)), expected = level * part(i), found = *grid_.wh[i];
    const double miss = (found - expected) / std::max({expected, usual_month(i) * smallest_part, 1.0});
    const double distance = distance_of(miss);
    const bool far = distance * 10 >= static_cast<double>(rules_.distance_tenths) && std::abs(miss) >= percent(rules_.change_percent);
    settle(i, far, miss, expected);
    if (!far) {
      misses_.push_back(miss);
      return std::nullopt;
    }
    const UnusualKind kind = found == 0 ? UnusualKind::zero : miss < 0 ? UnusualKind::drop : UnusualKind::jump;
    return UnusualUse{grid_.month(i), kind, rounded(expected), rounded(found), rounded(miss * 1000), tenths(distance), known_, {}};
  }

  /// The median of the year before: what this customer's months are like at all.
  double usual_month(std::size_t i) const {
    std::vector<double> values;
    for (std::size_t j = i < year ? 0 : i - year; j < i; ++j)
      if (usual_.wh[j]) values.push_back(*usual_.wh[j]);
    return median(std::move(values));
  }

  /// Before enough misses are known the rulebook says how much chance to expect of a customer.
  double distance_of(double miss) const {
    const double assumed = percent(rules_.assumed_noise_percent), least = percent(rules_.least_noise_percent);
    if (misses_.size() < misses_least) return std::abs(miss) / std::max(assumed, least);
    return std::abs(miss - median(misses_)) / std::max(scaled_mad(misses_), least);
  }

  /// A single wild month must not shape next year's expectation; several in one direction are a new habit and may.
  void settle(std::size_t i, bool far, double miss, double expected) {
    if (far) {
      if (!run_.empty() && (run_miss_ < 0) != (miss < 0)) run_.clear();
      run_miss_ = miss;
      run_.push_back(i);
      usual_.wh[i] = expected;
      return;
    }
    if (run_.size() >= 2)
      for (const std::size_t j : run_) usual_.wh[j] = grid_.wh[j];
    run_.clear();
  }

  const MonthGrid& grid_;
  const UnusualRules& rules_;
  MonthGrid usual_;               ///< as it would have been without single wild months
  std::vector<double> misses_;
  std::vector<std::size_t> run_;  ///< far months without a usual one between
  double run_miss_ = 0;
  std::int64_t known_ = 0;
};

/// Against the median of the year before, for values that have no seasons to speak of.
struct Compared {
  double expected = 0, distance = 0;
  std::int64_t months = 0;
};
std::optional<Compared> compare(const std::vector<double>& before, double found, double least_spread, const UnusualRules& rules) {
  if (static_cast<std::int64_t>(before.size()) < rules.history_months) return std::nullopt;
  const std::vector<double> last(before.end() - static_cast<std::ptrdiff_t>(std::min(before.size(), year)), before.end());
  const double expected = median(last);
  return Compared{expected, std::abs(found - expected) / std::max(scaled_mad(last), least_spread), static_cast<std::int64_t>(last.size())};
}

/// The period whose share moved most, if it moved enough.
void find_shapes(const MonthlySeries& series, const UnusualRules& rules, std::vector<UnusualUse>& found) {
  std::array<std::vector<double>, 4> before;
  for (const MonthlyUse& use : series) {
    std::optional<UnusualUse> most;
    for (const TariffPeriod period : tariff_periods) {
      const auto share = share_permille(use, period);
      if (!share) continue;
      auto& shares = before[static_cast<std::size_t>(period)];
      const auto compared = compare(shares, static_cast<double>(*share), static_cast<double>(rules.least_noise_percent) * 10, rules);
      shares.push_back(static_cast<double>(*share));
      if (!compared) continue;
      const std::int64_t moved = *share - rounded(compared->expected);
      const bool far = std::abs(moved) >= rules.share_points * 10 && compared->distance * 10 >= static_cast<double>(rules.distance_tenths);
      if (!far || (most && std::abs(most->change_permille) >= std::abs(moved))) continue;
      most = UnusualUse{use.month, UnusualKind::shape, rounded(compared->expected), *share, moved, tenths(compared->distance), compared->months, period};
    }
    if (most) found.push_back(*most);
  }
}

void find_power_factors(const MonthlySeries& series, const UnusualRules& rules, std::vector<UnusualUse>& found) {
  std::vector<double> before;
  for (const MonthlyUse& use : series) {
    const auto factor = use.reactive_varh ? power_factor_hundredths(use.total_wh, *use.reactive_varh) : std::nullopt;
    if (!factor) continue;
    const auto compared = compare(before, static_cast<double>(*factor), 1, rules);
    before.push_back(static_cast<double>(*factor));
    if (!compared) continue;
    const std::int64_t fallen = rounded(compared->expected) - *factor;
    if (fallen < rules.power_factor_points || compared->distance * 10 < static_cast<double>(rules.distance_tenths)) continue;
    found.push_back({use.month, UnusualKind::power_factor, rounded(compared->expected), *factor, -fallen * 10, tenths(compared->distance), compared->months, {}});
  }
}

}  // namespace

std::vector<UnusualUse> find_unusual(const MonthlySeries& series, Month from, const UnusualRules& rules) {
  const MonthGrid grid = grid_of(series);
  std::vector<UnusualUse> found = Walk(grid, rules).judge();
  find_shapes(series, rules, found);
  find_power_factors(series, rules, found);
  std::erase_if(found, [from](const UnusualUse& unusual) { return unusual.month < from; });
  std::stable_sort(found.begin(), found.end(), [](const UnusualUse& a, const UnusualUse& b) { return a.month < b.month; });
  return found;
}

}  // namespace shouwen
