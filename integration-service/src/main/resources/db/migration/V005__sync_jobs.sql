-- A sync is a job of one or more steps, one for each kind of record. A step keeps its cursor, so that whoever takes the
-- job over after a crash goes on from the last stored page. A step that would delete too much is HELD until somebody has
-- approved it.
CREATE TABLE sync_job (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    target          text        NOT NULL CHECK (target IN ('users', 'payments', 'communications', 'all')),
    mode            text        NOT NULL CHECK (mode IN ('incremental', 'full')),
    status          text        NOT NULL
        CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'HELD')),
    attempts        integer     NOT NULL DEFAULT 0,
    error_code      text,
    error           text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    started_at      timestamptz,
    finished_at     timestamptz,
    version         integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, id)
);

CREATE INDEX sync_job_created ON sync_job (organization_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX sync_job_open ON sync_job (organization_id, target, mode) WHERE status IN ('QUEUED', 'RUNNING');

CREATE TABLE sync_step (
    organization_id uuid        NOT NULL,
    job_id          uuid        NOT NULL,
    position        integer     NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('users', 'payments', 'messages')),
    status          text        NOT NULL
        CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'HELD')),
    cursor          text,
    updated_since   timestamptz,
    newest          timestamptz,
    pages           integer     NOT NULL DEFAULT 0,
    seen            integer     NOT NULL DEFAULT 0,
    changed         integer     NOT NULL DEFAULT 0,
    rejected        integer     NOT NULL DEFAULT 0,
    deleted         integer     NOT NULL DEFAULT 0,
    approved        boolean     NOT NULL DEFAULT false,
    error_code      text,
    error           text,
    started_at      timestamptz,
    finished_at     timestamptz,
    version         integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, job_id, position),
    FOREIGN KEY (organization_id, job_id) REFERENCES sync_job (organization_id, id) ON DELETE CASCADE
);

-- Up to where a kind has been read: the next incremental run starts there, less an overlap.
CREATE TABLE sync_watermark (
    organization_id uuid        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('users', 'payments', 'messages')),
    newest          timestamptz NOT NULL,
    version         integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, kind)
);

SELECT atrium.protect('sync_job', ingest => true, ingest_privileges => 'SELECT, UPDATE');
SELECT atrium.protect('sync_step', ingest => true, ingest_privileges => 'SELECT, UPDATE');
SELECT atrium.protect('sync_watermark', ingest => true, privileges => 'SELECT',
                      ingest_privileges => 'SELECT, INSERT, UPDATE');
SELECT atrium.capture('sync_job', resource => 'sync_job', ignore => '{attempts}');
