-- What each role may do in this database, down to what it needs.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;

-- A claim is made, seen and given up by the organization that holds it. To any other it shows in nothing but the
-- refusal of the primary key.
SELECT atrium.protect('claimed_domains', privileges => 'SELECT, DELETE'),
       atrium.protect('claimed_subdomains', privileges => 'SELECT, DELETE');
REVOKE INSERT ON claimed_domains, claimed_subdomains FROM ${app};
GRANT INSERT (domain, organization_id) ON claimed_domains TO ${app};
GRANT INSERT (subdomain, organization_id) ON claimed_subdomains TO ${app};

-- The worker sees what is due of every organization, and can put it off; it neither adds nor removes.
SELECT atrium.protect('due_reservations', privileges => 'SELECT, DELETE');
REVOKE INSERT ON due_reservations FROM ${app};
GRANT INSERT (organization_id, due_at) ON due_reservations TO ${app};
REVOKE UPDATE ON due_reservations FROM ${worker};
GRANT UPDATE (due_at, attempts) ON due_reservations TO ${worker};
CREATE POLICY due ON due_reservations FOR ALL TO ${worker} USING (true) WITH CHECK (true);

-- A counter is added to: what it counts stays.
REVOKE UPDATE ON counters FROM ${ingest};
GRANT UPDATE (count, as_of, version) ON counters TO ${ingest};

-- Which topics the service sends to, and under which keys. A forged key on a compacted topic would replace what another
-- organization has there.
CREATE POLICY topics ON atrium.outbox AS RESTRICTIVE FOR INSERT TO ${app} WITH CHECK (
    CASE topic
        WHEN 'atrium.changes.v1' THEN message_key = organization_id::text
        WHEN 'atrium.organizations.v1' THEN message_key = organization_id::text
        ELSE false
    END);

-- Consumers send nothing.
REVOKE INSERT ON atrium.outbox FROM ${ingest};
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA atrium FROM ${ingest};
