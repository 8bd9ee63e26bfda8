// How events of this room get into the journal and back. Heavy: only for this room's stores.
#pragma once

#include "charges/charge_describe.h"
#include "charges/receipt_store.h"
#include "db/journal.h"
#include "json/stored.h"

namespace shouwen::charge_journal {

struct EventPlace {
  std::string stream;
  std::int64_t number = 0;   ///< in the stream
  const char* kind = "";
  const char* clause = "";
};

/// The number of the entry.
template <class Body>
std::int64_t append(db::Session& session, const EventPlace& place, const Body& body, const ChargeWriter& writer) {
  db::NewEntry entry;
  entry.stream = place.stream;
  entry.stream_number = place.number;
  entry.at = writer.now;
  entry.actor_id = writer.officer_id.value;
  entry.kind = place.kind;
  entry.clause = place.clause;
  entry.rulebook_version = writer.rulebook_version;
  json::print(entry.payload, body);
  return db::append(session, {entry});
}

inline std::int64_t next_id(db::Session& session, const char* sql) {
  auto query = session.query(sql);
  query.step();
  return query.integer(0);
}

}  // namespace shouwen::charge_journal
