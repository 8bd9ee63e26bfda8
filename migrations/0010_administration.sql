-- A draft remembers what it began from, so that a change made meanwhile is not undone unseen.
ALTER TABLE rulebook_version ADD COLUMN base_version INTEGER;
