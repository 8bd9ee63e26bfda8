// A bureau under glass: the real house, API, clock and store on a breakable disk, and the steps of one story.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>

#include "api/api.h"
#include "faulty_disk.h"
#include "jobs/ticker.h"
#include "people.h"
#include "promises.h"
#include "step.h"

namespace shouwen::sim {

/// A data folder with the demonstration bureau's units and people and no case, made once and copied for each story.
class BureauTemplate {
 public:
  explicit BureauTemplate(std::filesystem::path rulebook);
  ~BureauTemplate();
  BureauTemplate(const BureauTemplate&) = delete;
  BureauTemplate& operator=(const BureauTemplate&) = delete;
  void copy_to(const std::filesystem::path& folder) const;

 private:
  std::filesystem::path folder_;
};

struct Failure {
  Broken broken;
  std::size_t step = 0;    ///< index in the list that was told
};

struct StoryOutcome {
  std::optional<Failure> failure;
  std::uint64_t hash = 0;  ///< of every answer and the journal: equal if and only if the same happened
  std::int64_t steps = 0, calls = 0, refused = 0, cases = 0, entries = 0, notices = 0, rounds = 0, crashes = 0, faults = 0;
};

/// Tells a story. `hear` gets each sentence of what happened; may be empty.
StoryOutcome tell_story(const BureauTemplate& bureau, std::uint64_t seed, const std::vector<Step>& steps, const std::function<void(const std::string&)>& hear);

}  // namespace shouwen::sim
