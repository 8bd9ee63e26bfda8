-- Taking part (arts. 5, 6, 8): plans with their comments, the leading group, what the public reads of cases, social supervisors.
-- Every state is rebuilt from its events in the journal (streams plan, plan_comment, group_member, public_matter, social_supervisor,
-- supervisor_meeting).
CREATE TABLE service_plan (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  stage INTEGER NOT NULL,               -- PlanStage
  comments_to INTEGER,                  -- last day the public may comment; absent = never put to it
  is_public INTEGER NOT NULL,           -- the public may read it
  state TEXT NOT NULL
) STRICT;

CREATE TABLE plan_comment (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  stage INTEGER NOT NULL,               -- CommentStage
  is_open INTEGER NOT NULL,             -- waits for a decision or an answer
  state TEXT NOT NULL
) STRICT;
CREATE INDEX plan_comment_plan ON plan_comment (plan_id, id);
CREATE INDEX plan_comment_open ON plan_comment (plan_id) WHERE is_open = 1;

-- The code a writer keeps, by its keyed hash.
CREATE TABLE plan_comment_code (
  code_hash BLOB PRIMARY KEY,
  comment_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE group_member (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  officer_id INTEGER NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE public_matter (
  id INTEGER PRIMARY KEY,               -- of the case
  version INTEGER NOT NULL,
  kind INTEGER NOT NULL,                -- MatterKind
  is_shown INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX public_matter_kind ON public_matter (kind, is_shown, id);

CREATE TABLE social_supervisor (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;

-- The link that works now, by the hash of its secret; one for a supervisor.
CREATE TABLE social_supervisor_link (
  supervisor_id INTEGER PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE
) STRICT;

-- What their reports became; tips are in no such table.
CREATE TABLE supervisor_report (
  case_id INTEGER PRIMARY KEY,
  supervisor_id INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE supervisor_meeting (
  id INTEGER PRIMARY KEY,
  held_on INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;

-- Forms of the public that were sent: a second press leads to what the first became. Forgotten after a day.
CREATE TABLE participation_form (
  once_hash BLOB PRIMARY KEY,
  at INTEGER NOT NULL,
  made TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Questions of the press.
CREATE INDEX service_case_press ON service_case (id) WHERE kind = 0 AND channel = 8;
