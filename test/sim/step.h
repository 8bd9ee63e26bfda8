// A story as a list: each step stands for itself, so that any of them can be left out and the rest still makes sense.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"

namespace shouwen::sim {

enum class StepKind {
  comes,        ///< a customer turns to the bureau
  acts,         ///< whoever would do the next thing for this customer's case does it
  presses,      ///< the customer urges, adds, withdraws, rates, comes again
  rivals,       ///< two officers do something to the case in the same moment
  absence,      ///< an officer is away for some days
  typhoon,      ///< the bureau closes for a day
  rulebook,     ///< other limits come into force
  decree,       ///< next year's holidays become known, and one known day changes
  crash,        ///< some writes later the process is gone
  full_disk,    ///< some writes find no room
  bad_read,     ///< some reads fail
  slow_disk,    ///< for a while every sync takes long
  clock_jump,   ///< the machine's clock is set
  stall,        ///< the process stands still: nothing strikes until it goes on
  second_house, ///< somebody starts the program a second time on the same folder
};

/// What the network does to the step's request.
enum class Delivery { once, request_lost, answer_lost, doubled, doubled_at_once, copy_later };

struct Step {
  std::int64_t number = 0;    ///< 1, 2, 3 … in the whole story; kept when others are left out
  Instant at;
  StepKind kind{};
  std::int64_t customer = 0;  ///< 1, 2, 3 … in the whole story
  std::uint64_t roll = 0;     ///< the seed of every choice in this step
  Delivery delivery{};
  std::int64_t amount = 0;    ///< writes, reads, seconds: what the kind counts
};

struct StoryOptions {
  std::uint64_t seed = 1;
  std::int64_t days = 365;
  std::int64_t customers_a_day = 3;
  bool faults = true;
};

/// The last day of the first year: what lies behind it is not decreed when the story begins.
inline constexpr int story_year = 2026;

/// In order of time. The turn of the year comes when three fifths are over, so that every story has a decree to wait for.
std::vector<Step> plan_story(const StoryOptions& options);
Instant story_begins(const StoryOptions& options);

/// "2026-09-24 10:12 customer 17: an officer acts (the answer gets lost)".
std::string words_of(const Step& step);

}  // namespace shouwen::sim
