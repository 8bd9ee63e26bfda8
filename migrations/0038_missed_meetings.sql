-- Meetings with the social supervisors that were not held by their day, told once of each (R-REP-10); rebuilt from the journal
-- (stream missed_meeting/DAY).
CREATE TABLE missed_meeting (
  id INTEGER PRIMARY KEY,             -- the day it was due by, as a number of days
  at INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
