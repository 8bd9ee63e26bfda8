-- What was charged (art. 9(2), 9(3)): receipts, the refused attempts, charges of affiliated enterprises.
-- The database refuses by itself what the rule refuses: whoever writes by SQL is held too. Triggers here are SQLite's; in PostgreSQL
-- each is a BEFORE INSERT/UPDATE/DELETE row trigger of the same WHEN, whose function does RAISE EXCEPTION, and receipts are numbered
-- under pg_advisory_xact_lock(year), because there two writers can look for the highest number at once.
CREATE TABLE receipt (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  origin INTEGER NOT NULL CHECK (origin IN (0, 1)),   -- ReceiptOrigin: each has numbers of its own
  year INTEGER NOT NULL,
  sequence INTEGER NOT NULL,            -- 1, 2, 3 … without gaps within origin and year
  receipt_state INTEGER NOT NULL,       -- ReceiptState
  issued_on INTEGER NOT NULL,           -- day it was taken or entered
  charged_on INTEGER NOT NULL,          -- day whose prices hold
  customer_id INTEGER NOT NULL,         -- 0 = a walk-in without file
  payer_class INTEGER NOT NULL,         -- CustomerClass
  officer_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  payment_way TEXT NOT NULL,
  total_fen INTEGER NOT NULL,
  cancels_id INTEGER UNIQUE REFERENCES receipt (id),  -- the receipt a counter-entry takes back: once at most
  source TEXT NOT NULL,                 -- '' = our own counter
  source_number TEXT NOT NULL,
  state TEXT NOT NULL,
  UNIQUE (origin, year, sequence),
  UNIQUE (id, payer_class, charged_on),
  CHECK (origin = 1 OR cancels_id IS NOT NULL OR issued_on = charged_on),  -- the counter charges today's prices
  CHECK (charged_on <= issued_on),
  CHECK ((total_fen < 0) = (cancels_id IS NOT NULL))
) STRICT;
CREATE INDEX receipt_day ON receipt (issued_on, id);
CREATE INDEX receipt_customer ON receipt (customer_id, id) WHERE customer_id <> 0;
CREATE UNIQUE INDEX receipt_source ON receipt (source, source_number) WHERE source_number <> '' AND cancels_id IS NULL;
CREATE INDEX receipt_asked ON receipt (id) WHERE receipt_state = 1;

CREATE TRIGGER receipt_numbered_without_gaps BEFORE INSERT ON receipt
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM receipt WHERE origin = NEW.origin AND year = NEW.year)
BEGIN SELECT RAISE(ABORT, 'receipts are numbered without gaps'); END;
-- REPLACE deletes without asking the triggers of DELETE (PostgreSQL has no REPLACE: its unique keys say the same).
CREATE TRIGGER receipt_never_replaced BEFORE INSERT ON receipt
WHEN EXISTS (SELECT 1 FROM receipt WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM receipt WHERE cancels_id = NEW.cancels_id)
  OR (NEW.source_number <> '' AND NEW.cancels_id IS NULL AND EXISTS (SELECT 1 FROM receipt WHERE source = NEW.source AND source_number = NEW.source_number AND source_number <> '' AND cancels_id IS NULL))
BEGIN SELECT RAISE(ABORT, 'a receipt is never replaced'); END;
CREATE TRIGGER receipt_never_altered BEFORE UPDATE ON receipt
WHEN (NEW.id, NEW.origin, NEW.year, NEW.sequence, NEW.issued_on, NEW.charged_on, NEW.customer_id, NEW.payer_class, NEW.officer_id, NEW.unit_id, NEW.payment_way, NEW.total_fen,
      NEW.source, NEW.source_number) IS NOT (OLD.id, OLD.origin, OLD.year, OLD.sequence, OLD.issued_on, OLD.charged_on, OLD.customer_id, OLD.payer_class, OLD.officer_id,
      OLD.unit_id, OLD.payment_way, OLD.total_fen, OLD.source, OLD.source_number) OR NEW.cancels_id IS NOT OLD.cancels_id
BEGIN SELECT RAISE(ABORT, 'a receipt is never altered'); END;
CREATE TRIGGER receipt_cancelled_by_its_counter_entry BEFORE UPDATE ON receipt
WHEN (OLD.receipt_state IN (2, 3) AND NEW.receipt_state <> OLD.receipt_state) OR NEW.receipt_state = 3 AND OLD.receipt_state <> 3
  OR (NEW.receipt_state = 2 AND NOT EXISTS (SELECT 1 FROM receipt WHERE cancels_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'a receipt is cancelled by a counter-entry, for good'); END;
CREATE TRIGGER receipt_never_deleted BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'a receipt is never deleted'); END;

-- One line of a receipt. Positive: of a published item in force on its day. Negative: the mirror of a line that is taken back.
CREATE TABLE charge (
  receipt_id INTEGER NOT NULL,
  line INTEGER NOT NULL,                -- 1, 2, 3 …
  number INTEGER NOT NULL,              -- of the price list
  code TEXT NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  unit TEXT NOT NULL,
  yuan_e8 INTEGER NOT NULL CHECK (yuan_e8 > 0),
  payer_class INTEGER NOT NULL,
  charged_on INTEGER NOT NULL,
  quantity_thousandths INTEGER NOT NULL CHECK (quantity_thousandths <> 0),
  amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0),
  PRIMARY KEY (receipt_id, line),
  FOREIGN KEY (receipt_id, payer_class, charged_on) REFERENCES receipt (id, payer_class, charged_on),
  FOREIGN KEY (number, code, effective_from, effective_to, unit, yuan_e8) REFERENCES published_item (number, code, effective_from, effective_to, unit, yuan_e8),
  FOREIGN KEY (number, code, effective_from, payer_class) REFERENCES published_item_payer (number, code, effective_from, customer_class),
  CHECK (charged_on BETWEEN effective_from AND effective_to),
  -- Below this the product stays a whole number of 64 bits.
  CHECK (quantity_thousandths BETWEEN -(9000000000000000000 / yuan_e8) AND 9000000000000000000 / yuan_e8),
  -- To the fen, half away from zero: thousandths × 1e-8 yuan = 1e-11 yuan, of which a fen has 1e9.
  CHECK (amount_fen = CASE WHEN quantity_thousandths > 0 THEN (quantity_thousandths * yuan_e8 + 500000000) / 1000000000
                           ELSE -((-quantity_thousandths * yuan_e8 + 500000000) / 1000000000) END)
) STRICT, WITHOUT ROWID;
CREATE INDEX charge_item ON charge (code, receipt_id);

-- Of the edition in force on its day, and of no other: a superseded one is over from the first day of the next.
CREATE TRIGGER charge_of_the_edition_in_force BEFORE INSERT ON charge
WHEN NEW.quantity_thousandths > 0 AND NEW.number IS NOT
  (SELECT number FROM price_list WHERE number IS NOT NULL AND in_force_from <= NEW.charged_on ORDER BY in_force_from DESC, number DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'this price list is not in force on that day'); END;
CREATE TRIGGER charge_of_a_receipt BEFORE INSERT ON charge
WHEN (NEW.quantity_thousandths < 0) IS NOT (SELECT cancels_id IS NOT NULL FROM receipt WHERE id = NEW.receipt_id)
BEGIN SELECT RAISE(ABORT, 'only a counter-entry has negative lines, and no others'); END;
CREATE TRIGGER charge_taken_back BEFORE INSERT ON charge
WHEN NEW.quantity_thousandths < 0 AND NOT EXISTS
  (SELECT 1 FROM charge AS first WHERE first.receipt_id = (SELECT cancels_id FROM receipt WHERE id = NEW.receipt_id) AND first.line = NEW.line AND first.number = NEW.number
     AND first.code = NEW.code AND first.effective_from = NEW.effective_from AND first.payer_class = NEW.payer_class AND first.charged_on = NEW.charged_on
     AND first.quantity_thousandths = -NEW.quantity_thousandths)
BEGIN SELECT RAISE(ABORT, 'a counter-entry takes back what was charged'); END;
CREATE TRIGGER charge_never_replaced BEFORE INSERT ON charge
WHEN EXISTS (SELECT 1 FROM charge WHERE receipt_id = NEW.receipt_id AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'a charge is never replaced'); END;
CREATE TRIGGER charge_never_altered BEFORE UPDATE ON charge
BEGIN SELECT RAISE(ABORT, 'a charge is never altered'); END;
CREATE TRIGGER charge_never_deleted BEFORE DELETE ON charge
BEGIN SELECT RAISE(ABORT, 'a charge is never deleted'); END;

-- The check code on the paper, sealed by the data folder's key: a backup alone does not tell it. Not in the journal.
CREATE TABLE receipt_code (
  receipt_id INTEGER PRIMARY KEY REFERENCES receipt (id),
  sealed TEXT NOT NULL
) STRICT;

-- Somebody tried to charge what may not be charged.
CREATE TABLE charge_attempt (
  id INTEGER PRIMARY KEY,
  first_id INTEGER NOT NULL,            -- the attempt this one repeats; itself = the first
  at INTEGER NOT NULL,
  officer_id INTEGER NOT NULL,
  item TEXT NOT NULL,
  code TEXT NOT NULL,                   -- of the refusal
  source TEXT NOT NULL,
  source_number TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX charge_attempt_repeated ON charge_attempt (officer_id, item, at);
CREATE INDEX charge_attempt_first ON charge_attempt (first_id);
CREATE UNIQUE INDEX charge_attempt_source ON charge_attempt (source, source_number, item, code) WHERE source_number <> '';

-- Supervision is told of each first attempt, once. A notice is a hint, not evidence.
CREATE TABLE charge_notice (
  officer_id INTEGER NOT NULL,
  attempt_id INTEGER NOT NULL REFERENCES charge_attempt (id),
  at INTEGER NOT NULL,
  read_at INTEGER,
  PRIMARY KEY (officer_id, attempt_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX charge_notice_unread ON charge_notice (officer_id) WHERE read_at IS NULL;

-- What an affiliated enterprise charged, or was charged, beside the published tariff (art. 9(3)).
CREATE TABLE affiliate_charge (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  affiliate_id INTEGER NOT NULL,        -- customer
  charged_on INTEGER NOT NULL,
  comparison INTEGER NOT NULL,          -- TariffComparison
  exception_state INTEGER NOT NULL,     -- ExceptionState; 0 = none
  source TEXT NOT NULL,
  source_number TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX affiliate_charge_exception ON affiliate_charge (exception_state, id);
CREATE INDEX affiliate_charge_affiliate ON affiliate_charge (affiliate_id, id);
CREATE UNIQUE INDEX affiliate_charge_source ON affiliate_charge (source, source_number) WHERE source_number <> '';
