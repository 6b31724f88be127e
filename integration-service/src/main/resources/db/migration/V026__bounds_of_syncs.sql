-- endpoint_version grows with each change of the address or the credential: what was read elsewhere, or as somebody
-- else, says nothing of what is to be read here.
ALTER TABLE integration ADD COLUMN endpoint_version integer NOT NULL DEFAULT 0;
ALTER TABLE sync_watermark ADD COLUMN endpoint_version integer NOT NULL DEFAULT 0;

-- endpoint_version: where the step reads; NULL until its first page is asked for.
-- checkpoint: a cursor that was met before; one that comes again shows that the provider's list goes round in a circle.
ALTER TABLE sync_step
    ADD COLUMN endpoint_version integer,
    ADD COLUMN checkpoint text;

UPDATE sync_step SET endpoint_version = 0 WHERE started_at IS NOT NULL;

-- A time that has not come yet would keep all later records from being read: the next sync reads everything.
DELETE FROM sync_watermark WHERE newest > now();
