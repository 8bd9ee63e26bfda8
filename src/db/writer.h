// The single writer of a process: many commands in one durable transaction (group commit), each answered after the commit.
// Several processes on one PostgreSQL database take turns, group by group.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "db/session.h"

namespace shouwen::db {

enum class WorkOutcome { keep, undo };

/// One command. `work` runs on the writer's thread inside a transaction and a savepoint of its own; `undo` (or a thrown
/// exception) rolls back that command alone. `done` is called after the group's commit is durable (or failed: fault set).
struct WriteJob {
  std::function<WorkOutcome(Session&)> work;
  /// Called exactly once, on the writer's thread, never before durability. `fault` is empty on success.
  std::function<void(std::optional<Fault> fault)> done;
  /// Whether `work` may be run again from the start after a rollback: then a group needs no savepoints as long as nobody in
  /// it has to be undone (a savepoint makes the word index write out its memory; that cost a third of the writer's time).
  bool repeatable = false;
};

class Writer {
 public:
  /// `limit_waiting`: commands that may wait; more are turned away.
  Writer(const Address& address, std::size_t limit_waiting = 4096);
  /// Finishes what was accepted, then stops.
  ~Writer();

  /// False if the queue is full (answer 503 with Retry-After).
  bool submit(WriteJob job);
  /// For command lines, jobs and tests: runs one command and waits for its durability; rethrows its exception/Fault.
  void run(const std::function<void(Session&)>& work);

  struct Counters { std::int64_t commands = 0, groups = 0, undone = 0, faults = 0; std::int64_t waiting = 0; };
  Counters counters() const;

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

/// Read-only connections for a pool of threads; each borrowed by one thread at a time.
class Readers {
 public:
  Readers(const Address& address, std::size_t count);
  ~Readers();
  class Lease {
   public:
    Lease(Lease&&) noexcept;
    ~Lease();
    Session& operator*() const { return *session_; }
    Session* operator->() const { return session_; }
   private:
    friend class Readers;
    Lease(Readers& owner, Session* session) : owner_(&owner), session_(session) {}
    Readers* owner_;
    Session* session_;
  };
  /// Waits for a free connection.
  Lease borrow();

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace shouwen::db
