-- Messages whose effect is in the database, written in the transaction of the effect.
CREATE TABLE atrium.inbox (
    organization_id uuid        NOT NULL,
    consumer        text        NOT NULL,
    event_id        uuid        NOT NULL,
    received_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, consumer, event_id)
);

CREATE INDEX inbox_expiry ON atrium.inbox (organization_id, received_at);

SELECT atrium.protect('atrium.inbox', ingest => true, privileges => 'SELECT', ingest_privileges => 'SELECT, INSERT, DELETE');
