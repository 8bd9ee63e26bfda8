-- Tips given by several, each with a code of his own and a pay-out slip of his own; when a reporter is told that the time to claim
-- ends. Art. 9(5).

-- Codes of the second, third … reporter of a tip; the first has the case's. Only the hash.
CREATE TABLE tip_reporter (
  code_hash BLOB PRIMARY KEY,
  case_id INTEGER NOT NULL,
  reporter INTEGER NOT NULL CHECK (reporter > 1),
  UNIQUE (case_id, reporter)
) STRICT;

ALTER TABLE tip_off ADD COLUMN claim_tell_at INTEGER;
CREATE INDEX tip_off_to_tell ON tip_off (claim_tell_at) WHERE claim_tell_at IS NOT NULL;

-- A slip for each reporter. Rebuilt, because a table's keys cannot be changed.
CREATE TABLE reward_slip_each (
  slip_hash BLOB PRIMARY KEY,
  case_id INTEGER NOT NULL,
  reporter INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  sealed TEXT NOT NULL,
  claimed_at INTEGER NOT NULL,
  UNIQUE (case_id, reporter)
) STRICT;
INSERT INTO reward_slip_each (slip_hash, case_id, reporter, amount_fen, sealed, claimed_at)
  SELECT slip_hash, case_id, 1, amount_fen, sealed, claimed_at FROM reward_slip;
CREATE TABLE reward_payment_each (
  slip_hash BLOB PRIMARY KEY REFERENCES reward_slip_each (slip_hash),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  cashier_id INTEGER NOT NULL,
  paid_at INTEGER NOT NULL
) STRICT;
INSERT INTO reward_payment_each (slip_hash, amount_fen, cashier_id, paid_at)
  SELECT slip_hash, amount_fen, cashier_id, paid_at FROM reward_payment;
DROP TABLE reward_payment;
DROP TABLE reward_slip;
ALTER TABLE reward_slip_each RENAME TO reward_slip;
ALTER TABLE reward_payment_each RENAME TO reward_payment;
