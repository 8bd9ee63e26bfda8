-- What customers used each month. Absent parts were not metered. `import_id` says which import brought the figure; 0 = a correction.
CREATE TABLE monthly_use (
  customer_id INTEGER NOT NULL,
  month INTEGER NOT NULL,        -- yyyymm
  total_wh INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  super_peak_wh INTEGER,
  peak_wh INTEGER,
  flat_wh INTEGER,
  valley_wh INTEGER,
  reactive_varh INTEGER,
  max_demand_w INTEGER,
  PRIMARY KEY (customer_id, month)
) STRICT, WITHOUT ROWID;

-- Imports and how far one is, so that it goes on after a restart. The sums add up over what was written: see usage_sum.h.
CREATE TABLE usage_import (
  id INTEGER PRIMARY KEY,
  file_hash TEXT NOT NULL,
  file_name TEXT NOT NULL,
  state TEXT NOT NULL,           -- running, done
  officer_id INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  bytes_done INTEGER NOT NULL,
  lines_done INTEGER NOT NULL,   -- of the file, the heading too
  rows INTEGER NOT NULL,
  added INTEGER NOT NULL,        -- values
  there_already INTEGER NOT NULL,
  refused INTEGER NOT NULL,      -- rows
  sum_low INTEGER NOT NULL,
  sum_high INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX usage_import_running ON usage_import (file_hash) WHERE state = 'running';

-- Months in which a key customer did something unusual, until his manager says what it was.
CREATE TABLE unusual_use (
  customer_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  kind TEXT NOT NULL,            -- UnusualKind
  reason TEXT NOT NULL,          -- JSON
  found_at INTEGER NOT NULL,
  settled_at INTEGER,
  settled_by INTEGER,
  settled_how TEXT,
  PRIMARY KEY (customer_id, month, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX unusual_use_open ON unusual_use (found_at) WHERE settled_at IS NULL;
