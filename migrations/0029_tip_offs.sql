-- Tips (art. 9(5)): whom a case accuses besides one officer; the supervision key that identities are sealed to; verification, rewards.

-- One row for each further officer (unit_id 0) or unit (officer_id 0) a case accuses: what lists look at.
CREATE TABLE case_accused (
  case_id INTEGER NOT NULL,
  officer_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  PRIMARY KEY (case_id, officer_id, unit_id)
) STRICT, WITHOUT ROWID;

-- The public half. The secret half exists only as supervision_layer.
CREATE TABLE supervision_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  public_key BLOB NOT NULL
) STRICT;
-- An officer's own pair; the secret one under his passphrase (Argon2id, secretbox).
CREATE TABLE supervision_officer (
  officer_id INTEGER PRIMARY KEY,
  public_key BLOB NOT NULL,
  salt BLOB NOT NULL,
  box BLOB NOT NULL,
  admitted INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0
) STRICT;
-- The supervision key's secret half, sealed to `inner`, and that sealed to `outer`.
CREATE TABLE supervision_layer (
  outer_officer_id INTEGER NOT NULL,
  inner_officer_id INTEGER NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY (outer_officer_id, inner_officer_id)
) STRICT;
-- What one officer asked for and another must agree to. 0 open an identity, 1 admit an officer, 2 remove one.
CREATE TABLE supervision_request (
  id INTEGER PRIMARY KEY,
  purpose INTEGER NOT NULL,
  case_id INTEGER,
  opening_number INTEGER,
  officer_id INTEGER,
  asker_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  agreer_id INTEGER,
  for_asker TEXT
) STRICT;
-- The inner layers while they wait: one for each officer who may agree; gone when one did.
CREATE TABLE supervision_waiting (
  request_id INTEGER NOT NULL REFERENCES supervision_request (id),
  agreer_id INTEGER NOT NULL,
  inner TEXT NOT NULL,
  PRIMARY KEY (request_id, agreer_id)
) STRICT;

CREATE TABLE tip_off (
  case_id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  reward_stage INTEGER,
  claim_ends_at INTEGER,
  changed_at INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX tip_off_unclaimed ON tip_off (claim_ends_at) WHERE claim_ends_at IS NOT NULL;

-- What a reporter takes to the cashier: a hash to find it by, the code itself under the house key for the reporter's own page.
CREATE TABLE reward_slip (
  slip_hash BLOB PRIMARY KEY,
  case_id INTEGER NOT NULL UNIQUE,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  sealed TEXT NOT NULL,
  claimed_at INTEGER NOT NULL
) STRICT;
-- Paid once: the slip is the key.
CREATE TABLE reward_payment (
  slip_hash BLOB PRIMARY KEY REFERENCES reward_slip (slip_hash),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  cashier_id INTEGER NOT NULL,
  paid_at INTEGER NOT NULL
) STRICT;

-- Codes without a typing error that belong to no tip: nobody types those by mistake.
CREATE TABLE tip_code_miss (
  hour INTEGER PRIMARY KEY,
  misses INTEGER NOT NULL,
  alarmed INTEGER NOT NULL DEFAULT 0
) STRICT;
