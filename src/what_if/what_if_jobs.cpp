// One thread a run, so that clerks keep the other cores.
#include "what_if/what_if_jobs.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace shouwen {

namespace {

constexpr std::int64_t kept_seconds = 3600, most_running = 2;

}  // namespace

WhatIfJobs::~WhatIfJobs() {
  for (auto& [officer, job] : jobs_) job->progress.cancelled = true;
  for (auto& [officer, job] : jobs_) job->thread.join();
}

Result<std::shared_ptr<const WhatIfJob>> WhatIfJobs::start(OfficerId officer, WhatIfQuestion question, std::string title) {
  const std::lock_guard lock(mutex_);
  forget_old();
  const auto running = [](const auto& entry) { return entry.second->state == WhatIfState::running; };
  if (const auto found = jobs_.find(officer); found != jobs_.end()) {
    if (running(*found)) return Refusal{"what_if.yours_is_running", "", "", {}};
    found->second->thread.join();
    jobs_.erase(found);
  }
  if (std::count_if(jobs_.begin(), jobs_.end(), running) >= most_running) return Refusal{"what_if.too_many_running", "", "", {}};
  const auto job = std::make_shared<WhatIfJob>();
  job->id = ++last_id_;
  job->officer_id = officer;
  job->question = std::move(question);
  job->title = std::move(title);
  job->thread = std::thread([this, raw = job.get()] { run(*raw); });
  jobs_.emplace(officer, job);
  return std::shared_ptr<const WhatIfJob>(job);
}

std::shared_ptr<const WhatIfJob> WhatIfJobs::find(OfficerId officer, std::int64_t id) {
  auto job = run_of(officer);
  return job != nullptr && job->id == id ? job : nullptr;
}

std::shared_ptr<const WhatIfJob> WhatIfJobs::run_of(OfficerId officer) {
  const std::lock_guard lock(mutex_);
  forget_old();
  const auto found = jobs_.find(officer);
  return found == jobs_.end() ? nullptr : found->second;
}

bool WhatIfJobs::cancel(OfficerId officer, std::int64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(officer);
  if (found == jobs_.end() || found->second->id != id || found->second->state != WhatIfState::running) return false;
  found->second->progress.cancelled = true;
  return true;
}

void WhatIfJobs::forget_old() {
  const Instant now = house_.now();
  std::erase_if(jobs_, [now](auto& entry) {
    WhatIfJob& job = *entry.second;
    if (job.state == WhatIfState::running || now.seconds - job.question.until.seconds < kept_seconds) return false;
    job.thread.join();
    return true;
  });
}

void WhatIfJobs::run(WhatIfJob& job) {
  try {
    job.figures = run_what_if(house_.database(), job.question, 1, job.progress);
    job.state = job.progress.cancelled ? WhatIfState::cancelled : WhatIfState::done;
  } catch (const std::exception& caught) {
    spdlog::error("what-if {}: {}", job.id, caught.what());
    job.state = WhatIfState::failed;
  }
}

}  // namespace shouwen
