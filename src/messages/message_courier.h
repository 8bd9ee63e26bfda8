// Carries messages to the gateway, on a thread of its own.
#pragma once

#include <functional>
#include <memory>

#include "api/house.h"
#include "messages/gateway.h"

namespace shouwen {

struct MessagesSettings {
  GatewaySettings gateway;
  Reach reach;                    ///< where the gateway may lie
  RetryPlan retries;
  std::int64_t time_out_seconds = 10;
};

/// Looks twice a second while `is_mine` says that it is this process' turn, until destroyed. Killed between sending and writing it
/// sends again half a minute later, with the same {id}. Without a gateway everything waits.
class MessageCourier {
 public:
  MessageCourier(House& house, const MessagesSettings& settings, std::function<bool()> is_mine);
  ~MessageCourier();

  /// Prometheus text: what the gateway said to each try.
  std::string metrics() const;

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace shouwen
