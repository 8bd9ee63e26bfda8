// What is on its way, what became of it, and what is sent again. All SQL of deliveries.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/session.h"
#include "outgoing/endpoint.h"
#include "outgoing/news.h"
#include "outgoing/retry.h"

namespace shouwen {

using DeliveryId = Id<struct DeliveryTag>;
/// dead: every try failed, or its endpoint ended; it is sent again only by a replay.
enum class DeliveryState { waiting, delivered, dead };

struct Delivery {
  DeliveryId id;
  EndpointId endpoint_id;
  News news;
  DeliveryState state{};
  std::int64_t failures = 0;       ///< since it was put out or replayed
  Instant next_at;                 ///< of what waits
};
struct Attempt {
  Instant at;
  std::int64_t status = 0;         ///< 0 = no answer
  std::string error;               ///< why: address_refused, not_found, not_reached, timed_out, not_trusted, broken_off; "" = answered
  std::int64_t milliseconds = 0;
  std::string answer;              ///< its beginning
  std::string body = {};           ///< the whole answer; not kept
};

/// One piece of news to one endpoint, whatever it asked for.
DeliveryId put_trial(db::Session& session, EndpointId id, Instant now);

/// Due now and to be sent, oldest first, at most `limit`.
std::vector<Delivery> due_deliveries(db::Session& session, EndpointId id, Instant now, std::int64_t limit);
/// Writes the attempt and what follows of it. Nothing if what was sent was taken back meanwhile.
void record_attempt(db::Session& session, const Delivery& sent, const Attempt& attempt, const RetryPlan& plan);

/// Newest first, ids below `before` (0 = all); of one state, or of all.
std::vector<Delivery> list_deliveries(db::Session& session, EndpointId id, std::optional<DeliveryState> state, std::int64_t before, std::int64_t limit);
std::optional<Delivery> load_delivery(db::Session& session, DeliveryId id);
/// Oldest first.
std::vector<Attempt> list_attempts(db::Session& session, DeliveryId id);
struct DeliveryTotals {
  std::int64_t waiting = 0, delivered = 0, dead = 0;  ///< as far as they are remembered
};
DeliveryTotals totals_of(db::Session& session, EndpointId id);

void replay_delivery(db::Session& session, DeliveryId id, Instant now);
/// Everything told since then of what the endpoint asks for, also what it missed while it was paused. Answers how many.
std::int64_t replay_since(db::Session& session, const Endpoint& endpoint, Instant since, Instant now);

/// Of what was told before `before`, at most `limit` events. Answers how many.
std::int64_t forget_news(db::Session& session, Instant before, std::int64_t limit);

}  // namespace shouwen
