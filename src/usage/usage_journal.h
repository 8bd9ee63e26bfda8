// Events of this room: written into and read out of the journal. Only for the stores of this room.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/time.h"
#include "db/session.h"

namespace shouwen {

struct UsageEvent {
  std::string stream;
  const char* kind = "";
  OfficerId officer_id;
  std::string payload;
};
void append_usage_event(db::Session& session, const UsageEvent& event, Instant now);
/// usage/ID: corrections and settled months of a customer.
std::string usage_stream(CustomerId customer);
/// Calls `each` with kind and payload of every event of this room, in order.
void read_usage_events(db::Session& session, const std::function<void(std::string_view, std::string_view)>& each);

}  // namespace shouwen
