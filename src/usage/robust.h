// Medians and quantiles that one wild value cannot move.
#pragma once

#include <vector>

namespace shouwen {

/// 1 / the MAD of a normal distribution of deviation 1: makes a MAD comparable with a standard deviation.
inline constexpr double mad_to_deviation = 1.4826;

/// The middle value, or the mean of the middle two; 0 of nothing.
double median(std::vector<double> values);
/// Median distance from the median, scaled to a standard deviation; 0 of nothing.
double scaled_mad(const std::vector<double>& values);
/// Linear between the neighbours; `share` from 0 to 1; 0 of nothing.
double quantile(std::vector<double> values, double share);

}  // namespace shouwen
