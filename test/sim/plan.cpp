// Who comes when, who does something next, and what goes wrong: all drawn before the first step is taken.
#include <fmt/format.h>

#include <algorithm>

#include "chance.h"
#include "load_profile.h"
#include "step.h"

namespace shouwen::sim {

namespace {

constexpr std::int64_t day = seconds_per_day, hour = 3600;

class Planner {
 public:
  Planner(const StoryOptions& options, const LoadProfile& profile) : options_(options), profile_(profile), chance_(options.seed), begin_(story_begins(options)) {}

  std::vector<Step> plan() {
    const std::int64_t typhoon_day = options_.days / 4;
    for (std::int64_t number = 0; number < options_.days; ++number) plan_day(number, number == typhoon_day);
    add(day_of(typhoon_day, 5 * hour), StepKind::typhoon);
    add(day_of(options_.days * 2 / 5, 7 * hour), StepKind::rulebook);
    add(day_of(std::max<std::int64_t>(options_.days * 3 / 5 - 4, 0), 7 * hour), StepKind::decree);
    if (options_.faults) plan_faults();
    std::stable_sort(steps_.begin(), steps_.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    for (std::size_t i = 0; i < steps_.size(); ++i) steps_[i].number = static_cast<std::int64_t>(i) + 1;
    return std::move(steps_);
  }

 private:
  Instant day_of(std::int64_t number, std::int64_t second) const { return begin_.plus_seconds(number * day + second); }
  Instant ends() const { return day_of(options_.days, 0); }

  Step& add(Instant at, StepKind kind) {
    Step step;
    step.at = at;
    step.kind = kind;
    step.roll = chance_.next();
    steps_.push_back(step);
    return steps_.back();
  }

  /// As many as the day's share of a week allows, in the hours in which people come.
  void plan_day(std::int64_t number, bool storms) {
    const Date date = local_date(day_of(number, 0));
    const std::int64_t of_mille = options_.customers_a_day * profile_.weekday_per_mille(date.weekday()) * (storms ? profile_.storm_factor() : 1);
    const std::int64_t come = of_mille / 1000 + (chance_.per_mille(of_mille % 1000) ? 1 : 0);
    for (std::int64_t i = 0; i < come; ++i) plan_customer(day_of(number, profile_.hour_of(chance_.below(1000)) * hour + chance_.below(hour)));
    if (chance_.percent(12)) add(day_of(number, 7 * hour + chance_.below(hour)), StepKind::absence).amount = chance_.between(1, 12) * day;
  }

  void plan_customer(Instant at) {
    const std::int64_t customer = ++customers_;
    step_of(customer, at, StepKind::comes);
    const std::int64_t steps = chance_.between(3, 16);
    for (std::int64_t i = 0; i < steps; ++i) {
      at = at.plus_seconds(profile_.gap_seconds(chance_.below(1000)));
      if (at >= ends()) return;
      const std::int64_t of_hundred = chance_.below(100);
      step_of(customer, at, of_hundred < 80 ? StepKind::acts : of_hundred < 94 ? StepKind::presses : StepKind::rivals);
    }
  }

  void step_of(std::int64_t customer, Instant at, StepKind kind) {
    Step& step = add(at, kind);
    step.customer = customer;
    if (!options_.faults || kind == StepKind::presses) return;
    const std::int64_t of_hundred = chance_.below(100);
    if (of_hundred < 15) step.delivery = static_cast<Delivery>(1 + of_hundred / 3);
  }

  void plan_faults() {
    const auto some = [this](std::int64_t a_hundred_days, StepKind kind, std::int64_t low, std::int64_t high) {
      const std::int64_t wanted = std::max<std::int64_t>(1, options_.days * a_hundred_days / 100);
      for (std::int64_t i = 0; i < wanted; ++i) add(begin_.plus_seconds(chance_.below(options_.days * day)), kind).amount = chance_.between(low, high);
    };
    some(14, StepKind::crash, 1, 60);
    some(6, StepKind::full_disk, 1, 40);
    some(6, StepKind::bad_read, 1, 6);
    some(4, StepKind::slow_disk, 2, 90);
    some(4, StepKind::clock_jump, -600, 7200);
    some(6, StepKind::stall, hour, 2 * day);
    some(1, StepKind::second_house, 0, 0);
  }

  const StoryOptions options_;
  const LoadProfile& profile_;
  Chance chance_;
  const Instant begin_;
  std::int64_t customers_ = 0;
  std::vector<Step> steps_;
};

const char* word_of(StepKind kind) {
  switch (kind) {
    case StepKind::comes: return "comes";
    case StepKind::acts: return "an officer acts";
    case StepKind::presses: return "says something";
    case StepKind::rivals: return "two officers act in the same moment";
    case StepKind::absence: return "an officer is away for some days";
    case StepKind::typhoon: return "typhoon: the bureau closes for the day";
    case StepKind::rulebook: return "another rulebook comes into force";
    case StepKind::decree: return "next year's holidays are decreed";
    case StepKind::crash: return "the process is to die";
    case StepKind::full_disk: return "the disk is full";
    case StepKind::bad_read: return "reads fail";
    case StepKind::slow_disk: return "the disk is slow";
    case StepKind::clock_jump: return "the machine's clock is set";
    case StepKind::stall: return "the process stands still";
    case StepKind::second_house: return "the program is started a second time";
  }
  return "";
}

const char* word_of(Delivery delivery) {
  switch (delivery) {
    case Delivery::once: return "";
    case Delivery::request_lost: return " (the request gets lost, the client tries again)";
    case Delivery::answer_lost: return " (the answer gets lost, the client tries again)";
    case Delivery::doubled: return " (the request arrives twice)";
    case Delivery::doubled_at_once: return " (the request arrives twice in the same moment)";
    case Delivery::copy_later: return " (a copy of the request arrives hours later)";
  }
  return "";
}

const char* unit_of(StepKind kind) {
  switch (kind) {
    case StepKind::crash: return " writes later";
    case StepKind::full_disk: return " writes";
    case StepKind::bad_read: return " reads";
    case StepKind::slow_disk: return " s a sync";
    case StepKind::clock_jump:
    case StepKind::stall: return " s";
    case StepKind::absence:
    case StepKind::comes:
    case StepKind::acts:
    case StepKind::presses:
    case StepKind::rivals:
    case StepKind::typhoon:
    case StepKind::rulebook:
    case StepKind::decree:
    case StepKind::second_house: return nullptr;
  }
  return nullptr;
}

}  // namespace

Instant story_begins(const StoryOptions& options) {
  return at_local(Date::of(story_year + 1, 1, 1).plus_days(static_cast<std::int32_t>(-options.days * 3 / 5)), 0);
}

std::vector<Step> plan_story(const StoryOptions& options) { return Planner(options, LoadProfile::shipped()).plan(); }

std::string words_of(const Step& step) {
  std::string when = to_iso(step.at).substr(0, 16);
  when[10] = ' ';
  std::string words = fmt::format("{}. {} {}{}{}", step.number, when, step.customer == 0 ? "" : fmt::format("customer {}: ", step.customer), word_of(step.kind), word_of(step.delivery));
  if (const char* unit = unit_of(step.kind)) words += fmt::format(", {}{}", step.amount, unit);
  return words;
}

}  // namespace shouwen::sim
