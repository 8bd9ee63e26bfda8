-- What a customer's representative was given and did: the state, and what lists ask of it. Rebuilt from the journal by verify.
CREATE TABLE representative_access (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  representative_id INTEGER NOT NULL,   -- the entry in the customer's file
  version INTEGER NOT NULL,
  access_state INTEGER NOT NULL,        -- AccessState
  waits INTEGER NOT NULL,               -- 1 = something of his waits for the account manager
  state TEXT NOT NULL,
  UNIQUE (customer_id, representative_id)
) STRICT;
CREATE INDEX representative_access_waits ON representative_access (customer_id) WHERE waits = 1;

-- His secrets, only as hashes; never in the journal.
CREATE TABLE representative_account (
  access_id INTEGER PRIMARY KEY,
  password_hash TEXT NOT NULL,          -- '' = none set
  code_hash BLOB UNIQUE,                -- of an invitation not taken up yet
  code_failures INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  locked_until INTEGER NOT NULL
) STRICT;
CREATE TABLE representative_session (
  id_hash BLOB PRIMARY KEY,
  access_id INTEGER NOT NULL,
  csrf_token TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX representative_session_access ON representative_session (access_id);
