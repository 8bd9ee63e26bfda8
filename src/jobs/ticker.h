// The house clock: lets due clocks strike, passes on what nobody read, counts deadlines anew, and brings dated changes into force.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "api/house.h"
#include "base/id.h"
#include "base/time.h"

namespace shouwen {

/// One round: every case whose clock has something to do at the house's present instant. Returns how many struck.
std::int64_t strike_due_cases(House& house);

/// Warnings not read within the rulebook's working time go to the next head (art. 10(7)). Returns how many were passed on.
std::int64_t pass_on_unread_warnings(House& house);

/// Promises to key customers whose warning or due time has come (art. 11(3)). Returns how many customers had one.
std::int64_t strike_due_promises(House& house);

/// Some pieces of counting deadlines anew, if a run is under way (art. 10(7)). True if there is more to do at once.
bool go_on_with_replan(House& house);

/// The day that is over gets its root over the journal (art. 8). True if it had none yet.
bool make_journal_root(House& house);

/// Cases whose clocks do not add up (art. 10(7)): logged; there are none unless something is broken.
std::vector<CaseId> check_clock_accounts(House& house);

/// What one round does: `brief` lets clocks strike, `whole` also brings dated changes into force and does what can wait.
enum class Round { brief, whole };

/// The rounds themselves, without a thread: whoever calls is the clock. What a round remembers only spares work.
class ClockRounds {
 public:
  explicit ClockRounds(House& house) : house_(house) {}
  /// True if a count of deadlines is under way and the next round should follow at once. db::Fault and what else goes wrong
  /// goes through; the next round tries again.
  bool turn(Round round);

 private:
  void replan_for_new_version();
  void check_once_a_night();

  House& house_;
  std::optional<Date> checked_on_;
  std::int64_t days_counted_version_ = 0;
  bool more_key_accounts_ = true;
};

/// Rounds twice a second on a thread of its own, until destroyed.
class Ticker {
 public:
  explicit Ticker(House& house);
  ~Ticker();
  /// When a round last ended without a fault; the start of the program until then.
  Instant last_round() const;
  /// Whether it is this process' turn to run the clock, as of its last round.
  bool is_mine() const;

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace shouwen
