-- What customers will want of the network: the state of each need, rebuilt from its events in the journal (stream need/ID).
CREATE TABLE need (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  account_manager_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,              -- NeedKind
  stage INTEGER NOT NULL,             -- NeedStage
  capacity_kva INTEGER NOT NULL,
  power_kw INTEGER NOT NULL,
  yearly_energy_wh INTEGER NOT NULL,
  lost_reason TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX need_stage ON need (stage, id);
CREATE INDEX need_manager ON need (account_manager_id, id);
CREATE INDEX need_customer ON need (customer_id, id);
-- Internal requests: which cases serve which need.
CREATE TABLE need_case (
  case_id INTEGER PRIMARY KEY,
  need_id INTEGER NOT NULL
) STRICT;
CREATE INDEX need_case_need ON need_case (need_id, case_id);
