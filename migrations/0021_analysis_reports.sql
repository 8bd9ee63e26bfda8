-- Analysis reports: the state of each, rebuilt from its events in the journal (stream analysis_report/ID), and what lists ask of it.
CREATE TABLE analysis_report (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  author_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,          -- whose heads review it
  stage INTEGER NOT NULL,            -- ReportStage
  customer_name TEXT NOT NULL,       -- as in the report: a person's covered
  account_number TEXT NOT NULL,
  from_month INTEGER NOT NULL,       -- yyyymm
  to_month INTEGER NOT NULL,
  drafted_at INTEGER NOT NULL,
  submitted_at INTEGER,
  reviewed_at INTEGER,
  reviewed_by_id INTEGER NOT NULL,
  comment TEXT NOT NULL,
  exports INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX analysis_report_author ON analysis_report (author_id, id);
CREATE INDEX analysis_report_unit ON analysis_report (unit_id, stage, id);
CREATE INDEX analysis_report_customer ON analysis_report (customer_id, id);

-- What was computed of a key customer at night, for sums over many: thrown away and computed again at any time, so no event
-- stands behind it.
CREATE TABLE key_account_figure (
  customer_id INTEGER PRIMARY KEY,
  computed_at INTEGER NOT NULL,      -- 0 = to be computed again
  wanted_month INTEGER NOT NULL,     -- yyyymm: the month forecasts should know last; 0 = nothing is known of any customer
  customer_name TEXT NOT NULL,       -- a person's covered
  account_number TEXT NOT NULL,
  area INTEGER NOT NULL,             -- Area
  station_unit_id INTEGER NOT NULL,
  capacity_kva INTEGER NOT NULL,
  year_wh INTEGER,                   -- of the last twelve months; NULL = not all known
  before_wh INTEGER,                 -- of the twelve before
  forecast TEXT NOT NULL             -- JSON, see customer_forecast.h
) STRICT;
