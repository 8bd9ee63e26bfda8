// Carries what is in the outbox to its endpoints, on a thread of its own.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/house.h"
#include "outgoing/outgoing.h"

namespace shouwen {

/// Told in the transaction in which the house paused an endpoint by itself, with the journal's number.
using TellOfPause = std::function<void(db::Session& session, std::int64_t journal_number, const std::string& name, Instant now)>;

/// Looks twice a second while `is_mine` says that it is this process' turn, until destroyed. What a slow endpoint takes of a round
/// is its time-out at most; others are sent to beside it.
class Courier {
 public:
  Courier(House& house, const OutgoingSettings& settings, std::function<bool()> is_mine, TellOfPause tell);
  ~Courier();

  /// Prometheus text: what the endpoints said to each try.
  std::string metrics() const;

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace shouwen
