// Every answer weighs as many customers as it stands for; a group's share or mean is a ratio, its variance by linearisation
// within strata, with finite population correction.
#include "surveys/estimate.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace shouwen {

namespace {

/// Standard normal, two-sided 95 %.
constexpr double z95 = 1.959963984540054;
constexpr double upper_tail = 0.975;

struct Weighed {
  double weight = 1;      ///< customers one answer stands for
  double not_asked = 1;   ///< 1 − f, the share of the stratum chance is about
  double sum = 0, squares = 0;  ///< of linearised values
  std::int64_t n = 0;     ///< answers of the group
};

std::vector<Weighed> weighed(const std::vector<StratumAnswers>& strata) {
  std::vector<Weighed> rows;
  for (const StratumAnswers& stratum : strata) {
    Weighed row;
    const bool known = stratum.population > 0 && stratum.answered > 0;
    if (known) row.weight = static_cast<double>(stratum.population) / static_cast<double>(stratum.answered);
    if (known) row.not_asked = std::max(0.0, 1 - 1 / row.weight);
    rows.push_back(row);
  }
  return rows;
}

bool is_drawn(const std::vector<StratumAnswers>& strata) {
  return std::any_of(strata.begin(), strata.end(), [](const StratumAnswers& stratum) { return stratum.population > 0; });
}

double ratio(const std::vector<Observed>& observed, std::vector<Weighed>& rows) {
  double total = 0, weights = 0;
  for (const Observed& one : observed) {
    Weighed& row = rows.at(one.stratum);
    ++row.n;
    total += row.weight * one.value;
    weights += row.weight;
  }
  const double value = total / weights;
  for (const Observed& one : observed) {
    Weighed& row = rows[one.stratum];
    const double z = row.weight * (one.value - value) / weights;
    row.sum += z;
    row.squares += z * z;
  }
  return value;
}

/// The part of a stratum in the variance; those of the stratum outside the group count as zeros. `spared`: degrees of freedom lost.
double variance_of(const Weighed& row, const StratumAnswers& stratum, double spared) {
  const double answered = static_cast<double>(std::max(stratum.answered, row.n));
  if (row.n == 0 || answered <= spared) return 0;
  return row.not_asked * answered / (answered - spared) * (row.squares - row.sum * row.sum / answered);
}

}  // namespace

Interval wilson(double p, double n) {
  const double square = z95 * z95 / n;
  const double centre = (p + square / 2) / (1 + square), half = z95 / (1 + square) * std::sqrt(p * (1 - p) / n + square / (4 * n));
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

double student_t(double freedom) { return boost::math::quantile(boost::math::students_t(freedom), upper_tail); }

Estimate estimate_share(const std::vector<Observed>& observed, const std::vector<StratumAnswers>& strata) {
  std::vector<Weighed> rows = weighed(strata);
  Estimate estimate;
  estimate.n = static_cast<std::int64_t>(observed.size());
  estimate.value = ratio(observed, rows);
  double variance = 0, weights = 0, squares = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double n = static_cast<double>(rows[i].n);
    variance += variance_of(rows[i], strata[i], 0);
    weights += n * rows[i].weight;
    squares += n * rows[i].weight * rows[i].weight * rows[i].not_asked;
  }
  const double p = estimate.value;
  constexpr double nothing = 1e-12;
  // All of one mind within each stratum leaves no spread to go by: then Kish's size, by the weights alone.
  if (variance > nothing * p * (1 - p) && p > nothing && p < 1 - nothing) estimate.effective_n = p * (1 - p) / variance;
  else if (squares > 0) estimate.effective_n = weights * weights / squares;
  if (!is_drawn(strata)) return estimate;
  estimate.interval = estimate.effective_n > 0 ? wilson(p, estimate.effective_n) : Interval{p, p};
  return estimate;
}

Estimate estimate_mean(const std::vector<Observed>& observed, const std::vector<StratumAnswers>& strata) {
  std::vector<Weighed> rows = weighed(strata);
  Estimate estimate;
  estimate.n = static_cast<std::int64_t>(observed.size());
  estimate.value = ratio(observed, rows);
  double satterthwaite = 0, left = 0;
  bool judged = true;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].n == 0) continue;
    left += rows[i].not_asked;
    // One answer says nothing of the spread around it, unless it is everybody.
    if (rows[i].n < 2 && rows[i].not_asked > 0) judged = false;
    const double part = variance_of(rows[i], strata[i], 1);
    estimate.variance += part;
    if (rows[i].n > 1) satterthwaite += part * part / static_cast<double>(rows[i].n - 1);
  }
  if (!is_drawn(strata) || !judged) return estimate;
  if (left <= 0) {
    estimate.interval = Interval{estimate.value, estimate.value};
    return estimate;
  }
  estimate.freedom = satterthwaite > 0 ? estimate.variance * estimate.variance / satterthwaite : static_cast<double>(std::max<std::int64_t>(1, estimate.n - 1));
  const double half = student_t(estimate.freedom) * std::sqrt(estimate.variance);
  estimate.interval = Interval{estimate.value - half, estimate.value + half};
  return estimate;
}

Difference share_difference(const Estimate& later, const Estimate& earlier) {
  Difference difference{later.value - earlier.value, {}};
  if (!later.interval || !earlier.interval) return difference;
  const auto apart = [](double a, double b) { return std::sqrt(a * a + b * b); };
  difference.interval = Interval{difference.value - apart(later.value - later.interval->low, earlier.interval->high - earlier.value),
                                 difference.value + apart(later.interval->high - later.value, earlier.value - earlier.interval->low)};
  return difference;
}

Difference mean_difference(const Estimate& later, const Estimate& earlier) {
  Difference difference{later.value - earlier.value, {}};
  if (!later.interval || !earlier.interval) return difference;
  const double variance = later.variance + earlier.variance;
  double satterthwaite = 0;
  for (const Estimate* one : {&later, &earlier})
    if (one->freedom > 0) satterthwaite += one->variance * one->variance / one->freedom;
  const double half = satterthwaite > 0 ? student_t(variance * variance / satterthwaite) * std::sqrt(variance) : 0;
  difference.interval = Interval{difference.value - half, difference.value + half};
  return difference;
}

}  // namespace shouwen
