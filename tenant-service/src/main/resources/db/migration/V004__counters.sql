-- Sums kept by the consumers. metric: users, integrations, audit_events, or a metric of the usage topic; dimension: the
-- role, the provider, source/state of webhooks, or nothing.
CREATE TABLE counters (
    organization_id uuid        NOT NULL,
    metric          text        NOT NULL,
    dimension       text        NOT NULL,
    count           bigint      NOT NULL,
    as_of           timestamptz NOT NULL,
    PRIMARY KEY (organization_id, metric, dimension)
);

SELECT atrium.protect('counters', ingest => true, privileges => 'SELECT', ingest_privileges => 'SELECT, INSERT, UPDATE');
