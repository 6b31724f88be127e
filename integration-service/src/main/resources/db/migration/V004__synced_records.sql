-- The tenant's own copy of what the providers hold. (updated_at, record_version) orders the versions of a record: an
-- older one never overwrites. A deleted record stays as a tombstone, so that a late older version cannot revive it.
-- seen_at is when a page or a webhook last named the record, by the database's clock.
CREATE TABLE synced_record (
    organization_id uuid        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('users', 'payments', 'messages')),
    external_id     text        NOT NULL CHECK (length(external_id) <= 512),
    record          jsonb       NOT NULL,
    updated_at      timestamptz NOT NULL,
    record_version  bigint      NOT NULL DEFAULT 0,
    deleted         boolean     NOT NULL DEFAULT false,
    origin          text        NOT NULL CHECK (origin IN ('webhook', 'sync')),
    origin_id       uuid        NOT NULL,
    seen_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    version         integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, kind, external_id)
);

CREATE INDEX synced_record_seen ON synced_record (organization_id, kind, seen_at) WHERE NOT deleted;

SELECT atrium.protect('synced_record', ingest => true, privileges => 'SELECT',
                      ingest_privileges => 'SELECT, INSERT, UPDATE');
