// The house clock: lets due clocks strike, and brings dated changes of organisation and rulebook into force.
#pragma once

#include <memory>

#include "api/house.h"

namespace shouwen {

/// One round: every case whose clock has something to do at the house's present instant. Returns how many struck.
std::int64_t strike_due_cases(House& house);

/// Rounds once a second on a thread of its own, until destroyed.
class Ticker {
 public:
  explicit Ticker(House& house);
  ~Ticker();

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace shouwen
