-- Months given out as data (art. 8): numbered editions, never changed; a correction is a new one. Stream open_data_edition/NUMBER.
CREATE TABLE open_data_edition (
  number INTEGER PRIMARY KEY,           -- 1, 2, 3 … without gaps
  month INTEGER NOT NULL,               -- first day; Date
  issued_at INTEGER NOT NULL,
  corrects_number INTEGER UNIQUE,       -- the edition this one takes the place of; NULL = the first of its month
  journal_number INTEGER NOT NULL,      -- the entry it can be proved by
  event TEXT NOT NULL,                  -- as in the journal
  figures_csv TEXT NOT NULL,            -- the files themselves: what is hashed
  rows_csv TEXT NOT NULL
) STRICT;
CREATE INDEX open_data_edition_month ON open_data_edition (month, number);

-- Keys by which programs of others post requests (Open311). Only the hash of a key is kept. Stream open311_key/ID.
CREATE TABLE open311_key (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  channel INTEGER NOT NULL,             -- Channel of the cases it brings
  key_hash BLOB NOT NULL UNIQUE,
  issued_by_id INTEGER NOT NULL,
  issued_at INTEGER NOT NULL,
  revoked_by_id INTEGER,
  revoked_at INTEGER,
  revoked_reason TEXT NOT NULL
) STRICT;

-- What was posted by which key, refused or not: no words of anybody. Forgotten after the rulebook's days.
CREATE TABLE open311_call (
  id INTEGER PRIMARY KEY,
  key_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  status INTEGER NOT NULL,              -- as answered: 200, 400, 403, 429 …
  service_code TEXT NOT NULL,           -- '' = none of ours
  case_id INTEGER                       -- NULL = refused
) STRICT;
CREATE INDEX open311_call_key ON open311_call (key_id, at);
CREATE INDEX open311_call_at ON open311_call (at);
