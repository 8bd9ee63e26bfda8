-- What a customer is writing on the public pages and has not sent yet. Sealed with the house's key: the row says nothing about
-- him, and only the hash of the token in his browser finds it. Forgotten after a few days.
CREATE TABLE report_draft (
  token_hash BLOB PRIMARY KEY,
  sealed TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX report_draft_expiry ON report_draft (expires_at);

-- What the bureau tells everybody: on the hall screen and the public home page. Dated rows, ended but never edited.
CREATE TABLE announcement (
  id INTEGER PRIMARY KEY,
  title_zh TEXT NOT NULL,
  body_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,          -- '' = not translated
  body_en TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  author_id INTEGER NOT NULL,
  known_at INTEGER NOT NULL,
  ended_at INTEGER                 -- taken down before its time
) STRICT;
CREATE INDEX announcement_validity ON announcement (valid_to);

-- The hall screen counts what was answered today.
CREATE INDEX case_moment_answered ON case_moment (at) WHERE kind = 1;
