CREATE POLICY topics ON atrium.outbox AS RESTRICTIVE FOR INSERT TO ${app}, ${ingest} WITH CHECK (
    CASE topic
        WHEN 'atrium.changes.v1' THEN message_key = organization_id::text
        WHEN 'atrium.organizations.v1' THEN message_key = organization_id::text
        ELSE false
    END);
