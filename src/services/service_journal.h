// One stream of events and the state beside it: how services and agreements are written and read back. Heavy: only for stores.
#pragma once

#include "base/check.h"
#include "db/journal.h"
#include "json/json.h"
#include "services/service_store.h"

namespace shouwen::service_journal {

template <class T>
std::string text_of(const T& value) {
  std::string text;
  json::print(text, value);
  return text;
}

template <class T>
T parsed(std::string_view text) {
  T value;
  const auto document = json::parse_document(text);
  SHOUWEN_CHECK(document && json::parse(*document, value, json::ParseMode::lenient).empty());
  return value;
}

template <class Event>
void append(db::Session& session, std::string stream, const Event& event, const char* clause, const ServiceWriter& writer) {
  db::NewEntry entry;
  entry.stream = std::move(stream);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = writer.now;
  entry.actor_id = writer.officer_id.value;
  entry.kind = event.kind;
  entry.clause = clause;
  entry.rulebook_version = writer.rulebook_version;
  entry.payload = text_of(event);
  db::append(session, {entry});
}

/// What the events of a stream make of nothing.
template <class State, class Event, class IdOf>
State rebuilt(db::Session& session, const std::string& stream, IdOf id) {
  State state;
  state.id = id;
  for (const db::Entry& entry : db::read_stream(session, stream)) state = apply(std::move(state), parsed<Event>(entry.payload));
  return state;
}

}  // namespace shouwen::service_journal
