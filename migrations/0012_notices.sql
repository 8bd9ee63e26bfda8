-- What an officer is told of, written with the event it tells of: nothing is lost, and the key lets nothing be told twice.
-- A notice is a hint, not evidence: it can be read and forgotten, the event it points at cannot.
CREATE TABLE notice (
  officer_id INTEGER NOT NULL,
  journal_number INTEGER NOT NULL,   -- of the event; also the order
  case_id INTEGER NOT NULL,
  event_number INTEGER NOT NULL,     -- within the case
  kind INTEGER NOT NULL,             -- NoticeKind
  standing_in_for_id INTEGER NOT NULL,  -- the absent colleague whose notice it is; 0 = his own
  at INTEGER NOT NULL,
  read_at INTEGER,
  PRIMARY KEY (officer_id, journal_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_unread ON notice (case_id, officer_id) WHERE read_at IS NULL;
CREATE INDEX notice_unread_of ON notice (officer_id) WHERE read_at IS NULL;
