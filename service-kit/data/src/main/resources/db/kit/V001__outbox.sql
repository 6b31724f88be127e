-- What must reach Kafka is written here in the transaction that made it true, and removed by the relay once the
-- broker has acknowledged it. Ordered by seq among the visible rows; never read by "seq > last", since a transaction
-- that commits late brings rows with a smaller seq.
CREATE TABLE atrium.outbox (
    seq             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              uuid        NOT NULL DEFAULT uuidv7(),
    topic           text        NOT NULL,
    message_key     text        NOT NULL,
    type            text        NOT NULL,
    organization_id uuid,
    subject         text,
    occurred_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    data            jsonb
);

COMMENT ON TABLE atrium.outbox IS 'Transactional outbox: messages waiting for the relay. data NULL is a tombstone.';

-- The table is small and churns: rows live for milliseconds.
ALTER TABLE atrium.outbox SET (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);

GRANT USAGE ON SCHEMA atrium TO ${app}, ${ingest}, ${relay}, ${worker}, ${platform};
GRANT INSERT ON atrium.outbox TO ${app}, ${ingest};
GRANT SELECT, DELETE ON atrium.outbox TO ${relay};
