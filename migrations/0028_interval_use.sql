-- What customers used by 15, 30 or 60 minutes: a row a day. A day is what is imported, refused, corrected and looked at as a
-- whole, and packed it needs 100 to 300 bytes where a row an interval would need thirty times as much with its keys.
CREATE TABLE interval_use (
  customer_id INTEGER NOT NULL,
  day INTEGER NOT NULL,          -- days since 1970-01-01
  minutes INTEGER NOT NULL,      -- 15, 30, 60
  import_id INTEGER NOT NULL,    -- which import brought it last; 0 = a correction
  total_wh INTEGER NOT NULL,     -- of the known intervals
  missing INTEGER NOT NULL,      -- intervals without a value
  readings BLOB NOT NULL,        -- see packed_readings in src/usage/interval_day.h
  estimated BLOB NOT NULL,
  PRIMARY KEY (customer_id, day)
) STRICT, WITHOUT ROWID;
ALTER TABLE usage_import ADD COLUMN form TEXT NOT NULL DEFAULT 'months';  -- UseFileForm

-- Customers of one trade or tariff class by size: whom one is compared with.
ALTER TABLE customer ADD COLUMN trade TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN tariff_class TEXT NOT NULL DEFAULT '';
UPDATE customer SET
  trade = (SELECT coalesce(json_extract(f.state, '$.trade'), '') FROM customer_file f WHERE f.customer_id = customer.id),
  tariff_class = (SELECT coalesce(json_extract(f.state, '$.tariff_class'), '') FROM customer_file f WHERE f.customer_id = customer.id)
  WHERE id IN (SELECT customer_id FROM customer_file);
CREATE INDEX customer_trade ON customer (trade, contracted_capacity_kva) WHERE trade <> '' AND merged_into_id = 0;
CREATE INDEX customer_tariff_class ON customer (tariff_class, contracted_capacity_kva) WHERE tariff_class <> '' AND merged_into_id = 0;

-- Who uses so much that he may be watched: a year of X has a month of at least X / 12. Only larger months stand in it, so that
-- it stays small beside the use of households.
CREATE INDEX monthly_use_large ON monthly_use (month, total_wh) WHERE total_wh >= 10000000;

-- Where a key customer is, out of the rulebook's places.
ALTER TABLE key_account_figure ADD COLUMN place TEXT NOT NULL DEFAULT '';
