-- Lists: what is due first without sorting, and counts of a desk out of the index alone; filters kept under a name; tables as
-- each officer arranged them.
DROP INDEX service_case_holder;
CREATE INDEX service_case_holder ON service_case
  (responsible_officer_id, stage, coalesce(next_due_at, 9223372036854775807), id, offered_to_unit_id, office_asked, suspended)
  WHERE stage < 2;
CREATE INDEX service_case_unit_due ON service_case (handling_unit_id, coalesce(next_due_at, 9223372036854775807), id) WHERE stage < 2;

CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY,
  officer_id INTEGER NOT NULL,     -- whose it is
  name TEXT NOT NULL,
  query TEXT NOT NULL,             -- as GET /cases takes it
  shared_with INTEGER NOT NULL,    -- 0 nobody, 1 the unit and below, 2 the bureau
  unit_id INTEGER NOT NULL,        -- the unit it is shared with; 0 = none
  changed_at INTEGER NOT NULL,
  UNIQUE (officer_id, name)
) STRICT;
CREATE INDEX saved_filter_shared ON saved_filter (shared_with, unit_id) WHERE shared_with > 0;

CREATE TABLE preference (
  officer_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (officer_id, name)
) STRICT, WITHOUT ROWID;
