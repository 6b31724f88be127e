-- What each role may do in the schema atrium, down to what it needs. Nothing here is for everybody.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA atrium FROM PUBLIC;
GRANT EXECUTE ON FUNCTION atrium.setting(text),
    atrium.change(uuid, text, text, text, text, jsonb, jsonb, jsonb) TO ${app}, ${ingest};

REVOKE USAGE ON SCHEMA atrium FROM ${worker}, ${platform};

-- The outbox: rows are written for the transaction's own organizations, read and removed by the relay alone, changed by
-- nobody. seq and occurred_at are the database's. A row of no organization belongs to the platform organization.
-- To which topics a service sends is its own migrations' business: a restrictive policy "topics" for each role that
-- may write.
REVOKE INSERT ON atrium.outbox FROM ${app}, ${ingest};
GRANT INSERT (id, topic, message_key, type, organization_id, subject, data) ON atrium.outbox TO ${app}, ${ingest};

ALTER TABLE atrium.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE atrium.outbox FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON atrium.outbox FOR INSERT TO ${app} WITH CHECK (
    coalesce(organization_id, '00000000-0000-7000-8000-000000000001'::uuid)
        = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
CREATE POLICY batch ON atrium.outbox FOR INSERT TO ${ingest} WITH CHECK (
    organization_id = ANY ((SELECT string_to_array(nullif(current_setting('app.organization_ids', true), ''), ',')::uuid[])::uuid[]));
CREATE POLICY relay_read ON atrium.outbox FOR SELECT TO ${relay} USING (true);
CREATE POLICY relay_remove ON atrium.outbox FOR DELETE TO ${relay} USING (true);

-- The inbox: a consumer claims, and forgets what no topic can bring again (they keep 7 days). The time of a claim is the
-- database's.
REVOKE SELECT ON atrium.inbox FROM ${app};
DROP POLICY tenant ON atrium.inbox;
REVOKE INSERT ON atrium.inbox FROM ${ingest};
GRANT INSERT (organization_id, consumer, event_id) ON atrium.inbox TO ${ingest};
CREATE POLICY past_retention ON atrium.inbox AS RESTRICTIVE FOR DELETE TO ${ingest}
    USING (received_at < now() - interval '7 days');
