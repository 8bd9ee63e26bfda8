// The models themselves: each sees the months before an origin and says the twelve after it.
#include <algorithm>
#include <cmath>
#include <limits>

#include "usage/forecast.h"
#include "usage/robust.h"

namespace shouwen {

namespace {

constexpr std::size_t year = 12;
/// What of a change since last year is believed: the half of it is weather and chance.
constexpr double believed_change = 0.5;
constexpr double trend_damping = 0.9;
constexpr std::size_t years_averaged = 3;
/// What a year counts beside the one after it.
constexpr double older_year = 0.7;
/// What each neighbouring month says of a month: weather keeps to no calendar, a hot August might have been a hot July.
constexpr double neighbour_share = 0.125;

struct Past {
  const std::vector<double>& wh;
  std::size_t known;

  double back(std::size_t months) const { return wh[known - months]; }
  /// The known value of the month that comes h months (1 = next) after the origin, so many years before it.
  double same_month(std::size_t h, std::size_t years) const { return wh[known + h - 1 - years * year]; }
};

std::vector<double> seasonal_naive(const Past& past) {
  std::vector<double> out(year);
  for (std::size_t h = 1; h <= year; ++h) out[h - 1] = past.same_month(h, 1);
  return out;
}

/// The last months against the same months a year before; at least three of them, or there is no change to speak of.
double year_change(const Past& past) {
  const std::size_t both = std::min(past.known - year, year);
  if (both < 3) return 1;
  double now = 0, before = 0;
  for (std::size_t i = 1; i <= both; ++i) now += past.back(i), before += past.back(i + year);
  return before > 0 && now > 0 ? std::clamp(now / before, 0.5, 2.0) : 1;
}

std::vector<double> damped_year_change(const Past& past) {
  std::vector<double> out = seasonal_naive(past);
  const double change = std::pow(year_change(past), believed_change);
  for (double& wh : out) wh *= change;
  return out;
}

std::vector<double> season_average(const Past& past) {
  std::vector<double> out(year);
  const double change = std::pow(year_change(past), believed_change);
  for (std::size_t h = 1; h <= year; ++h) {
    // Older years are lifted to the level of the last one before they are averaged.
    double sum = 0, weights = 0, weight = 1;
    for (std::size_t years = 1; years <= years_averaged && past.known + h - 1 >= years * year; ++years, weight *= older_year) {
      const double lift = years == 1 ? 1 : std::pow(year_change(past), static_cast<double>(years - 1) * believed_change);
      sum += weight * past.same_month(h, years) * lift;
      weights += weight;
    }
    out[h - 1] = sum / weights * change;
  }
  return out;
}

/// Means of logarithms, so that one extreme month weighs less; never of less than a hundredth of the level, so that an idle month does
/// not pull the others down with it.
std::vector<double> smoothed_season(const Past& past) {
  double level = 0;
  for (std::size_t i = 1; i <= year; ++i) level += past.back(i) / static_cast<double>(year);
  if (level <= 0) return seasonal_naive(past);
  std::array<double, year> season;
  for (std::size_t h = 1; h <= year; ++h) {
    double sum = 0, weights = 0, weight = 1;
    for (std::size_t years = 1; years <= years_averaged && past.known + h - 1 >= years * year; ++years, weight *= older_year) {
      sum += weight * std::log(std::max(past.same_month(h, years), level / 100));
      weights += weight;
    }
    season[h - 1] = sum / weights;
  }
  std::vector<double> out(year);
  for (std::size_t h = 0; h < year; ++h)
    out[h] = std::exp((1 - 2 * neighbour_share) * season[h] + neighbour_share * (season[(h + year - 1) % year] + season[(h + 1) % year]));
  return out;
}

std::vector<double> blend(const Past& past) {
  std::vector<double> out = damped_year_change(past);
  double mean = 0;
  for (const double wh : out) mean += wh / static_cast<double>(year);
  for (double& wh : out) wh = (wh + mean) / 2;
  return out;
}

std::array<double, year> season_indices(const Past& past) {
  std::array<std::vector<double>, year> ratios;
  for (std::size_t i = 0; i < past.known; ++i) {
    const std::size_t from = std::min(i < 6 ? 0 : i - 6, past.known - year);
    double sum = 0;
    for (std::size_t j = from; j < from + year; ++j) sum += past.wh[j];
    if (sum > 0) ratios[i % year].push_back(past.wh[i] * static_cast<double>(year) / sum);
  }
  std::array<double, year> indices;
  for (std::size_t m = 0; m < year; ++m) {
    double sum = 0;
    for (const double ratio : ratios[m]) sum += ratio;
    indices[m] = ratios[m].empty() ? 1 : sum / static_cast<double>(ratios[m].size());
  }
  return indices;
}

struct Smoothing {
  double level_share = 0, trend_share = 0, season_share = 0;
};

struct HoltWinters {
  double level = 0, trend = 0;
  std::array<double, year> season{};

  explicit HoltWinters(const Past& past) {
    double first = 0, second = 0;
    for (std::size_t i = 0; i < year; ++i) first += past.wh[i] / 12, second += past.wh[i + year] / 12;
    level = first;
    trend = (second - first) / 12;
    for (std::size_t i = 0; i < year; ++i) season[i] = (past.wh[i] - first + past.wh[i + year] - second) / 2;
  }
  /// One month seen; answers the squared miss of what was expected.
  double see(std::size_t i, double wh, const Smoothing& by) {
    const double expected = level + trend_damping * trend + season[i % year];
    const double last = level;
    level = by.level_share * (wh - season[i % year]) + (1 - by.level_share) * (level + trend_damping * trend);
    trend = by.trend_share * (level - last) + (1 - by.trend_share) * trend_damping * trend;
    season[i % year] = by.season_share * (wh - level) + (1 - by.season_share) * season[i % year];
    return (wh - expected) * (wh - expected);
  }
  std::vector<double> say(std::size_t known) const {
    std::vector<double> out(year);
    double damped = 0, power = 1;
    for (std::size_t h = 0; h < year; ++h) {
      power *= trend_damping;
      damped += power;
      out[h] = level + damped * trend + season[(known + h) % year];
    }
    return out;
  }
};

std::vector<double> holt_winters(const Past& past) {
  double least = std::numeric_limits<double>::infinity();
  std::vector<double> out;
  for (const double level_share : {0.1, 0.3, 0.5})
    for (const double trend_share : {0.0, 0.1})
      for (const double season_share : {0.1, 0.3}) {
        HoltWinters model(past);
        double misses = 0;
        for (std::size_t i = 0; i < past.known; ++i) misses += model.see(i, past.wh[i], {level_share, trend_share, season_share});
        if (misses >= least) continue;
        least = misses;
        out = model.say(past.known);
      }
  return out;
}

std::vector<double> theta(const Past& past) {
  const auto indices = season_indices(past);
  std::vector<double> adjusted(past.known);
  double mean = 0, middle = static_cast<double>(past.known - 1) / 2, slope = 0, square = 0;
  for (std::size_t i = 0; i < past.known; ++i) {
    adjusted[i] = indices[i % year] > 0.01 ? past.wh[i] / indices[i % year] : 0;
    mean += adjusted[i] / static_cast<double>(past.known);
  }
  for (std::size_t i = 0; i < past.known; ++i) {
    const double x = static_cast<double>(i) - middle;
    slope += x * (adjusted[i] - mean);
    square += x * x;
  }
  slope /= square;
  double least = std::numeric_limits<double>::infinity(), level = 0;
  for (const double share : {0.1, 0.2, 0.3, 0.5, 0.7}) {
    double smoothed = adjusted[0], misses = 0;
    for (std::size_t i = 1; i < past.known; ++i) {
      misses += (adjusted[i] - smoothed) * (adjusted[i] - smoothed);
      smoothed += share * (adjusted[i] - smoothed);
    }
    if (misses < least) least = misses, level = smoothed;
  }
  std::vector<double> out(year);
  for (std::size_t h = 0; h < year; ++h) out[h] = (level + slope / 2 * static_cast<double>(h + 1)) * indices[(past.known + h) % year];
  return out;
}

}  // namespace

std::vector<double> carry_on(const std::vector<double>& wh, std::size_t known, ForecastModel model) {
  const Past past{wh, known};
  std::vector<double> out;
  switch (model) {
    case ForecastModel::seasonal_naive: out = seasonal_naive(past); break;
    case ForecastModel::damped_year_change: out = damped_year_change(past); break;
    case ForecastModel::season_average: out = season_average(past); break;
    case ForecastModel::smoothed_season: out = smoothed_season(past); break;
    case ForecastModel::blend: out = blend(past); break;
    case ForecastModel::holt_winters:
      if (known < 2 * year) return {};
      out = holt_winters(past);
      break;
    case ForecastModel::theta:
      if (known < 2 * year) return {};
      out = theta(past);
      break;
  }
  for (double& value : out) value = std::max(value, 0.0);
  return out;
}

}  // namespace shouwen
