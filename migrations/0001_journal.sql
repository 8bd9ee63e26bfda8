-- The journal: one row an event, in one hash-chained order. Nothing here is ever updated or deleted.
CREATE TABLE event (
  number INTEGER PRIMARY KEY,
  stream_kind TEXT NOT NULL,
  stream_id INTEGER NOT NULL,
  stream_number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  on_behalf_of_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  clause TEXT NOT NULL,
  rulebook_version INTEGER NOT NULL,
  payload TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_stream ON event (stream_kind, stream_id, stream_number);
