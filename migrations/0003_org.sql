-- The bureau: one row of settings.
CREATE TABLE bureau (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Reference data with two times: valid_from/valid_to (when it applies) and known_at (when we learned it). Ended, never edited.
CREATE TABLE unit (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind INTEGER NOT NULL,
  phone TEXT NOT NULL,
  area INTEGER,
  is_bureau_office INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  known_at INTEGER NOT NULL
) STRICT;
CREATE TABLE officer (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  known_at INTEGER NOT NULL
) STRICT;
CREATE TABLE post (
  id INTEGER PRIMARY KEY,
  officer_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  is_head INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  known_at INTEGER NOT NULL
) STRICT;
CREATE INDEX post_officer ON post (officer_id);
CREATE TABLE deputy (
  id INTEGER PRIMARY KEY,
  officer_id INTEGER NOT NULL,
  deputy_id INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  known_at INTEGER NOT NULL
) STRICT;
CREATE TABLE absence (
  id INTEGER PRIMARY KEY,
  officer_id INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  known_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

CREATE TABLE account (
  officer_id INTEGER PRIMARY KEY,
  password_hash TEXT NOT NULL,
  must_change INTEGER NOT NULL,
  totp_secret BLOB,
  totp_last_step INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE session (
  id_hash BLOB PRIMARY KEY,
  officer_id INTEGER NOT NULL,
  csrf_token TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE api_token (
  id INTEGER PRIMARY KEY,
  officer_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;

-- Who read whose personal data, when and why.
CREATE TABLE access_log (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  officer_id INTEGER NOT NULL,
  subject TEXT NOT NULL,
  fields TEXT NOT NULL,
  reason TEXT NOT NULL,
  address TEXT NOT NULL
) STRICT;
CREATE INDEX access_log_subject ON access_log (subject, id);

CREATE TABLE idempotency (
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  route TEXT NOT NULL,
  body_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_expiry ON idempotency (expires_at);
