-- Sessions end when nobody uses them and can be told apart by their officer; first passwords end; wrong sign-ins are counted by
-- name and address, so that guessing at somebody's account does not shut him out where he works.
ALTER TABLE session ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
UPDATE session SET used_at = created_at;
ALTER TABLE account ADD COLUMN password_set_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account DROP COLUMN failures;
ALTER TABLE account DROP COLUMN locked_until;
-- `name_hash` is of what was typed, so that names which are nobody's wait just as long; address '' counts all strange addresses.
CREATE TABLE sign_in_attempt (
  name_hash BLOB NOT NULL,
  address TEXT NOT NULL,
  failures INTEGER NOT NULL,
  locked_until INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  succeeded_at INTEGER NOT NULL,
  PRIMARY KEY (name_hash, address)
) STRICT, WITHOUT ROWID;
