-- Every webhook ever accepted, once: the primary key is the inbox. sequence is the order of arrival, chain what has to
-- be processed in that order (source and entity). attempt_log: [{"attempt", "at", "duration_ms", "error"}].
CREATE TABLE webhook_event (
    organization_id   uuid        NOT NULL,
    event_id          uuid        NOT NULL,
    sequence          bigint      GENERATED ALWAYS AS IDENTITY,
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
    state             text        NOT NULL CHECK (state IN ('PROCESSED', 'RETRY', 'PARKED', 'DEAD')),
    reason            text,
    attempts          integer     NOT NULL DEFAULT 1,
    attempt_log       jsonb       NOT NULL DEFAULT '[]',
    due_at            timestamptz,
    finished_at       timestamptz,
    version           integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, event_id)
);

CREATE INDEX webhook_event_received ON webhook_event (organization_id, received_at DESC, event_id DESC);
CREATE INDEX webhook_event_waiting ON webhook_event (organization_id, chain, sequence) WHERE state IN ('RETRY', 'PARKED');
CREATE INDEX webhook_event_dead ON webhook_event (organization_id, received_at DESC, event_id DESC) WHERE state = 'DEAD';

SELECT atrium.protect('webhook_event', ingest => true, privileges => 'SELECT, UPDATE',
                      ingest_privileges => 'SELECT, INSERT, UPDATE');
