-- seen_at changes with every upsert: its index had an entry more each time, and kept PostgreSQL from writing the new row
-- beside the old one (HOT). What a full sync has not met is found by the primary key's (organization_id, kind), as it is
-- when it is counted. The room left in each page is for those new rows.
DROP INDEX synced_record_seen;
ALTER TABLE synced_record SET (fillfactor = 85);
