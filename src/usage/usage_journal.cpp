// One clause stands behind all of them.
#include "usage/usage_journal.h"

#include "db/journal.h"
#include "regulation/clauses.h"

namespace shouwen {

void append_usage_event(db::Session& session, const UsageEvent& event, Instant now) {
  db::NewEntry entry;
  entry.stream = event.stream;
  entry.stream_number = db::next_stream_number(session, event.stream);
  entry.at = now;
  entry.actor_id = event.officer_id.value;
  entry.kind = event.kind;
  entry.clause = clause::art_11_6_3;
  entry.payload = event.payload;
  db::append(session, {entry});
}

std::string usage_stream(CustomerId customer) { return "usage/" + std::to_string(customer.value); }

void read_usage_events(db::Session& session, const std::function<void(std::string_view, std::string_view)>& each) {
  auto query = session.query("SELECT kind, payload FROM event WHERE stream_kind IN ('usage', 'usage_import') ORDER BY number");
  while (query.step()) each(query.text(0), query.text(1));
}

}  // namespace shouwen
