-- Pages of records are bounded in bytes, which are told without reading the records.
ALTER TABLE synced_record
    ADD COLUMN record_bytes integer GENERATED ALWAYS AS (octet_length(record::text)) STORED;
