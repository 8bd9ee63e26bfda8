-- Customers and their accounts, as far as finding and reaching them needs.
CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  account_number TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  area INTEGER NOT NULL,
  station_unit_id INTEGER NOT NULL,
  usage_category TEXT NOT NULL,
  meter_number TEXT NOT NULL,
  known_at INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_phone ON customer (phone);
CREATE INDEX customer_meter ON customer (meter_number);
CREATE VIRTUAL TABLE customer_terms USING fts5(terms, content='', contentless_delete=1, tokenize='ascii');
