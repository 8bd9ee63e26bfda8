// One pass over a range of the journal in the order of its index of streams.
#include "what_if/what_if_store.h"

#include "cases/case_store.h"

namespace shouwen {

CaseRange cases_of_period(db::Session& session, Period period) {
  auto query = session.query("SELECT coalesce(min(id), 1), coalesce(max(id), 0), count(*) FROM service_case WHERE registered_at >= ?1 AND registered_at < ?2");
  query.bind(1, period.from.seconds).bind(2, period.to.seconds);
  query.step();
  return {query.integer(0), query.integer(1), query.integer(2)};
}

void read_histories(db::Session& session, Period period, CaseRange range, Instant until, const std::function<void(std::vector<CaseEvent>&)>& each) {
  auto query = session.query(
      "SELECT stream_id, stream_number, at, actor_id, kind, rulebook_version, payload FROM event"
      " WHERE stream_kind = 'case' AND stream_id BETWEEN ?1 AND ?2 ORDER BY stream_id, stream_number");
  query.bind(1, range.first).bind(2, range.last);
  std::vector<CaseEvent> events;
  db::Entry entry;
  const auto tell = [&] {
    if (!events.empty()) each(events);
    events.clear();
  };
  std::int64_t other = 0;  // a case of another period
  while (query.step()) {
    const std::int64_t id = query.integer(0);
    const Instant at{query.integer(2)};
    if (!events.empty() && events.front().case_id.value != id) tell();
    if (id == other || at > until) continue;
    if (query.integer(1) == 1 && (at < period.from || at >= period.to)) {
      other = id;
      continue;
    }
    entry.stream = "case/" + std::to_string(id);
    entry.stream_number = query.integer(1);
    entry.at = at;
    entry.actor_id = query.integer(3);
    entry.kind = query.text(4);
    entry.rulebook_version = query.integer(5);
    entry.payload = query.text(6);
    events.push_back(from_entry(entry));
  }
  tell();
}

}  // namespace shouwen
