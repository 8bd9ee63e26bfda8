// Group commit: the writer takes what waits, runs each command in a savepoint, commits once, then answers.
#include "db/writer.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "db/follow.h"

namespace shouwen::db {

namespace {
constexpr std::size_t group_limit = 256;
constexpr auto wait_for_server = std::chrono::seconds(5);
constexpr auto between_tries = std::chrono::milliseconds(200);
}

struct Writer::Body {
  Body(const Address& address, std::size_t limit) : session(address, OpenMode::read_write_create), follower(Follower::of(session, address)), limit_waiting(limit) {}

  Session session;
  std::unique_ptr<Follower> follower;
  const std::size_t limit_waiting;
  mutable std::mutex mutex;
  std::condition_variable wake;
  std::deque<WriteJob> queue;
  bool stopping = false;
  Counters counters;
  std::thread thread;

  std::vector<WriteJob> take_group() {
    std::unique_lock lock(mutex);
    wake.wait(lock, [this] { return stopping || !queue.empty(); });
    std::vector<WriteJob> group;
    while (!queue.empty() && group.size() < group_limit) {
      group.push_back(std::move(queue.front()));
      queue.pop_front();
    }
    return group;
  }

  /// Runs the command; true if what it wrote may stay.
  bool keeps(WriteJob& job, std::optional<Fault>& fault) {
    try {
      return job.work(session) == WorkOutcome::keep;
    } catch (const Fault& caught) {
      fault = caught;
    } catch (const std::exception& caught) {
      fault = Fault(FaultKind::other, caught.what());
    }
    return false;
  }

  /// Runs one command in its own savepoint; its fault is its own.
  std::optional<Fault> run_one(WriteJob& job) {
    std::optional<Fault> fault;
    session.run("SAVEPOINT command");
    if (keeps(job, fault)) {
      session.run("RELEASE command");
      return fault;
    }
    session.run("ROLLBACK TO command");
    session.run("RELEASE command");
    const std::lock_guard lock(mutex);
    ++counters.undone;
    return fault;
  }

  /// Runs all commands without savepoints; false if one of them wrote something that must be undone.
  bool run_plainly(std::vector<WriteJob>& group, std::vector<std::optional<Fault>>& faults) {
    std::int64_t undone = 0;
    for (std::size_t i = 0; i < group.size(); ++i) {
      const std::int64_t before = session.total_changes();
      if (keeps(group[i], faults[i])) continue;
      if (session.total_changes() != before || session.must_roll_back()) return false;
      ++undone;
    }
    const std::lock_guard lock(mutex);
    counters.undone += undone;
    return true;
  }

  void run_all(std::vector<WriteJob>& group, std::vector<std::optional<Fault>>& faults, bool repeatable) {
    if (repeatable && run_plainly(group, faults)) return;
    if (repeatable) {
      session.run("ROLLBACK");
      session.run("BEGIN IMMEDIATE");
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
      faults[i] = run_one(group[i]);
      if (faults[i] && session.must_roll_back()) throw *faults[i];
    }
  }

  /// One transaction; the fault that undid all of it. `again`: nothing was done that may not be done once more.
  std::optional<Fault> try_group(std::vector<WriteJob>& group, std::vector<std::optional<Fault>>& faults, bool& again) {
    const bool repeatable = std::all_of(group.begin(), group.end(), [](const WriteJob& job) { return job.repeatable; });
    again = true;
    try {
      session.run("BEGIN IMMEDIATE");
      again = repeatable;
      run_all(group, faults, repeatable);
      session.run("COMMIT");
      return std::nullopt;
    } catch (const Fault& caught) {
      // A full disk may have rolled everything back already; then there is nothing left to undo.
      try {
        session.run("ROLLBACK");
      } catch (const Fault&) {
      }
      return caught;
    }
  }

  void run_group(std::vector<WriteJob>& group) {
    std::vector<std::optional<Fault>> faults;
    std::optional<Fault> group_fault;
    const auto until = std::chrono::steady_clock::now() + wait_for_server;
    for (bool again = true;;) {
      faults.assign(group.size(), std::nullopt);
      group_fault = try_group(group, faults, again);
      // A server that restarts or hands over to another is back in seconds: the commands wait for it.
      const bool gone = group_fault && session.is_postgres() && (group_fault->kind() == FaultKind::unavailable || group_fault->kind() == FaultKind::busy);
      if (!gone || !again || std::chrono::steady_clock::now() > until) break;
      std::this_thread::sleep_for(between_tries);
    }
    {
      const std::lock_guard lock(mutex);
      counters.commands += static_cast<std::int64_t>(group.size());
      ++counters.groups;
      counters.faults += group_fault ? 1 : 0;
    }
    if (!group_fault && follower) follower->committed();
    for (std::size_t i = 0; i < group.size(); ++i) group[i].done(group_fault ? group_fault : faults[i]);
  }

  void loop() {
    for (;;) {
      std::vector<WriteJob> group = take_group();
      if (group.empty()) return;
      run_group(group);
    }
  }
};

Writer::Writer(const Address& address, std::size_t limit_waiting) : body_(std::make_unique<Body>(address, limit_waiting)) {
  body_->thread = std::thread([body = body_.get()] { body->loop(); });
}

Writer::~Writer() {
  {
    const std::lock_guard lock(body_->mutex);
    body_->stopping = true;
  }
  body_->wake.notify_all();
  body_->thread.join();
}

bool Writer::submit(WriteJob job) {
  {
    const std::lock_guard lock(body_->mutex);
    if (body_->stopping || body_->queue.size() >= body_->limit_waiting) return false;
    body_->queue.push_back(std::move(job));
  }
  body_->wake.notify_one();
  return true;
}

void Writer::run(const std::function<void(Session&)>& work) {
  std::promise<void> promise;
  std::exception_ptr thrown;
  WriteJob job;
  job.work = [&](Session& session) {
    try {
      work(session);
      return WorkOutcome::keep;
    } catch (const Fault&) {
      thrown = std::current_exception();
      throw;
    } catch (...) {
      thrown = std::current_exception();
      return WorkOutcome::undo;
    }
  };
  job.done = [&](std::optional<Fault> fault) {
    if (thrown) promise.set_exception(thrown);
    else if (fault) promise.set_exception(std::make_exception_ptr(*fault));
    else promise.set_value();
  };
  std::future<void> finished = promise.get_future();
  if (!submit(std::move(job))) throw Fault(FaultKind::busy, "the writer takes no more commands");
  finished.get();
}

Writer::Counters Writer::counters() const {
  const std::lock_guard lock(body_->mutex);
  Counters counters = body_->counters;
  counters.waiting = static_cast<std::int64_t>(body_->queue.size());
  return counters;
}

struct Readers::Body {
  std::vector<std::unique_ptr<Session>> sessions;
  std::mutex mutex;
  std::condition_variable wake;
  std::vector<Session*> free;
};

Readers::Readers(const Address& address, std::size_t count) : body_(std::make_unique<Body>()) {
  for (std::size_t i = 0; i < count; ++i) {
    body_->sessions.push_back(std::make_unique<Session>(address, OpenMode::read_only));
    body_->free.push_back(body_->sessions.back().get());
  }
}

Readers::~Readers() = default;

Readers::Lease Readers::borrow() {
  std::unique_lock lock(body_->mutex);
  body_->wake.wait(lock, [this] { return !body_->free.empty(); });
  Session* session = body_->free.back();
  body_->free.pop_back();
  return Lease(*this, session);
}

Readers::Lease::Lease(Lease&& other) noexcept : owner_(other.owner_), session_(std::exchange(other.session_, nullptr)) {}

Readers::Lease::~Lease() {
  if (session_ == nullptr) return;
  {
    const std::lock_guard lock(owner_->body_->mutex);
    owner_->body_->free.push_back(session_);
  }
  owner_->body_->wake.notify_one();
}

}  // namespace shouwen::db
