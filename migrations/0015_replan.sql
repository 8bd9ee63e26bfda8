-- Runs that count the open deadlines of all live cases anew; where one stands, so that it goes on after a restart.
CREATE TABLE replan_run (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,      -- the rulebook whose days, or limits too, are counted by
  scope INTEGER NOT NULL,        -- ReplanScope
  state TEXT NOT NULL,           -- running, done, cancelled, superseded
  actor_id INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  last_case_id INTEGER NOT NULL,
  planned INTEGER NOT NULL,      -- live cases when it began
  cases INTEGER NOT NULL,
  moved INTEGER NOT NULL,
  overdue INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX replan_run_running ON replan_run (state) WHERE state = 'running';
