// Shares and means out of a random sample, with 95 % confidence intervals. Pure; the formulas and where they are from stand in README.md.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace shouwen {

struct Interval {
  double low = 0, high = 0;
  bool operator==(const Interval&) const = default;
};
/// One answer that counts: its stratum and what it is worth (1 or 0 for a share).
struct Observed {
  std::size_t stratum = 0;
  double value = 0;
};
/// Of a stratum: how many customers it has, how many of them answered the question, in the group looked at or not.
struct StratumAnswers {
  std::int64_t population = 0;  ///< 0 = not known: nobody was drawn, every answer weighs the same
  std::int64_t answered = 0;
};
struct Estimate {
  std::int64_t n = 0;               ///< answers of the group
  double value = 0;
  double effective_n = 0;           ///< the simple random sample that would be as exact; 0 = everybody answered
  std::optional<Interval> interval; ///< absent where chance cannot be judged: nobody was drawn, or too few answers
  double variance = 0, freedom = 0; ///< of a mean
};

/// A share; `observed` not empty. Wilson's interval at the effective size.
Estimate estimate_share(const std::vector<Observed>& observed, const std::vector<StratumAnswers>& strata);
/// A mean; `observed` not empty. Student's t.
Estimate estimate_mean(const std::vector<Observed>& observed, const std::vector<StratumAnswers>& strata);

/// Wilson's score interval of a share `p` of `n` answers.
Interval wilson(double p, double n);
/// The quantile of Student's t that leaves 2.5 % above; `freedom` > 0.
double student_t(double freedom);

/// The later less the earlier value, with its interval; it is more than chance if zero lies outside.
struct Difference {
  double value = 0;
  std::optional<Interval> interval;
  bool beyond_chance() const { return interval && (interval->low > 0 || interval->high < 0); }
};
/// Of two shares of independent samples: Newcombe's hybrid score interval.
Difference share_difference(const Estimate& later, const Estimate& earlier);
/// Of two means of independent samples: Welch.
Difference mean_difference(const Estimate& later, const Estimate& earlier);

}  // namespace shouwen
