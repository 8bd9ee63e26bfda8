// What processes on one PostgreSQL database tell each other: what changed, as it happens. A hint, not a store: whoever was away
// looks again.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "db/address.h"

namespace shouwen::db {

class Neighbours {
 public:
  /// `heard`: said by another process. `back`: after the connection was lost and is there again. Both on a thread of its own.
  Neighbours(const Address& address, std::function<void(std::string_view text)> heard, std::function<void()> back);
  ~Neighbours();
  Neighbours(const Neighbours&) = delete;
  Neighbours& operator=(const Neighbours&) = delete;

  /// To all others, soon; from any thread. While the server is away it is not said: the others look again when it is back.
  void tell(std::string text);

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

/// Whose turn it is to run what only one process may run, like the clock: whoever holds the lock, until his connection ends.
class Turn {
 public:
  explicit Turn(const Address& address);
  ~Turn();
  /// Always, on a file. Asks the server, and takes the turn if nobody has it; false while the server is away.
  bool is_mine();

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace shouwen::db
