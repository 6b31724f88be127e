-- What calls and probes of a provider came to, counted in minutes (kept for an hour), 5 minutes (a day) and hours
-- (30 days): resolution is the length in seconds. Counts are added to, so that replicas add up.
-- answered_minutes, failed_minutes: a bit for each minute from bucket_at on in which the provider answered, and in which
-- it did not or the circuit was open.
-- latency: attempts by LatencyScale's buckets; another scale needs another column.
CREATE TABLE provider_call_bucket (
    organization_id  uuid        NOT NULL,
    provider         text        NOT NULL,
    resolution       integer     NOT NULL CHECK (resolution IN (60, 300, 3600)),
    bucket_at        timestamptz NOT NULL,
    calls            bigint      NOT NULL,
    failures         bigint      NOT NULL,
    answered_minutes bigint      NOT NULL,
    failed_minutes   bigint      NOT NULL,
    latency          integer[]   NOT NULL CHECK (cardinality(latency) = 48),
    version          integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, provider, resolution, bucket_at)
);

-- The status that the calls of a provider led to, and since when; good_in_row counts good calls after the last bad one.
-- circuit is the state that a circuit came to last, in whichever process; NULL while none has ever opened.
CREATE TABLE integration_health (
    organization_id     uuid        NOT NULL,
    provider            text        NOT NULL,
    status              text        NOT NULL DEFAULT 'UNKNOWN'
        CHECK (status IN ('HEALTHY', 'DEGRADED', 'UNHEALTHY', 'UNKNOWN', 'DISABLED')),
    since               timestamptz NOT NULL DEFAULT clock_timestamp(),
    good_in_row         integer     NOT NULL DEFAULT 0,
    last_call_at        timestamptz,
    last_error_code     text,
    last_error          text,
    last_error_at       timestamptz,
    circuit             text        CHECK (circuit IN ('CLOSED', 'OPEN', 'HALF_OPEN')),
    circuit_since       timestamptz,
    circuit_next_try_at timestamptz,
    version             integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, provider)
);

-- Each change of the status with what it was told from; the newest ones of an integration are kept.
CREATE TABLE integration_health_change (
    organization_id uuid        NOT NULL,
    provider        text        NOT NULL,
    id              uuid        NOT NULL DEFAULT uuidv7(),
    changed_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    old_status      text        NOT NULL,
    new_status      text        NOT NULL,
    calls           bigint      NOT NULL,
    failures        bigint      NOT NULL,
    error_code      text,
    PRIMARY KEY (organization_id, provider, id)
);

SELECT atrium.protect('provider_call_bucket', ingest => true, privileges => 'SELECT',
                      ingest_privileges => 'SELECT, INSERT, UPDATE, DELETE');
SELECT atrium.protect('integration_health', ingest => true, privileges => 'SELECT',
                      ingest_privileges => 'SELECT, INSERT, UPDATE');
SELECT atrium.protect('integration_health_change', ingest => true, privileges => 'SELECT',
                      ingest_privileges => 'SELECT, INSERT, DELETE');

-- Changes of the status alone are audited.
SELECT atrium.capture('integration_health', resource => 'integration_health', id_column => 'provider',
                      ignore => '{good_in_row,last_call_at,last_error_code,last_error,last_error_at,circuit,circuit_since,circuit_next_try_at}');

-- Had counts without times of a day, for the status alone.
DROP TABLE provider_calls;
