-- One root a day over the whole journal so far (art. 8): published, so that nobody can change what was before.
CREATE TABLE journal_root (
  day INTEGER PRIMARY KEY,              -- the day that was over; Date
  size INTEGER NOT NULL,                -- entries 1 … size
  root BLOB NOT NULL,                   -- SHA-256
  made_at INTEGER NOT NULL
) STRICT;

-- Complete parts of the tree, every eighth level: what a proof would else compute from a million leaves.
CREATE TABLE journal_part (
  level INTEGER NOT NULL,               -- 8, 16, 24 …: of 1 << level entries
  place INTEGER NOT NULL,               -- 0, 1, 2 … from the left
  hash BLOB NOT NULL,
  PRIMARY KEY (level, place)
) STRICT, WITHOUT ROWID;
