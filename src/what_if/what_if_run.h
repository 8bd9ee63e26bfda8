// A what-if at work: threads over ranges of cases, each with a read-only connection of its own; progress, cancel, figures.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>

#include "org/roster.h"
#include "what_if/figures.h"
#include "what_if/what_if_store.h"

namespace shouwen {

/// What is asked. Without a draft the rulebook in force now is replayed; without a roster nobody asks who was on duty.
struct WhatIfQuestion {
  Period period;
  Instant until;                               ///< events after it are not seen; usually now
  std::shared_ptr<const Rulebook> draft;
  std::shared_ptr<const Organisation> organisation;
  std::function<std::shared_ptr<const Rulebook>(std::int64_t version)> rulebook_version;  ///< thread-safe
  std::optional<std::vector<DutyShift>> roster;
  std::string roster_file;                     ///< its name, for people
};

/// Shared with whoever watches.
struct WhatIfProgress {
  std::atomic<std::int64_t> cases{0}, done{0};
  std::atomic<bool> cancelled{false};
};

/// Blocks until all is counted or cancelled (then figures are of what was done). db::Fault goes through.
WhatIfFigures run_what_if(const db::Address& database, const WhatIfQuestion& question, unsigned threads, WhatIfProgress& progress);

}  // namespace shouwen
