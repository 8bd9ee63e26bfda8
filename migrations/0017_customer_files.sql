-- What is known of a customer beside finding him: the file's state, rebuilt from its events in the journal (stream customer/ID).
CREATE TABLE customer_file (
  customer_id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
ALTER TABLE customer ADD COLUMN licence_number TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN contracted_capacity_kva INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN is_organisation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN affiliated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN is_critical INTEGER NOT NULL DEFAULT 0;   -- a grade, or special influence
ALTER TABLE customer ADD COLUMN merged_into_id INTEGER NOT NULL DEFAULT 0;
-- Rows of an import that changed what was there.
ALTER TABLE import_run ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX customer_licence ON customer (licence_number) WHERE licence_number <> '';
CREATE INDEX customer_name ON customer (name);
CREATE INDEX customer_capacity ON customer (contracted_capacity_kva) WHERE contracted_capacity_kva > 0;
CREATE INDEX customer_critical ON customer (id) WHERE is_critical = 1;
CREATE INDEX customer_affiliated ON customer (id) WHERE affiliated = 1;
CREATE INDEX customer_merged ON customer (merged_into_id) WHERE merged_into_id <> 0;
