-- record as the provider wrote it: jsonb would write numbers anew and put members into another order.
-- (updated_order, record_version, told_at, receipt) orders the versions of a record; the two texts are times in UTC
-- with all digits they were written with, without zeros at the end, and compare character by character.
-- receipt is the event's sequence in webhook_event, 0 of a sync.
ALTER TABLE synced_record
    ALTER COLUMN record TYPE json USING record::json,
    ADD COLUMN updated_order text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN told_at text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN receipt bigint NOT NULL DEFAULT 0;

-- When a version was told is not known any more; it was before it was stored.
UPDATE synced_record
   SET updated_order = rtrim(rtrim(to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.'),
       told_at = rtrim(rtrim(to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.');

ALTER TABLE synced_record
    ALTER COLUMN updated_order DROP DEFAULT,
    ALTER COLUMN told_at DROP DEFAULT;
