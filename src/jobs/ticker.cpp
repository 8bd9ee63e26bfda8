// Striking in small groups, so that people's commands come in between.
#include "jobs/ticker.h"

#include <spdlog/spdlog.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "cases/cases.h"
#include "imports/import_rests.h"
#include "portal/draft_store.h"

namespace shouwen {

namespace {

constexpr std::int64_t group_size = 50;
constexpr auto round_every = std::chrono::seconds(1);
constexpr int rounds_between_reloads = 30;

std::int64_t strike_group(House& house) {
  std::vector<http::LiveEvent> events;
  std::int64_t struck = 0;
  house.writer().run([&](db::Session& session) {
    const Instant now = house.now();
    const CaseDesk desk{session,
                        house.organisation(),
                        [&house](std::int64_t version) { return house.rulebook_version(version); },
                        house.rulebook_now(),
                        Actor{Actor::Kind::clock, {}, {}},
                        now,
                        {}};
    for (const CaseId id : cases_to_strike(session, now, group_size)) {
      const Performed performed = perform_strike(desk, id);
      if (performed.events.empty()) continue;
      events.push_back({performed.journal_number, "case", live_line(performed.after, performed.events)});
      ++struck;
    }
  });
  for (http::LiveEvent& event : events) house.hub().publish(std::move(event));
  return struck;
}

}  // namespace

std::int64_t strike_due_cases(House& house) {
  if (house.rulebook_now() == nullptr) return 0;
  std::int64_t all = 0;
  for (std::int64_t struck = strike_group(house); struck > 0; struck = strike_group(house)) all += struck;
  return all;
}

struct Ticker::Body {
  House& house;
  std::mutex mutex;
  std::condition_variable wake;
  bool stopping = false;
  std::thread thread;

  void run() {
    int rounds = 0;
    std::unique_lock lock(mutex);
    while (!wake.wait_for(lock, round_every, [this] { return stopping; })) {
      lock.unlock();
      try {
        strike_due_cases(house);
        if (rounds++ % rounds_between_reloads == 0) {
          house.reload();
          forget_expired_drafts(house);
          forget_import_rests(house);
        }
      } catch (const std::exception& caught) {
        // The disk may be full for a while; the next round tries again.
        spdlog::error("ticker: {}", caught.what());
      }
      lock.lock();
    }
  }
};

Ticker::Ticker(House& house) : body_(new Body{house, {}, {}, false, {}}) {
  body_->thread = std::thread([this] { body_->run(); });
}

Ticker::~Ticker() {
  {
    const std::lock_guard lock(body_->mutex);
    body_->stopping = true;
  }
  body_->wake.notify_all();
  body_->thread.join();
}

}  // namespace shouwen
