// Shrinking: what is needed stays, everything else goes, whole customers first.
#include "shrink.h"

#include <gtest/gtest.h>

namespace shouwen::sim {
namespace {

std::vector<Step> steps_of(std::int64_t count) {
  std::vector<Step> steps(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) {
    steps[static_cast<std::size_t>(i)].number = i + 1;
    steps[static_cast<std::size_t>(i)].customer = i % 10 == 9 ? 0 : i % 37 + 1;
  }
  return steps;
}

std::vector<std::int64_t> numbers_of(const std::vector<Step>& steps) {
  std::vector<std::int64_t> numbers;
  for (const Step& step : steps) numbers.push_back(step.number);
  return numbers;
}

bool has(const std::vector<Step>& steps, std::int64_t number) {
  return std::any_of(steps.begin(), steps.end(), [number](const Step& step) { return step.number == number; });
}

TEST(Shrink, leaves_exactly_what_is_needed_in_order) {
  const StillFails fails = [](const std::vector<Step>& steps) { return has(steps, 17) && has(steps, 320) && has(steps, 700); };
  EXPECT_EQ(numbers_of(shrink(steps_of(800), fails)), (std::vector<std::int64_t>{17, 320, 700}));
}

TEST(Shrink, no_single_step_can_be_left_out_of_what_it_leaves) {
  // Any three of the even ones will do.
  const StillFails fails = [](const std::vector<Step>& steps) { return std::count_if(steps.begin(), steps.end(), [](const Step& step) { return step.number % 2 == 0; }) >= 3; };
  const std::vector<Step> shrunk = shrink(steps_of(500), fails);
  EXPECT_EQ(shrunk.size(), 3U);
}

TEST(Shrink, gives_up_after_so_many_runs_with_what_it_has) {
  std::int64_t runs = 0;
  const StillFails fails = [&runs](const std::vector<Step>& steps) {
    ++runs;
    return has(steps, 17);
  };
  const std::vector<Step> shrunk = shrink(steps_of(800), fails, 5);
  EXPECT_EQ(runs, 5);
  EXPECT_TRUE(has(shrunk, 17));
}

}  // namespace
}  // namespace shouwen::sim
