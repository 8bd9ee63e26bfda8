// Who is drawn: by the seed alone, as many as the design says, from a million in little memory.
#include "surveys/sampling.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace shouwen {
namespace {

SampledCustomer customer(std::int64_t id, AccountTier tier = AccountTier::ordinary, Area area = Area::urban) {
  return {CustomerId{id}, tier, area, UnitId{id % 3 + 1}, id % 2 == 0 ? "居民生活" : "一般工商业"};
}
SampleDesign design(std::int64_t size, Stratification by = Stratification::none, SampleAllocation allocation = SampleAllocation::proportional) {
  SampleDesign made;
  made.size = size;
  made.stratification = by;
  made.allocation = allocation;
  return made;
}
std::vector<std::int64_t> drawn(const SampleDesign& wanted, std::int64_t seed, std::vector<std::int64_t> population) {
  SampleDraw draw(wanted, seed);
  for (const std::int64_t id : population) draw.add(customer(id));
  std::vector<std::int64_t> ids;
  for (const Invitation& row : draw.finish().second) ids.push_back(row.customer_id.value);
  return ids;
}

TEST(Allocate, Art_11_6_2_table) {
  using enum SampleAllocation;
  struct Row {
    std::vector<std::int64_t> population;
    SampleAllocation allocation;
    std::int64_t size;
    std::vector<std::int64_t> sample;
  };
  const Row table[] = {
      {{100}, proportional, 10, {10}},
      {{100}, proportional, 500, {100}},           // no more than there are
      {{600, 300, 100}, proportional, 10, {6, 3, 1}},
      {{500, 300, 200}, proportional, 7, {4, 2, 1}},    // 3.5 2.1 1.4
      {{990, 8, 2}, proportional, 10, {8, 1, 1}},  // each stratum has a voice
      {{990, 8, 2}, equal, 9, {4, 3, 2}},          // a small one gives what it has, the rest from the others
      {{5, 5, 5}, equal, 100, {5, 5, 5}},
      {{10, 0}, equal, 4, {4, 0}},
      {{0}, proportional, 5, {0}},
      {{}, proportional, 5, {}},
  };
  for (const Row& row : table) {
    std::vector<Stratum> strata;
    for (std::size_t i = 0; i < row.population.size(); ++i) strata.push_back({static_cast<std::int64_t>(i), row.population[i], 0});
    std::vector<std::int64_t> sample;
    for (const Stratum& stratum : allocate(strata, row.allocation, row.size)) sample.push_back(stratum.sample);
    EXPECT_EQ(sample, row.sample) << row.size;
  }
}

TEST(SampleDraw, Art_11_6_2_the_seed_alone_decides) {
  std::vector<std::int64_t> population(500);
  for (std::size_t i = 0; i < population.size(); ++i) population[i] = static_cast<std::int64_t>(i) + 1;
  const auto first = drawn(design(20), 42, population);
  std::reverse(population.begin(), population.end());
  EXPECT_EQ(drawn(design(20), 42, population), first) << "whatever order the population comes in";
  EXPECT_NE(drawn(design(20), 43, population), first);
  // The same lot everywhere and for ever.
  EXPECT_EQ((std::vector<std::int64_t>(first.begin(), first.begin() + 3)), drawn(design(3), 42, population));
}

TEST(SampleDraw, Art_11_6_2_who_does_not_fit_is_not_of_the_population) {
  SampleDesign wanted = design(50, Stratification::tier);
  wanted.usage_category.value = "居民生活";
  wanted.station_unit_id = UnitId{2};
  SampleDraw draw(wanted, 1);
  for (std::int64_t id = 1; id <= 600; ++id) draw.add(customer(id, id % 10 == 0 ? AccountTier::key_account : AccountTier::ordinary));
  const auto [frame, rows] = draw.finish();
  EXPECT_EQ(frame.population, 100);
  EXPECT_EQ(frame.sample, 50);
  ASSERT_EQ(frame.strata.size(), 2U);
  EXPECT_EQ(frame.strata[1].population, 20);
  EXPECT_EQ(frame.strata[1].sample, 10);
  for (const Invitation& row : rows) EXPECT_EQ(row.station_unit_id, UnitId{2});
  EXPECT_EQ(frame.digest, digest_of(rows));
}

TEST(SampleDraw, Art_11_6_2_everybody_has_the_same_chance) {
  // 400 draws of 10 out of 40: 100 expected of each; five deviations of a binomial (σ = 8.7) are 43.
  std::vector<std::int64_t> population(40), times(41);
  for (std::size_t i = 0; i < population.size(); ++i) population[i] = static_cast<std::int64_t>(i) + 1;
  for (std::int64_t seed = 1; seed <= 400; ++seed)
    for (const std::int64_t id : drawn(design(10), seed, population)) ++times[static_cast<std::size_t>(id)];
  for (std::size_t id = 1; id <= 40; ++id) EXPECT_NEAR(static_cast<double>(times[id]), 100, 43) << id;
}

TEST(SampleDraw, Art_11_6_2_a_million_customers) {
  SampleDraw draw(design(1000, Stratification::area), 7);
  for (std::int64_t id = 1; id <= 1'000'000; ++id) draw.add(customer(id, AccountTier::ordinary, id % 4 == 0 ? Area::rural : Area::urban));
  const auto [frame, rows] = draw.finish();
  EXPECT_EQ(frame.population, 1'000'000);
  EXPECT_EQ(rows.size(), 1000U);
  EXPECT_EQ(frame.strata[0].sample, 750);
  std::set<std::int64_t> numbers, customers;
  for (const Invitation& row : rows) {
    numbers.insert(row.number);
    customers.insert(row.customer_id.value);
  }
  EXPECT_EQ(numbers.size(), 1000U);
  EXPECT_EQ(customers.size(), 1000U);
}

RC_GTEST_PROP(Allocate, Art_11_6_2_never_more_than_there_are_and_all_that_was_asked_for, ()) {
  const auto populations = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 200)));
  const auto size = *rc::gen::inRange<std::int64_t>(1, 300);
  const auto allocation = *rc::gen::element(SampleAllocation::proportional, SampleAllocation::equal);
  std::vector<Stratum> strata;
  std::int64_t population = 0, sample = 0;
  for (const std::int64_t one : populations) {
    strata.push_back({0, one, 0});
    population += one;
  }
  for (const Stratum& stratum : allocate(strata, allocation, size)) {
    RC_ASSERT(stratum.sample >= 0 && stratum.sample <= stratum.population);
    sample += stratum.sample;
  }
  RC_ASSERT(sample == std::min(size, population));
}

}  // namespace
}  // namespace shouwen
