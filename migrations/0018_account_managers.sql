-- A post has a rank in its unit: 0 staff, 1 deputy head, 2 head.
ALTER TABLE post ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
UPDATE post SET rank = 2 WHERE is_head = 1;
ALTER TABLE post DROP COLUMN is_head;

-- Key customers as their managers see them: the state, and what lists ask of it. Rebuilt from the journal by verify.
CREATE TABLE managed_customer (
  customer_id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  tier INTEGER NOT NULL,            -- AccountTier
  manager_id INTEGER NOT NULL,      -- 0 = nobody took charge
  wake_at INTEGER,                  -- when a promise warns or breaks
  state TEXT NOT NULL
) STRICT;
CREATE INDEX managed_customer_manager ON managed_customer (manager_id);
CREATE INDEX managed_customer_wake ON managed_customer (wake_at) WHERE wake_at IS NOT NULL;

-- Contacts by the id they got where they were written down: sent twice, they count once.
CREATE TABLE account_contact (
  client_id TEXT PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  stream_number INTEGER NOT NULL,   -- of the event
  officer_id INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX account_contact_customer ON account_contact (customer_id, at);

-- Who was or is an account manager of which kind: [from_at, to_at).
CREATE TABLE manager_term (
  officer_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind INTEGER NOT NULL,            -- ManagerKind
  engagement INTEGER NOT NULL,      -- Engagement
  from_at INTEGER NOT NULL,
  to_at INTEGER,
  appointed_by_id INTEGER NOT NULL,
  PRIMARY KEY (officer_id, number)
) STRICT, WITHOUT ROWID;
