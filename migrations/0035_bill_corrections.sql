-- Late fees and corrected energy (art. 9(2)); refused charges told as every house notice is; guessed codes counted.

-- 退补电费: what a customer is to pay or get back after a wrong meter, wiring or multiplier. Proposed by one, confirmed by another. Stream
-- bill_adjustment/ID.
CREATE TABLE bill_adjustment (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  adjustment_state INTEGER NOT NULL,    -- AdjustmentState
  proposed_by_id INTEGER NOT NULL,
  decided_by_id INTEGER NOT NULL,       -- 0 = not decided
  total_fen INTEGER NOT NULL,           -- above 0: to pay; below: to give back
  state TEXT NOT NULL,
  CHECK (adjustment_state <> 1 OR (decided_by_id <> 0 AND decided_by_id <> proposed_by_id))
) STRICT;
CREATE INDEX bill_adjustment_customer ON bill_adjustment (customer_id, id);
CREATE INDEX bill_adjustment_waiting ON bill_adjustment (id) WHERE adjustment_state = 0;
CREATE TRIGGER bill_adjustment_never_altered BEFORE UPDATE ON bill_adjustment
WHEN (NEW.id, NEW.customer_id, NEW.proposed_by_id, NEW.total_fen) IS NOT (OLD.id, OLD.customer_id, OLD.proposed_by_id, OLD.total_fen) OR OLD.adjustment_state <> 0
BEGIN SELECT RAISE(ABORT, 'a correction is decided once and never altered'); END;
CREATE TRIGGER bill_adjustment_never_deleted BEFORE DELETE ON bill_adjustment
BEGIN SELECT RAISE(ABORT, 'a correction is never deleted'); END;

-- 违约金: what a line of a receipt was counted from. Written before its line, which is refused without it.
CREATE TABLE charge_arrear (
  receipt_id INTEGER NOT NULL REFERENCES receipt (id),
  line INTEGER NOT NULL,
  principal_fen INTEGER NOT NULL CHECK (principal_fen > 0),
  last_day INTEGER NOT NULL,            -- to pay
  days INTEGER NOT NULL CHECK (days > 0),
  PRIMARY KEY (receipt_id, line)
) STRICT, WITHOUT ROWID;
-- Thousandths of yuan·days are fen × days × 10. The unit is that of rulebook/charges.toml; a test holds the two together.
CREATE TRIGGER charge_of_late_fee_by_its_days BEFORE INSERT ON charge
WHEN NEW.unit = '元/元·日' AND NEW.quantity_thousandths > 0 AND NOT EXISTS
  (SELECT 1 FROM charge_arrear WHERE receipt_id = NEW.receipt_id AND line = NEW.line AND principal_fen * days * 10 = NEW.quantity_thousandths AND last_day + days <= NEW.charged_on)
BEGIN SELECT RAISE(ABORT, 'a late fee is charged for the days an amount was late, and for no others'); END;
CREATE TRIGGER charge_arrear_before_its_line BEFORE INSERT ON charge_arrear
WHEN EXISTS (SELECT 1 FROM charge WHERE receipt_id = NEW.receipt_id AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'what a late fee was counted from is written before its line'); END;
CREATE TRIGGER charge_arrear_never_altered BEFORE UPDATE ON charge_arrear
BEGIN SELECT RAISE(ABORT, 'what a late fee was counted from is never altered'); END;
CREATE TRIGGER charge_arrear_never_deleted BEFORE DELETE ON charge_arrear
BEGIN SELECT RAISE(ABORT, 'what a late fee was counted from is never deleted'); END;

-- Wrong codes of receipts and followed cases, by the hour. No address, nobody's name.
CREATE TABLE code_guess (
  code INTEGER NOT NULL,                -- GuessedCode
  hour INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  alarmed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (code, hour)
) STRICT, WITHOUT ROWID;

-- Refused charges are told in the bell as everything of no case is (kind 40, charge_refused); what was told before moves there.
INSERT INTO notice_text (journal_number, path, clause, text_zh, text_en)
SELECT e.number, '/charges?part=attempts', e.clause, '试图收取“' || a.item || '”，已拒绝', 'tried to charge “' || a.item || '”, refused'
FROM charge_attempt a JOIN event e ON e.stream_kind = 'charge_attempt' AND e.stream_id = a.id AND e.stream_number = 1
WHERE EXISTS (SELECT 1 FROM charge_notice n WHERE n.attempt_id = a.id);
INSERT INTO notice (officer_id, journal_number, case_id, event_number, kind, standing_in_for_id, at, read_at)
SELECT n.officer_id, e.number, 0, 0, 40, 0, n.at, n.read_at
FROM charge_notice n JOIN event e ON e.stream_kind = 'charge_attempt' AND e.stream_id = n.attempt_id AND e.stream_number = 1;
DROP TABLE charge_notice;
