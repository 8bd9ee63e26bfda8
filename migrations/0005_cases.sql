-- Cases: the small row lists read, the whole state a command loads, the duties reports count, the search terms.
-- Everything here is derived from the journal; `shouwen verify` rebuilds and compares it.
CREATE TABLE service_case (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  category TEXT NOT NULL,
  channel INTEGER NOT NULL,
  area INTEGER NOT NULL,
  secrecy INTEGER NOT NULL,
  first_contact_id INTEGER NOT NULL,
  first_contact_unit_id INTEGER NOT NULL,
  responsible_officer_id INTEGER NOT NULL,
  handling_unit_id INTEGER NOT NULL,
  offered_to_unit_id INTEGER,
  offered_to_officer_id INTEGER,
  about_officer_id INTEGER,
  customer_id INTEGER,
  contact_name TEXT NOT NULL,
  contact_phone TEXT,
  summary TEXT NOT NULL,
  registered_at INTEGER NOT NULL,
  closed_at INTEGER,
  next_due_at INTEGER,
  next_due_kind INTEGER,
  next_due_armed_at INTEGER,
  wake_at INTEGER,
  office_asked INTEGER NOT NULL,
  follow_up_owed INTEGER NOT NULL,
  suspended INTEGER NOT NULL,
  reminders INTEGER NOT NULL,
  returns INTEGER NOT NULL
) STRICT;
CREATE INDEX service_case_first_contact ON service_case (first_contact_id, id) WHERE stage < 2;
CREATE INDEX service_case_holder ON service_case (responsible_officer_id, id) WHERE stage < 2;
CREATE INDEX service_case_offered ON service_case (offered_to_unit_id, id) WHERE offered_to_unit_id IS NOT NULL;
CREATE INDEX service_case_office ON service_case (id) WHERE office_asked = 1;
CREATE INDEX service_case_follow_up ON service_case (id) WHERE follow_up_owed = 1;
CREATE INDEX service_case_wake ON service_case (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX service_case_due ON service_case (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX service_case_unit ON service_case (handling_unit_id, stage, id);
CREATE INDEX service_case_kind ON service_case (kind, id);
CREATE INDEX service_case_customer ON service_case (customer_id, id) WHERE customer_id IS NOT NULL;
CREATE INDEX service_case_phone ON service_case (contact_phone, id) WHERE contact_phone IS NOT NULL;

CREATE TABLE case_state (
  case_id INTEGER PRIMARY KEY,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE case_duty (
  case_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  armed_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  ended_at INTEGER,
  limit_id TEXT NOT NULL,
  owner_officer_id INTEGER NOT NULL,
  owner_unit_id INTEGER NOT NULL,
  PRIMARY KEY (case_id, number)
) STRICT, WITHOUT ROWID;

-- Bigram terms made by search_terms(); contentless: the words themselves stay in the state.
CREATE VIRTUAL TABLE case_terms USING fts5(terms, content='', contentless_delete=1, tokenize='ascii');

-- Today's last number; one row a day.
CREATE TABLE case_number (
  day INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

-- What the customer needs to look at the case: a hash of the receipt, never the receipt.
CREATE TABLE case_receipt (
  case_id INTEGER PRIMARY KEY,
  receipt_hash BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  hash TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  by_customer INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX attachment_case ON attachment (case_id, id);
