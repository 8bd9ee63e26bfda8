-- Cases a bureau brings along from an earlier system: for looking up and for numbers, not for work. `on_time` is our own
-- verdict out of the three instants, `published_on_time` the earlier system's, for comparison.
CREATE TABLE past_case (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  number TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  target_at INTEGER,
  closed_at INTEGER,
  category TEXT NOT NULL,
  title TEXT NOT NULL,
  place TEXT NOT NULL,
  result TEXT NOT NULL,
  on_time INTEGER NOT NULL,
  published_on_time INTEGER,
  imported_at INTEGER NOT NULL,
  UNIQUE (source, number)
) STRICT;
