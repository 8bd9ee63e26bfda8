// Server-sent events: a hub that remembers the last events, so that Last-Event-ID loses nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace shouwen::http {

/// One message to browsers; the number is the journal's. 0: of the moment only, not repeated to who reconnects.
struct LiveEvent {
  std::int64_t number = 0;
  std::string topic;  ///< SSE "event:" field, e.g. "case"
  std::string data;   ///< one JSON line
  std::function<bool(std::int64_t officer_id)> may_hear = {};  ///< absent: everybody who is signed in
};

/// What a connection listens to; created by EventHub::subscribe, driven by the server.
class EventSubscription {
 public:
  virtual ~EventSubscription() = default;
  /// Everything due now, already in SSE wire form; empty if nothing.
  virtual std::string take() = 0;
  /// Called (from any thread) when there may be something to take.
  virtual void on_ready(std::function<void()> wake) = 0;
};

class EventHub {
 public:
  /// Remembers up to `keep` events for reconnecting browsers.
  explicit EventHub(std::size_t keep = 10000);
  ~EventHub();
  void publish(LiveEvent event);
  /// Of several processes: what is published here goes to the others by `tell` too. Who connects again then hears the last few
  /// events before his number once more: another process may have been a little behind. Called once, before anybody subscribes.
  void share(std::function<void(const LiveEvent&)> tell);
  /// Published by another process.
  void hear(LiveEvent event);
  /// Something may have been missed: everybody loads his lists again.
  void reset();
  /// Starts after `last_event_id` ("" = from now). If that is older than what is remembered, the first message is
  /// `event: reset`, which tells the page to reload its lists. `wanted` filters per subscriber.
  std::shared_ptr<EventSubscription> subscribe(std::string_view last_event_id,
                                               std::function<bool(const LiveEvent&)> wanted);
  std::size_t subscribers() const;

 private:
  struct Body;
  std::shared_ptr<Body> body_;
};

}  // namespace shouwen::http
