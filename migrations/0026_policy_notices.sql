-- Policy notices: the state of each, rebuilt from its events in the journal (stream policy_notice/ID).
CREATE TABLE policy_notice (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  stage INTEGER NOT NULL,             -- NoticeStage
  title TEXT NOT NULL,
  drafted_by_id INTEGER NOT NULL,
  sent_on INTEGER,                    -- day; absent = not sent
  waiting INTEGER NOT NULL,           -- recipients of a sent notice that have not confirmed
  state TEXT NOT NULL
) STRICT;
CREATE INDEX policy_notice_stage ON policy_notice (stage, id);

-- Who got it, as it was when it was sent, and what he did with it.
CREATE TABLE policy_notice_recipient (
  notice_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  account_manager_id INTEGER NOT NULL,  -- who answered for the customer then; 0 = nobody
  opened_at INTEGER,
  confirmed_at INTEGER,
  reminded_at INTEGER,
  remind_on INTEGER,                    -- day from which it is overdue while it waits; absent = never, confirmed or no longer in force
  state TEXT NOT NULL,
  PRIMARY KEY (notice_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX policy_notice_recipient_open ON policy_notice_recipient (notice_id, confirmed_at IS NOT NULL, number);
CREATE INDEX policy_notice_recipient_customer ON policy_notice_recipient (customer_id, notice_id);
CREATE INDEX policy_notice_recipient_remind ON policy_notice_recipient (remind_on) WHERE remind_on IS NOT NULL AND reminded_at IS NULL;
CREATE INDEX policy_notice_recipient_overdue ON policy_notice_recipient (customer_id) WHERE remind_on IS NOT NULL AND reminded_at IS NOT NULL;

-- Links by the hash of their secret; several may lead to one recipient.
CREATE TABLE policy_notice_token (
  token_hash BLOB PRIMARY KEY,
  notice_id INTEGER NOT NULL,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
