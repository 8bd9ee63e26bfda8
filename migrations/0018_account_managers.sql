-- A post has a rank in its unit: 0 staff, 1 deputy head, 2 head.
ALTER TABLE post ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
UPDATE post SET rank = 2 WHERE is_head = 1;
ALTER TABLE post DROP COLUMN is_head;
