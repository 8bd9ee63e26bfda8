-- What other systems know of a customer. `import_id` says which import brought the row (import_run); 0 = a correction.
CREATE TABLE bill_record (
  customer_id INTEGER NOT NULL,
  month INTEGER NOT NULL,        -- yyyymm
  import_id INTEGER NOT NULL,
  energy_wh INTEGER,
  amount_fen INTEGER NOT NULL,
  energy_charge_fen INTEGER,
  capacity_charge_fen INTEGER,
  power_factor_adjustment_fen INTEGER,
  surcharge_fen INTEGER,
  late_fee_fen INTEGER,
  other_fen INTEGER,
  due_on INTEGER,                -- days since 1970
  paid_fen INTEGER NOT NULL,
  paid_on INTEGER,
  note TEXT NOT NULL,
  PRIMARY KEY (customer_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE arrears_record (
  customer_id INTEGER NOT NULL,
  as_of_on INTEGER NOT NULL,     -- days since 1970
  import_id INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  since_on INTEGER,
  bills INTEGER,
  late_fee_fen INTEGER,
  note TEXT NOT NULL,
  PRIMARY KEY (customer_id, as_of_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE outage_record (
  customer_id INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  to_at INTEGER,                 -- NULL = not over yet, or not known
  outage_kind INTEGER NOT NULL,  -- OutageKind
  cause TEXT NOT NULL,
  outage_number TEXT NOT NULL,
  PRIMARY KEY (customer_id, from_at)
) STRICT, WITHOUT ROWID;

-- Photos and papers of a customer's file; contents lie in the data folder under the name of their hash.
CREATE TABLE customer_paper (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  version INTEGER NOT NULL,      -- events so far
  hash TEXT NOT NULL,
  removed INTEGER NOT NULL,      -- 1 = no longer shown; the file stays, its event proves it was there
  state TEXT NOT NULL
) STRICT;
CREATE INDEX customer_paper_customer ON customer_paper (customer_id, id);
CREATE INDEX customer_paper_hash ON customer_paper (hash);

-- What was taken out of the house of customers' files: who, when, why. The event says the same.
CREATE TABLE customer_export (
  id INTEGER PRIMARY KEY,
  officer_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  subject TEXT NOT NULL,         -- customer/7, key_accounts
  export_format INTEGER NOT NULL,-- ExportFormat
  reason TEXT NOT NULL,
  question TEXT NOT NULL         -- filters of a table, as a query string
) STRICT;
