-- Meetings with the social supervisors that were not held by their day, told once of each (R-REP-10); rebuilt from the journal
-- (stream missed_meeting/DAY).
CREATE TABLE missed_meeting (
  id INTEGER PRIMARY KEY,             -- the day it was due by, as a number of days
  at INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;

-- A connection without foreign keys (the sqlite3 command line begins so) charges nothing that is not published either (art. 9(2)).
CREATE TRIGGER charge_of_a_published_item BEFORE INSERT ON charge
WHEN NOT EXISTS (SELECT 1 FROM published_item AS item WHERE item.number = NEW.number AND item.code = NEW.code AND item.effective_from = NEW.effective_from
                 AND item.effective_to = NEW.effective_to AND item.unit = NEW.unit AND item.yuan_e8 = NEW.yuan_e8)
BEGIN SELECT RAISE(ABORT, 'this is not published at this price'); END;
CREATE TRIGGER charge_of_a_published_payer BEFORE INSERT ON charge
WHEN NOT EXISTS (SELECT 1 FROM published_item_payer AS payer WHERE payer.number = NEW.number AND payer.code = NEW.code AND payer.effective_from = NEW.effective_from
                 AND payer.customer_class = NEW.payer_class)
BEGIN SELECT RAISE(ABORT, 'this is not published for this payer'); END;
CREATE TRIGGER charge_of_its_own_receipt BEFORE INSERT ON charge
WHEN NOT EXISTS (SELECT 1 FROM receipt WHERE receipt.id = NEW.receipt_id AND receipt.payer_class = NEW.payer_class AND receipt.charged_on = NEW.charged_on)
BEGIN SELECT RAISE(ABORT, 'the receipt is of another payer or day'); END;
