// Stories: the same seed is the same story to the last hash, and every promise holds in a month with everything going wrong.
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include "world.h"

namespace shouwen::sim {
namespace {

const BureauTemplate& bureau() {
  // What the house logs of its broken disk would hide what a test says.
  spdlog::set_level(spdlog::level::off);
  static const BureauTemplate made(std::string(SOURCE_ROOT) + "/rulebook");
  return made;
}

StoryOutcome tell(const StoryOptions& options) {
  std::string last;
  StoryOutcome outcome = tell_story(bureau(), options.seed, plan_story(options), [&last](const std::string& words) { last = words; });
  if (outcome.failure) ADD_FAILURE() << outcome.failure->broken.promise << ": " << outcome.failure->broken.words << "\n" << last;
  return outcome;
}

TEST(Story, the_same_seed_plays_exactly_the_same) {
  const StoryOptions options{11, 12, 3, true};
  const StoryOutcome one = tell(options), again = tell(options), other = tell({12, 12, 3, true});
  EXPECT_EQ(one.hash, again.hash);
  EXPECT_EQ(one.entries, again.entries);
  EXPECT_NE(one.hash, other.hash);
}

TEST(Story, art_10_7_every_promise_holds_in_calm_weeks) {
  const StoryOutcome outcome = tell({3, 30, 3, false});
  EXPECT_GT(outcome.cases, 60);
  EXPECT_EQ(outcome.crashes, 0);
}

TEST(Story, art_10_1_art_10_7_every_promise_holds_while_everything_goes_wrong) {
  std::int64_t crashes = 0, faults = 0;
  for (std::uint64_t seed = 21; seed < 23; ++seed) {
    const StoryOutcome outcome = tell({seed, 30, 3, true});
    crashes += outcome.crashes, faults += outcome.faults;
    EXPECT_GT(outcome.notices, 50);
  }
  EXPECT_GT(crashes, 5) << "the disk did not break often enough to prove anything";
}

TEST(Story, a_step_left_out_leaves_the_others_as_they_were) {
  const StoryOptions options{5, 12, 3, true};
  std::vector<Step> steps = plan_story(options);
  const std::vector<Step> all = steps;
  std::erase_if(steps, [](const Step& step) { return step.customer == 3; });
  EXPECT_LT(steps.size(), all.size());
  for (const Step& step : steps) EXPECT_EQ(words_of(step), words_of(all[static_cast<std::size_t>(step.number - 1)]));
  EXPECT_FALSE(tell_story(bureau(), options.seed, steps, {}).failure);
}

}  // namespace
}  // namespace shouwen::sim
