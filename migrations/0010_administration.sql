-- A draft remembers what it began from, so that a change made meanwhile is not undone unseen.
ALTER TABLE rulebook_version ADD COLUMN base_version INTEGER;

-- Tables brought in on the screen: one row a run, who and when. The file itself lies in the data folder until the run is over.
CREATE TABLE import_run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  encoding TEXT NOT NULL,
  heading TEXT NOT NULL,          -- JSON list
  rows INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('uploaded', 'running', 'cancelled', 'interrupted', 'done')),
  mapping TEXT NOT NULL,          -- JSON
  mapping_name TEXT NOT NULL,
  done_rows INTEGER NOT NULL,
  added INTEGER NOT NULL,
  there_already INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  officer_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER
) STRICT;
-- Rows a run did not take, as they were read, with the refusal; to be corrected and sent again.
CREATE TABLE import_refused_row (
  run_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  field TEXT NOT NULL,
  named_values TEXT NOT NULL,     -- JSON list of [name, value]
  cells TEXT NOT NULL,            -- JSON list
  PRIMARY KEY (run_id, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_mapping (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,          -- JSON
  officer_id INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  UNIQUE (kind, name)
) STRICT;

-- What a unit was called, where it belonged and how it was reached, by terms. The row in `unit` keeps what holds now.
CREATE TABLE unit_term (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  parent_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  area INTEGER,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  known_at INTEGER NOT NULL
) STRICT;
CREATE INDEX unit_term_unit ON unit_term (unit_id, id);
INSERT INTO unit_term (unit_id, parent_id, name, phone, area, valid_from, valid_to, known_at)
SELECT id, parent_id, name, phone, area, valid_from, valid_to, known_at FROM unit;

-- Who is on duty when. Planned ahead, ended early or taken back by ended_at; never deleted.
CREATE TABLE duty_shift (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  officer_id INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  duty TEXT NOT NULL,
  planned_by INTEGER NOT NULL,
  known_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX duty_shift_time ON duty_shift (to_at, from_at);

-- When a token was used last, to the hour.
ALTER TABLE api_token ADD COLUMN last_used_at INTEGER;
CREATE INDEX access_log_officer ON access_log (officer_id, id);
CREATE INDEX access_log_time ON access_log (at);
