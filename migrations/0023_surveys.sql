-- Surveys: the state of each, rebuilt from its events in the journal (stream survey/ID).
CREATE TABLE survey (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  stage INTEGER NOT NULL,             -- SurveyStage
  state TEXT NOT NULL
) STRICT;

-- The sample, in an order drawn by lot.
CREATE TABLE survey_invitation (
  survey_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  stratum INTEGER NOT NULL,           -- place among the frame's strata
  tier INTEGER NOT NULL,              -- AccountTier
  area INTEGER NOT NULL,              -- Area
  station_unit_id INTEGER NOT NULL,
  state INTEGER NOT NULL,             -- InvitationState
  calls INTEGER NOT NULL,
  PRIMARY KEY (survey_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_invitation_state ON survey_invitation (survey_id, state, calls, number);

-- Links by the hash of their secret; several may lead to one invitation, which is answered once.
CREATE TABLE survey_token (
  token_hash BLOB PRIMARY KEY,
  survey_id INTEGER NOT NULL,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was answered. The id is random and there is no time, so that no order says whose answer it is; the number of the
-- invitation is 0 where the survey is anonymous.
CREATE TABLE survey_answer (
  survey_id INTEGER NOT NULL,
  id BLOB NOT NULL,
  number INTEGER NOT NULL,
  stratum INTEGER NOT NULL,
  answers TEXT NOT NULL,
  PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;
