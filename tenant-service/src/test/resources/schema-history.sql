Rows of the database tenant, as each landed version wrote them.

--- rows 001-: organizations of each status and plan
INSERT INTO organizations (organization_id, name, domain, subdomain, status, plan, settings, version)
SELECT id::uuid, 'Old ' || status, lower(status) || '.example', lower(status), status, plan, '{"locale": "en"}', 3
  FROM (VALUES ('${organization}', 'ACTIVE', 'ENTERPRISE'), ('00000000-0000-7000-8000-0000000000ab', 'PENDING', 'FREE'),
               ('00000000-0000-7000-8000-0000000000ac', 'SUSPENDED', 'STANDARD'),
               ('00000000-0000-7000-8000-0000000000ad', 'ERASING', 'FREE')) o (id, status, plan);

--- rows 002-
INSERT INTO claimed_domains (domain, organization_id) SELECT domain, organization_id FROM organizations;
INSERT INTO claimed_subdomains (subdomain, organization_id) SELECT subdomain, organization_id FROM organizations;

--- rows 003-
INSERT INTO due_reservations (organization_id, due_at, attempts)
SELECT organization_id, now() + interval '1 hour', 2 FROM organizations WHERE status = 'PENDING';

--- rows 004-: what consumers counted
INSERT INTO counters (organization_id, metric, dimension, count, as_of)
VALUES ('${organization}', 'webhook_events', 'payment/PROCESSED', 9000000000, now()), ('${organization}', 'api_requests', '', 7, now());

--- rows 004-006: what was counted from captured rows
INSERT INTO counters (organization_id, metric, dimension, count, as_of)
VALUES ('${organization}', 'users', 'VIEWER', 2, now()), ('${organization}', 'integrations', 'payment', 1, now()),
       ('${organization}', 'audit_events', '', 3, now());

--- rows 005-
UPDATE counters SET version = 4;

--- rows 007-: what the owners of the rows told
INSERT INTO counters (organization_id, metric, dimension, count, as_of, version)
VALUES ('${organization}', 'user_accounts', 'VIEWER', 2, now(), 1);

--- lost -006: public.counters
metric IN ('users', 'integrations', 'audit_events')

--- expect 000-: nothing is counted from captured rows
SELECT count(*) = 0 FROM counters WHERE metric IN ('users', 'integrations', 'audit_events');

--- expect 000-: each organization still has its names
SELECT d.organization_id = o.organization_id AND s.organization_id = o.organization_id
  FROM organizations o LEFT JOIN claimed_domains d USING (domain) LEFT JOIN claimed_subdomains s USING (subdomain);

--- change as app 000-: what a request writes
UPDATE organizations SET status = 'SUSPENDED', version = version + 1;
DELETE FROM claimed_domains;
INSERT INTO claimed_domains (domain, organization_id) VALUES ('new.example', '${organization}');

--- change as ingest 000-: what a fact adds
INSERT INTO counters (organization_id, metric, dimension, count, as_of)
VALUES ('${organization}', 'webhook_events', 'payment/PROCESSED', 1, now())
    ON CONFLICT (organization_id, metric, dimension)
    DO UPDATE SET count = counters.count + excluded.count, version = counters.version + 1;

--- change as worker 000-: what the reaper puts off
UPDATE due_reservations SET due_at = now(), attempts = attempts + 1;

--- expect 000-: the changes are there, of this organization alone
SELECT (SELECT array_agg(status ORDER BY status) FROM organizations) = '{ERASING,PENDING,SUSPENDED,SUSPENDED}'
       AND (SELECT count(*) FROM claimed_domains) = 4
       AND (SELECT count FROM counters WHERE metric = 'webhook_events') = 9000000001
       AND (SELECT attempts FROM due_reservations) = 3;

--- expect 000-: the record of a change tells the row before and after
SELECT data #>> '{before,status}' = 'ACTIVE' AND data #>> '{after,status}' = 'SUSPENDED' AND (data ->> 'version')::int = 4
  FROM atrium.outbox WHERE type = 'io.atrium.organization.updated';
