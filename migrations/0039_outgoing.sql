-- Programs of others that are told of cases by webhook (art. 8). Stream webhook_endpoint/ID.
CREATE TABLE webhook_endpoint (
  id INTEGER PRIMARY KEY,
  standing INTEGER NOT NULL,            -- 0 active, 1 paused, 2 ended; also in state
  state TEXT NOT NULL,                  -- JSON, as the journal makes it
  secret TEXT NOT NULL,                 -- sealed with house.key; '' = ended
  former_secret TEXT NOT NULL,          -- sealed; signs too until former_until
  former_until INTEGER,
  failing_since INTEGER                 -- the first failure since something was taken
) STRICT;

-- What was told: no names, phones, addresses, words. Forgotten after the operator's days.
CREATE TABLE outgoing_event (
  id INTEGER PRIMARY KEY,
  webhook_id TEXT NOT NULL UNIQUE,      -- on every try
  kind INTEGER NOT NULL,                -- NewsKind
  case_id INTEGER,                      -- NULL = a trial
  at INTEGER NOT NULL,
  facts TEXT NOT NULL                   -- JSON
) STRICT;
CREATE INDEX outgoing_event_case ON outgoing_event (case_id);
CREATE INDEX outgoing_event_at ON outgoing_event (at);

-- The outbox: an event on its way to an endpoint, written in the transaction of the event.
CREATE TABLE webhook_delivery (
  id INTEGER PRIMARY KEY,
  endpoint_id INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  state INTEGER NOT NULL,               -- 0 waiting, 1 delivered, 2 dead
  failures INTEGER NOT NULL,            -- since it was put out or replayed
  next_at INTEGER NOT NULL,             -- of what waits
  UNIQUE (endpoint_id, event_id)
) STRICT;
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, state, next_at);
CREATE INDEX webhook_delivery_event ON webhook_delivery (event_id);

CREATE TABLE webhook_attempt (
  id INTEGER PRIMARY KEY,
  delivery_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  status INTEGER NOT NULL,              -- 0 = no answer
  error TEXT NOT NULL,                  -- why there was none: a code; '' = answered
  milliseconds INTEGER NOT NULL,
  answer TEXT NOT NULL                  -- its beginning
) STRICT;
CREATE INDEX webhook_attempt_delivery ON webhook_attempt (delivery_id);
