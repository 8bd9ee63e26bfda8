-- The shape of stored states: when the program knows more of a case than its stored state, the states are rebuilt from the
-- journal once (src/cases/state_upgrade.cpp). A database without cases is of the newest shape already.
CREATE TABLE state_shape (shape INTEGER NOT NULL) STRICT;
INSERT INTO state_shape SELECT CASE WHEN EXISTS (SELECT 1 FROM service_case) THEN 1 ELSE 2 END;

-- A warning nobody read goes to the next head once.
ALTER TABLE notice ADD COLUMN escalated_at INTEGER;
CREATE INDEX notice_unread_warning ON notice (at) WHERE kind = 13 AND read_at IS NULL AND escalated_at IS NULL;
