-- What each role may do in this database, down to what it needs.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;

-- A head is made empty and moves forward; whose it is never changes.
REVOKE INSERT, UPDATE ON audit_heads FROM ${ingest};
GRANT INSERT (organization_id), UPDATE (seq, hash, recorded_at, version) ON audit_heads TO ${ingest};

-- Which topics the service sends to, and under which keys.
CREATE POLICY topics ON atrium.outbox AS RESTRICTIVE FOR INSERT TO ${app} WITH CHECK (
    CASE topic
        WHEN 'atrium.changes.v1' THEN message_key = organization_id::text
        ELSE false
    END);

-- Consumers send nothing.
REVOKE INSERT ON atrium.outbox FROM ${ingest};
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA atrium FROM ${ingest};
