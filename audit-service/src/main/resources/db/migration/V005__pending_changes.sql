-- Changes whose chain could not take them when they came: locked, damaged, or more than the organization's share. They
-- are appended in the order of position, and removed in the same transaction. One that can never be appended is set
-- aside with its reason.
CREATE TABLE pending_changes (
    organization_id uuid        NOT NULL,
    position        bigint      GENERATED ALWAYS AS IDENTITY,
    event_id        uuid        NOT NULL,
    sent_at         timestamptz NOT NULL,
    stored_at       timestamptz NOT NULL DEFAULT now(),
    record          text        NOT NULL,
    refused_at      timestamptz,
    refused_reason  text,
    version         integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, position),
    CHECK ((refused_at IS NULL) = (refused_reason IS NULL))
);

COMMENT ON COLUMN pending_changes.record IS 'The canonical record (RFC 8785), as audit_payloads will hold it.';
COMMENT ON COLUMN pending_changes.sent_at IS 'The time of the Kafka record.';

CREATE INDEX pending_changes_waiting ON pending_changes (organization_id, position) WHERE refused_at IS NULL;

-- Rows live for moments, or until somebody mends a chain.
ALTER TABLE pending_changes SET (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);

-- For consumers alone: requests read what is in the chains.
SELECT atrium.protect('pending_changes', ingest => true, privileges => 'SELECT', ingest_privileges => 'SELECT, DELETE');
REVOKE SELECT ON pending_changes FROM ${app};
DROP POLICY tenant ON pending_changes;
GRANT INSERT (organization_id, event_id, sent_at, record), UPDATE (refused_at, refused_reason, version)
   ON pending_changes TO ${ingest};

-- Organizations with a backlog, one probe of the index for each, in the order of their ids.
CREATE FUNCTION audit_backlogs(after uuid, most integer) RETURNS TABLE (organization_id uuid, oldest timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    WITH RECURSIVE waiting AS (
        (SELECT p.organization_id, p.stored_at FROM public.pending_changes p
          WHERE p.refused_at IS NULL AND p.organization_id > after
          ORDER BY p.organization_id, p.position LIMIT 1)
        UNION ALL
        SELECT n.organization_id, n.stored_at
          FROM waiting w
         CROSS JOIN LATERAL (SELECT p.organization_id, p.stored_at FROM public.pending_changes p
                              WHERE p.refused_at IS NULL AND p.organization_id > w.organization_id
                              ORDER BY p.organization_id, p.position LIMIT 1) n
    )
    SELECT w.organization_id, w.stored_at FROM waiting w LIMIT most
$$;

-- For metrics. No count goes beyond the given number.
CREATE FUNCTION audit_backlog_counts(most integer,
                                     OUT changes bigint, OUT refused bigint, OUT oldest_seconds double precision)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    SELECT (SELECT count(*) FROM (SELECT FROM public.pending_changes WHERE refused_at IS NULL LIMIT most) w),
           (SELECT count(*) FROM (SELECT FROM public.pending_changes WHERE refused_at IS NOT NULL LIMIT most) r),
           coalesce(extract(epoch FROM clock_timestamp() - (
               SELECT min(b.oldest) FROM public.audit_backlogs('00000000-0000-0000-0000-000000000000', 1000) b)), 0)
$$;

REVOKE ALL ON FUNCTION audit_backlogs(uuid, integer), audit_backlog_counts(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_backlogs(uuid, integer), audit_backlog_counts(integer) TO ${worker};
