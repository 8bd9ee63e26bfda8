// What-ifs asked from the screen: each on a thread of its own, its figures kept in memory for a while. Nothing is written.
#pragma once

#include <map>
#include <mutex>
#include <thread>

#include "api/house.h"
#include "what_if/what_if_run.h"

namespace shouwen {

enum class WhatIfState { running, done, cancelled, failed };

/// One run. What was asked never changes; figures are there, and no longer change, once the state is `done`.
struct WhatIfJob {
  std::int64_t id = 0;
  OfficerId officer_id;
  WhatIfQuestion question;
  std::string title;  ///< of the version
  WhatIfProgress progress;
  std::atomic<WhatIfState> state{WhatIfState::running};
  WhatIfFigures figures;
  std::thread thread;
};

/// Thread-safe. An officer has one run: a new one takes the place of the one before. Ended runs are forgotten after an hour.
class WhatIfJobs {
 public:
  explicit WhatIfJobs(House& house) : house_(house) {}
  /// Cancels what runs and waits for it.
  ~WhatIfJobs();
  WhatIfJobs(const WhatIfJobs&) = delete;
  WhatIfJobs& operator=(const WhatIfJobs&) = delete;

  /// Refusals: what_if.yours_is_running, what_if.too_many_running.
  Result<std::shared_ptr<const WhatIfJob>> start(OfficerId officer, WhatIfQuestion question, std::string title);
  /// Only to whom it belongs; else nullptr.
  std::shared_ptr<const WhatIfJob> find(OfficerId officer, std::int64_t id);
  /// The officer's run if he has one.
  std::shared_ptr<const WhatIfJob> run_of(OfficerId officer);
  /// Takes effect within moments; false if it does not run.
  bool cancel(OfficerId officer, std::int64_t id);

 private:
  void forget_old();
  void run(WhatIfJob& job);

  House& house_;
  std::mutex mutex_;
  std::map<OfficerId, std::shared_ptr<WhatIfJob>> jobs_;
  std::int64_t last_id_ = 0;
};

}  // namespace shouwen
