-- Rulebook versions: what was in force from when (valid), and when we knew (known). Files as text, never changed once in force.
CREATE TABLE rulebook_version (
  version INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'reviewed', 'in_force', 'rejected')),
  title TEXT NOT NULL,
  author_id INTEGER NOT NULL,
  reviewer_id INTEGER,
  valid_from INTEGER,
  known_at INTEGER NOT NULL
) STRICT;
CREATE TABLE rulebook_file (
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (version, name)
) STRICT, WITHOUT ROWID;

-- The bureau's own regulation text, split into clauses, shown beside ours.
CREATE TABLE regulation_text (
  cite TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  position INTEGER NOT NULL,
  source TEXT NOT NULL,
  imported_at INTEGER NOT NULL
) STRICT;
