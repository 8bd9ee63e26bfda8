// simulate: tells stories of a bureau from seeds, stops at the first that breaks a promise, and shrinks it to a short one in words.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <chrono>

#include "shrink.h"
#include "world.h"

namespace {

using namespace shouwen::sim;

struct Options {
  StoryOptions story;
  std::int64_t seeds = 1, seconds = 0;
  bool calm = false, tell = false, keep_long = false;
  std::string rulebook = SOURCE_ROOT "/rulebook";
};

double seconds_since(std::chrono::steady_clock::time_point began) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(); }

void tell_sentence(const std::string& words) { fmt::print("{}\n", words); }

/// The story up to where it failed, without what is not needed for it, told once more in words.
void tell_short_story(const BureauTemplate& bureau, const Options& options, std::uint64_t seed, std::vector<Step> steps, const Failure& failure) {
  steps.resize(std::min(failure.step + 1, steps.size()));
  std::int64_t runs = 0;
  const StillFails fails_the_same_way = [&](const std::vector<Step>& fewer) {
    ++runs;
    const StoryOutcome outcome = tell_story(bureau, seed, fewer, {});
    return outcome.failure && outcome.failure->broken.promise == failure.broken.promise;
  };
  if (!options.keep_long) steps = shrink(std::move(steps), fails_the_same_way);
  fmt::print("shrunk to {} steps in {} runs:\n", steps.size(), runs);
  const StoryOutcome outcome = tell_story(bureau, seed, steps, tell_sentence);
  if (outcome.failure) fmt::print("BROKEN: {}\n  {}\n", outcome.failure->broken.promise, outcome.failure->broken.words);
}

int run(const Options& options) {
  const BureauTemplate bureau(options.rulebook);
  const auto began = std::chrono::steady_clock::now();
  StoryOutcome all;
  std::int64_t told = 0;
  for (std::int64_t i = 0; options.seconds > 0 ? seconds_since(began) < static_cast<double>(options.seconds) : i < options.seeds; ++i) {
    StoryOptions story = options.story;
    story.seed += static_cast<std::uint64_t>(i);
    story.faults = !options.calm;
    const std::vector<Step> steps = plan_story(story);
    const StoryOutcome outcome = tell_story(bureau, story.seed, steps, options.tell ? tell_sentence : std::function<void(const std::string&)>());
    ++told;
    fmt::print("seed {}: {} steps, {} calls ({} refused), {} cases, {} journal entries, {} notices, {} rounds, {} crashes, {} faults, hash {:016x}{}\n", story.seed, outcome.steps,
               outcome.calls, outcome.refused, outcome.cases, outcome.entries, outcome.notices, outcome.rounds, outcome.crashes, outcome.faults, outcome.hash,
               outcome.failure ? " FAILED" : "");
    std::fflush(stdout);
    all.calls += outcome.calls, all.cases += outcome.cases, all.entries += outcome.entries, all.crashes += outcome.crashes;
    if (outcome.failure) {
      fmt::print("BROKEN: {}\n  {}\n", outcome.failure->broken.promise, outcome.failure->broken.words);
      tell_short_story(bureau, options, story.seed, steps, *outcome.failure);
      fmt::print("again: simulate --seed {} --days {} --customers {}{}\n", story.seed, story.days, story.customers_a_day, options.calm ? " --calm" : "");
      return 1;
    }
  }
  const FaultyDisk::Counts disk = FaultyDisk::install().counts();
  fmt::print("{} stories of {} days in {:.1f} s: {} cases, {} calls, {} journal entries, {} crashes; disk: {} writes, {} syncs, {} found it full, {} reads failed, {} writes torn, {} lost\n", told,
             options.story.days, seconds_since(began), all.cases, all.calls, all.entries, all.crashes, disk.writes, disk.syncs, disk.full, disk.unreadable, disk.torn, disk.dropped);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  spdlog::set_level(spdlog::level::off);
  Options options;
  CLI::App app{"Tells stories of a bureau from seeds and looks whether every promise holds"};
  app.add_option("--seed", options.story.seed, "The first seed");
  app.add_option("--seeds", options.seeds, "How many seeds");
  app.add_option("--seconds", options.seconds, "Instead of --seeds: as many as fit");
  app.add_option("--days", options.story.days, "Length of a story")->check(CLI::Range(5, 3650));
  app.add_option("--customers", options.story.customers_a_day, "Customers on an average day")->check(CLI::Range(1, 1000));
  app.add_option("--rulebook", options.rulebook, "Folder of the rulebook");
  app.add_flag("--calm", options.calm, "No faults: only people and the calendar");
  app.add_flag("--tell", options.tell, "Every step in words");
  app.add_flag("--long", options.keep_long, "Do not shrink a story that fails");
  CLI11_PARSE(app, argc, argv);
  return run(options);
}
