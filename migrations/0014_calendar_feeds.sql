-- Secret links under which calendar programs read an officer's deadlines or a unit's roster. The secret itself is only in the link.
CREATE TABLE calendar_feed (
  id INTEGER PRIMARY KEY,
  officer_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,        -- FeedKind
  unit_id INTEGER NOT NULL,     -- of a roster; 0 = none
  name TEXT NOT NULL,
  secret_hash BLOB NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,         -- to the hour
  revoked_at INTEGER
) STRICT;
CREATE INDEX calendar_feed_officer ON calendar_feed (officer_id);
-- Duties somebody owes of a case he does not hold (an extra report, a supervision's answer).
CREATE INDEX case_duty_owner ON case_duty (owner_officer_id, case_id) WHERE ended_at IS NULL AND owner_officer_id <> 0;
