-- The full backup that a differential one adds to: never removed before it.
ALTER TABLE backup ADD COLUMN base_id text;
