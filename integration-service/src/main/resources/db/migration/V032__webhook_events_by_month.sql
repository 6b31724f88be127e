-- The event store: events that wait for their effect (RETRY, PARKED) in one partition, so that what works on them reads
-- that one alone; those that have ended (PROCESSED, DEAD) in one for each month of receipt (UTC). An event moves when its
-- state does. Today's table becomes the partition of everything up to the end of this month (docs/adr/0034).
ALTER TABLE webhook_event RENAME TO webhook_event_ended_before;
ALTER TABLE webhook_event_ended_before DROP CONSTRAINT webhook_event_pkey;
DROP INDEX webhook_event_waiting, webhook_event_backlog;
ALTER INDEX webhook_event_received RENAME TO webhook_event_ended_before_received;
ALTER INDEX webhook_event_dead RENAME TO webhook_event_ended_before_dead;

CREATE TABLE webhook_event (
    organization_id   uuid        NOT NULL,
    event_id          uuid        NOT NULL,
    sequence          bigint      NOT NULL,
    source            text        NOT NULL,
    chain             text        NOT NULL,
    type              text,
    entity_id         text,
    provider_event_id text        NOT NULL,
    client_ip         text,
    content_type      text,
    payload           bytea       NOT NULL,
    received_at       timestamptz NOT NULL,
    stored_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    state             text        NOT NULL,
    reason            text,
    attempts          integer     NOT NULL DEFAULT 1,
    attempt_log       jsonb       NOT NULL DEFAULT '[]',
    due_at            timestamptz,
    finished_at       timestamptz,
    version           integer     NOT NULL DEFAULT 0,
    outcome           text,
    detail            text,
    backlog           boolean     NOT NULL DEFAULT false,
    ended_at          timestamptz,
    took_ms           double precision,
    CONSTRAINT webhook_event_state_check CHECK (state IN ('PROCESSED', 'RETRY', 'PARKED', 'DEAD')),
    CONSTRAINT webhook_event_outcome_check CHECK (outcome IN ('applied', 'superseded', 'none'))
) PARTITION BY LIST (state);

CREATE TABLE webhook_event_waiting PARTITION OF webhook_event FOR VALUES IN ('RETRY', 'PARKED');
CREATE TABLE webhook_event_ended PARTITION OF webhook_event FOR VALUES IN ('PROCESSED', 'DEAD')
    PARTITION BY RANGE (received_at);
CREATE TABLE webhook_event_ended_default PARTITION OF webhook_event_ended DEFAULT;

-- Events go on counting where they were: sequence is the order of arrival.
DO $$
DECLARE
    last bigint := pg_sequence_last_value(pg_get_serial_sequence('webhook_event_ended_before', 'sequence')::regclass);
BEGIN
    ALTER TABLE webhook_event_ended_before ALTER COLUMN sequence DROP IDENTITY;
    ALTER TABLE webhook_event ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY;
    IF last IS NOT NULL THEN
        PERFORM setval(pg_get_serial_sequence('webhook_event', 'sequence'), last);
    END IF;
END
$$;

SELECT atrium.close_partition(p)
  FROM unnest('{webhook_event_waiting, webhook_event_ended, webhook_event_ended_default, webhook_event_ended_before}'::regclass[]) p;
SELECT atrium.make_partitions('webhook_event_ended', 'month', 3, date_trunc('month', now(), 'UTC') + interval '1 month');

-- What does not belong into the partition of before: what waits, and what has a time of receipt to come.
WITH moved AS (
    DELETE FROM webhook_event_ended_before
     WHERE state IN ('RETRY', 'PARKED') OR received_at >= date_trunc('month', now(), 'UTC') + interval '1 month'
    RETURNING *)
INSERT INTO webhook_event OVERRIDING SYSTEM VALUE SELECT * FROM moved;

-- The key cannot say that an event is stored once: webhook_inbox does. It says that a delivery is.
ALTER TABLE webhook_event_ended_before ADD PRIMARY KEY (organization_id, event_id, received_at, state);
ALTER TABLE webhook_event ADD PRIMARY KEY (organization_id, event_id, received_at, state);
CREATE INDEX webhook_event_received ON webhook_event (organization_id, received_at DESC, event_id DESC);
CREATE INDEX webhook_event_dead ON webhook_event_ended (organization_id, received_at DESC, event_id DESC)
    WHERE state = 'DEAD';
CREATE INDEX webhook_event_chain ON webhook_event_waiting (organization_id, chain, sequence);
CREATE INDEX webhook_event_backlog ON webhook_event_waiting (organization_id, sequence) WHERE state = 'PARKED' AND backlog;

-- Its other indexes are taken over as they are.
DO $$
BEGIN
    EXECUTE format('ALTER TABLE webhook_event_ended ATTACH PARTITION webhook_event_ended_before '
                   'FOR VALUES FROM (MINVALUE) TO (%L)', date_trunc('month', now(), 'UTC') + interval '1 month');
END
$$;

SELECT atrium.protect('webhook_event', ingest => true, privileges => 'SELECT, UPDATE',
                      ingest_privileges => 'SELECT, INSERT, UPDATE');
