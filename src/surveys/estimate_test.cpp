// Estimates against values that are printed elsewhere, and against sums done by hand.
#include "surveys/estimate.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace shouwen {
namespace {

std::vector<Observed> shares(std::int64_t yes, std::int64_t n, std::size_t stratum = 0) {
  std::vector<Observed> rows;
  for (std::int64_t i = 0; i < n; ++i) rows.push_back({stratum, i < yes ? 1.0 : 0.0});
  return rows;
}
std::vector<Observed> values(const std::vector<double>& numbers, std::size_t stratum = 0) {
  std::vector<Observed> rows;
  for (const double number : numbers) rows.push_back({stratum, number});
  return rows;
}
/// So large that what was drawn is nothing of it.
constexpr std::int64_t endless = 1'000'000'000'000;

TEST(Wilson, Art_11_6_2_values_of_newcombe_1998) {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
  struct Row { std::int64_t yes, n; double low, high; };
  for (const Row& row : {Row{81, 263, 0.2553, 0.3662}, Row{15, 148, 0.0624, 0.1605}, Row{0, 20, 0.0, 0.1611}, Row{1, 29, 0.0061, 0.1718}}) {
    const Estimate estimate = estimate_share(shares(row.yes, row.n), {{endless, row.n}});
    ASSERT_TRUE(estimate.interval);
    EXPECT_NEAR(estimate.interval->low, row.low, 0.00006) << row.yes << '/' << row.n;
    EXPECT_NEAR(estimate.interval->high, row.high, 0.00006) << row.yes << '/' << row.n;
  }
}

TEST(StudentT, Art_11_6_2_printed_quantiles) {
  struct Row { double freedom, t; };
  for (const Row& row : {Row{1, 12.706}, Row{2, 4.303}, Row{4, 2.776}, Row{10, 2.228}, Row{30, 2.042}, Row{120, 1.980}}) EXPECT_NEAR(student_t(row.freedom), row.t, 0.0006);
}

TEST(Estimate, Art_11_6_2_finite_population) {
  // 100 of 200 were asked: as exact as 200 of an endless population.
  const Estimate half = estimate_share(shares(40, 100), {{200, 100}});
  EXPECT_NEAR(half.effective_n, 200, 1e-9);
  EXPECT_EQ(half.interval, wilson(0.4, half.effective_n));
  const Estimate all = estimate_share(shares(40, 100), {{100, 100}});
  EXPECT_EQ(all.interval, (Interval{0.4, 0.4})) << "everybody answered: no chance left";
  const Estimate agreed = estimate_share(shares(100, 100), {{200, 100}});
  EXPECT_NEAR(agreed.effective_n, 200, 1e-9) << "all of one mind: by weights alone";
}

TEST(Estimate, Art_11_6_2_mean_of_a_simple_sample) {
  // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, s² = 32/7; t(7) = 2.3646.
  const Estimate endlessly = estimate_mean(values({2, 4, 4, 4, 5, 5, 7, 9}), {{endless, 8}});
  EXPECT_DOUBLE_EQ(endlessly.value, 5);
  EXPECT_NEAR(endlessly.freedom, 7, 1e-9);
  EXPECT_NEAR(endlessly.variance, 32.0 / 7 / 8, 1e-9);
  EXPECT_NEAR(endlessly.interval->high - 5, 2.3646 * std::sqrt(32.0 / 56), 0.0005);
  EXPECT_NEAR(estimate_mean(values({2, 4, 4, 4, 5, 5, 7, 9}), {{32, 8}}).variance, 0.75 * 32.0 / 56, 1e-12) << "a quarter was asked";
  EXPECT_FALSE(estimate_mean(values({3}), {{100, 1}}).interval) << "one answer has no spread";
  EXPECT_EQ(estimate_mean(values({3}), {{1, 1}}).interval, (Interval{3, 3}));
}

TEST(Estimate, Art_11_6_2_strata_weigh_by_their_population) {
  // Cochran, Sampling Techniques (1977) §5.3–5.4 by hand: N = 300 and 100, n = 3 and 3.
  auto observed = values({1, 2, 3});
  for (const Observed& one : values({4, 4, 7}, 1)) observed.push_back(one);
  const Estimate estimate = estimate_mean(observed, {{300, 3}, {100, 3}});
  EXPECT_NEAR(estimate.value, 0.75 * 2 + 0.25 * 5, 1e-12);
  const double first = 0.75 * 0.75 * 0.99 * 1.0 / 3, second = 0.25 * 0.25 * 0.97 * 3.0 / 3;
  EXPECT_NEAR(estimate.variance, first + second, 1e-12);
  EXPECT_NEAR(estimate.freedom, (first + second) * (first + second) / (first * first / 2 + second * second / 2), 1e-9);
  // A stratum nobody answered of is left out, and takes no part in the weights.
  EXPECT_NEAR(estimate_mean(values({1, 2, 3}), {{300, 3}, {100, 0}}).value, 2, 1e-12);
}

TEST(Estimate, Art_11_6_2_who_came_by_himself_allows_no_interval) {
  EXPECT_FALSE(estimate_share(shares(5, 10), {{0, 10}}).interval);
  EXPECT_FALSE(estimate_mean(values({1, 5, 3}), {{0, 3}}).interval);
  EXPECT_DOUBLE_EQ(estimate_share(shares(5, 10), {{0, 10}}).value, 0.5);
}

TEST(Estimate, Art_11_6_2_a_group_within_the_sample) {
  // 20 of 50 answers are of the group: exactly as 20 answers of a simple sample.
  const Estimate group = estimate_share(shares(5, 20), {{endless, 50}});
  EXPECT_NEAR(group.effective_n, 20, 1e-6);
}

TEST(Difference, Art_11_6_2_values_of_newcombe_1998_b) {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10.
  const auto of = [](std::int64_t yes, std::int64_t n) { return estimate_share(shares(yes, n), {{endless, n}}); };
  struct Row { std::int64_t yes, n, yes_before, n_before; double low, high; };
  for (const Row& row : {Row{56, 70, 48, 80, 0.0524, 0.3339}, Row{9, 10, 3, 10, 0.1705, 0.8090}, Row{10, 10, 0, 20, 0.6791, 1.0}}) {
    const Difference difference = share_difference(of(row.yes, row.n), of(row.yes_before, row.n_before));
    EXPECT_NEAR(difference.interval->low, row.low, 0.00006);
    EXPECT_NEAR(difference.interval->high, row.high, 0.00006);
    EXPECT_TRUE(difference.beyond_chance());
  }
  EXPECT_FALSE(share_difference(of(50, 100), of(48, 100)).beyond_chance());
}

TEST(Difference, Art_11_6_2_means_by_welch) {
  const auto later = estimate_mean(values({27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4}), {{endless, 15}});
  const auto earlier = estimate_mean(values({27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4}), {{endless, 15}});
  const Difference difference = mean_difference(later, earlier);
  EXPECT_NEAR(difference.value, 20.82 - 22.98667, 0.0001);
  EXPECT_TRUE(difference.beyond_chance());
  EXPECT_NEAR(difference.value / std::sqrt(later.variance + earlier.variance), -2.455, 0.002);
}

RC_GTEST_PROP(Estimate, Art_11_6_2_a_share_lies_in_its_interval_within_0_and_1, ()) {
  const auto n = *rc::gen::inRange<std::int64_t>(1, 80);
  const auto yes = *rc::gen::inRange<std::int64_t>(0, n + 1);
  const auto more = *rc::gen::inRange<std::int64_t>(0, 1000);
  const Estimate estimate = estimate_share(shares(yes, n), {{n + more, n}});
  RC_ASSERT(estimate.interval->low >= 0 && estimate.interval->high <= 1);
  RC_ASSERT(estimate.interval->low <= estimate.value + 1e-9 && estimate.value - 1e-9 <= estimate.interval->high);
}

RC_GTEST_PROP(Estimate, Art_11_6_2_strata_alike_are_one, ()) {
  const auto numbers = *rc::gen::container<std::vector<int>>(6, rc::gen::inRange(1, 6));
  std::vector<Observed> apart, together;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    apart.push_back({i % 2, static_cast<double>(numbers[i])});
    together.push_back({0, static_cast<double>(numbers[i])});
  }
  RC_ASSERT(std::abs(estimate_mean(apart, {{500, 3}, {500, 3}}).value - estimate_mean(together, {{1000, 6}}).value) < 1e-9);
}

}  // namespace
}  // namespace shouwen
