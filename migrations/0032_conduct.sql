-- Violation cases (art. 9(4), 7): the state of each, rebuilt from its events in the journal (stream conduct/ID).
CREATE TABLE conduct_case (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  year INTEGER NOT NULL,
  sequence INTEGER NOT NULL,            -- 1, 2, 3 … of the year
  stage INTEGER NOT NULL,               -- ConductStage
  unit_id INTEGER NOT NULL,             -- which handles it
  accused_id INTEGER NOT NULL,
  accused_unit_id INTEGER NOT NULL,     -- his, when the case was opened
  violation TEXT NOT NULL,              -- row of the table
  lead_kind INTEGER NOT NULL,
  lead_id INTEGER NOT NULL,             -- 0 = of no case, attempt or charge of this house
  opened_at INTEGER NOT NULL,
  decided_at INTEGER,                   -- of the decision that stands; absent = none, or lifted
  measure INTEGER,
  repeated INTEGER,
  exposure_level INTEGER,               -- of a published exposure
  strike_at INTEGER,                    -- when the clock has something to do with it
  state TEXT NOT NULL,
  UNIQUE (year, sequence)
) STRICT;
CREATE INDEX conduct_case_accused ON conduct_case (accused_id, decided_at);
CREATE INDEX conduct_case_lead ON conduct_case (lead_kind, lead_id) WHERE lead_id <> 0;
CREATE INDEX conduct_case_strike ON conduct_case (strike_at) WHERE strike_at IS NOT NULL;
CREATE INDEX conduct_case_decided ON conduct_case (decided_at) WHERE decided_at IS NOT NULL;

-- Exposures as numbered when they were published: the public's series and the house's own. A number is never used again and never goes.
CREATE TABLE conduct_exposure (
  is_public INTEGER NOT NULL,           -- 1 = to society
  number INTEGER NOT NULL,              -- 1, 2, 3 … of its series
  conduct_id INTEGER NOT NULL UNIQUE REFERENCES conduct_case (id),
  PRIMARY KEY (is_public, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER conduct_exposure_never_altered BEFORE UPDATE ON conduct_exposure
BEGIN SELECT RAISE(ABORT, 'the number of an exposure is never altered'); END;
CREATE TRIGGER conduct_exposure_never_deleted BEFORE DELETE ON conduct_exposure
BEGIN SELECT RAISE(ABORT, 'the number of an exposure never goes'); END;
