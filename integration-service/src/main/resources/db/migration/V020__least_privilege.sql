-- What each role may do in this database, down to what it needs.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;

-- Work is added and taken away by its organization; only consumers and the worker lease it. Whose it is never changes.
REVOKE INSERT, UPDATE ON due_work FROM ${app}, ${ingest};
GRANT INSERT (organization_id, kind, ref, due_at), UPDATE (due_at) ON due_work TO ${app};
GRANT INSERT (organization_id, kind, ref, due_at) ON due_work TO ${ingest};
-- Consumers write every column but those that say whose work it is and which.
DO $$
BEGIN
    EXECUTE (SELECT format('GRANT UPDATE (%s) ON due_work TO ${ingest}', string_agg(quote_ident(attname), ', '))
               FROM pg_attribute
              WHERE attrelid = 'due_work'::regclass AND attnum > 0 AND NOT attisdropped
                AND attname NOT IN ('organization_id', 'kind', 'ref'));
END
$$;

-- Jobs are cancelled, not deleted.
REVOKE DELETE ON sync_job, sync_step FROM ${app};

-- Which topics the service sends to, and under which keys. A forged key on a compacted topic would replace what another
-- organization has there.
CREATE POLICY topics ON atrium.outbox AS RESTRICTIVE FOR INSERT TO ${app} WITH CHECK (
    CASE topic
        WHEN 'atrium.changes.v1' THEN message_key = organization_id::text
        WHEN 'atrium.webhook-sources.v1' THEN starts_with(message_key, organization_id::text || '/')
        ELSE false
    END);
CREATE POLICY topics_of_consumers ON atrium.outbox AS RESTRICTIVE FOR INSERT TO ${ingest} WITH CHECK (
    CASE topic
        WHEN 'atrium.changes.v1' THEN message_key = organization_id::text
        WHEN 'atrium.usage.v1' THEN message_key = organization_id::text
        ELSE false
    END);

-- The table of webhook events is the inbox here.
REVOKE ALL ON atrium.inbox FROM ${ingest};
