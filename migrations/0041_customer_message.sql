-- What customers are told by text message (art. 10(8)). Stream customer_message/ID.
CREATE TABLE customer_message (
  id INTEGER PRIMARY KEY,
  case_id INTEGER,                      -- NULL = a trial
  kind INTEGER NOT NULL,                -- MessageKind
  phone TEXT NOT NULL,
  text TEXT NOT NULL,
  put_out_at INTEGER NOT NULL,
  state INTEGER NOT NULL,               -- 0 waiting, 1 sent, 2 delivered, 3 failed, 4 cancelled
  settled_at INTEGER,                   -- since when; NULL = waiting
  gateway_number TEXT NOT NULL,         -- the gateway's own, by which it reports; '' = not sent
  reason TEXT NOT NULL,                 -- why it failed, or waits for another try (then not in the journal)
  failures INTEGER NOT NULL,            -- tries so far; not in the journal
  next_at INTEGER NOT NULL,             -- of what waits; not in the journal
  repeats INTEGER NOT NULL DEFAULT 0    -- so many times sent again by hand
) STRICT;
CREATE INDEX customer_message_due ON customer_message (state, next_at);
CREATE INDEX customer_message_case ON customer_message (case_id);
CREATE INDEX customer_message_gateway ON customer_message (gateway_number);
CREATE INDEX customer_message_put_out ON customer_message (put_out_at);

-- Whether any are sent, in which language, with which link. Stream message_setting/1.
CREATE TABLE message_setting (
  id INTEGER PRIMARY KEY,               -- 1
  setting TEXT NOT NULL                 -- JSON, as the journal has it
) STRICT;
