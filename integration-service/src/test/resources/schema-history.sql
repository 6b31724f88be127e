Rows of the database integration, as each landed version wrote them.

--- rows 001-: one integration of each provider
INSERT INTO integration (organization_id, id, name, provider, base_url, credential, builtin, source, scheme, header, algorithm,
                         encoding, prefix, timestamp_header, event_id, entity_id)
SELECT '${organization}', ('00000000-0000-7000-8000-00000000000' || n)::uuid, 'Old ' || provider, provider, base_url,
       'v1.0a1b2c3d.c2VhbGVk', provider <> 'custom', provider, scheme, 'X-Signature', algorithm, encoding, 'v=', 'X-Time', '/id',
       '/entity'
  FROM (VALUES (1, 'user', NULL, 'standard-webhooks', 'sha256', 'base64'), (2, 'payment', NULL, 'generic-hmac', 'sha1', 'hex'),
               (3, 'communication', NULL, 'generic-hmac', 'sha512', 'hex'),
               (4, 'custom', 'https://provider.example', 'generic-hmac', 'sha256', 'hex'))
       i (n, provider, base_url, scheme, algorithm, encoding);

--- rows 002-: a secret and the one it replaced
INSERT INTO webhook_secret (organization_id, id, integration_id, ciphertext, expires_at)
VALUES ('${organization}', gen_random_uuid(), '00000000-0000-7000-8000-000000000002', 'v1.0a1b2c3d.bmV3', NULL),
       ('${organization}', gen_random_uuid(), '00000000-0000-7000-8000-000000000002', 'v1.0a1b2c3d.b2xk', now() + interval '1 day');

--- rows 003-: events in each state, and one of long ago
INSERT INTO webhook_event (organization_id, event_id, source, chain, type, entity_id, provider_event_id, client_ip, content_type,
                           payload, received_at, stored_at, state, reason, attempts, attempt_log, due_at, finished_at)
SELECT '${organization}', ('00000000-0000-7000-8000-0000000000e' || n)::uuid, 'payment', 'payment/pay_' || n, 'payment.paid', 'pay_1',
       'msg_' || n, '192.0.2.1', 'application/json', '{"a": 1}', at, at, state, 'why', 2, '[{"attempt": 1}]', now(),
       CASE WHEN state IN ('PROCESSED', 'DEAD') THEN at + interval '2 seconds' END
  FROM (VALUES (1, 'PROCESSED', now() - interval '10 days'), (2, 'DEAD', now() - interval '9 days'),
               (3, 'RETRY', now() - interval '8 days'), (4, 'PARKED', now() - interval '7 days'),
               (5, 'PROCESSED', now() - interval '400 days')) e (n, state, at)
 ORDER BY n;

--- rows 004-008: records of each kind, one of them deleted
INSERT INTO synced_record (organization_id, kind, external_id, record, updated_at, record_version, deleted, origin, origin_id, changed_at)
SELECT '${organization}', kind, 'ext_1', '{"name": "Grace"}', '2024-05-06 07:08:09.12Z', 3, kind = 'messages', origin,
       gen_random_uuid(), '2024-05-06 07:08:10Z'
  FROM (VALUES ('users', 'sync'), ('payments', 'webhook'), ('messages', 'sync')) r (kind, origin);

--- rows 005-: jobs and steps in each status
INSERT INTO sync_job (organization_id, id, target, mode, status, attempts, error_code, error, started_at, finished_at)
SELECT '${organization}', ('00000000-0000-7000-8000-00000000000' || n)::uuid, target, mode, status, 1, 'provider_failed', 'why',
       CASE WHEN status <> 'QUEUED' THEN now() END, CASE WHEN status IN ('SUCCEEDED', 'FAILED', 'CANCELLED') THEN now() END
  FROM (VALUES (1, 'users', 'full', 'QUEUED'), (2, 'payments', 'full', 'RUNNING'), (3, 'communications', 'full', 'SUCCEEDED'),
               (4, 'all', 'incremental', 'FAILED'), (5, 'users', 'full', 'CANCELLED'), (6, 'users', 'full', 'HELD'))
       j (n, target, mode, status);
INSERT INTO sync_step (organization_id, job_id, position, kind, status, cursor, updated_since, newest, pages, seen, changed,
                       rejected, deleted, error_code, error, started_at, finished_at)
SELECT organization_id, id, 0, CASE target WHEN 'users' THEN 'users' WHEN 'payments' THEN 'payments' ELSE 'messages' END, status,
       'page-2', now(), now(), 2, 20, 10, 1, 3, error_code, error, started_at, finished_at
  FROM sync_job;
INSERT INTO sync_watermark (organization_id, kind, newest)
SELECT '${organization}', kind, '2024-05-06 07:08:09Z' FROM unnest(ARRAY['users', 'payments', 'messages']) kind;

--- rows 005-025: a watermark that has not come yet
UPDATE sync_watermark SET newest = now() + interval '1 year' WHERE kind = 'messages';

--- rows 006-: work of each kind, some of it leased
INSERT INTO due_work (organization_id, kind, ref, due_at, lease_owner, lease_until)
VALUES ('${organization}', 'webhook_chain', 'payment/pay_3', now(), 'replica-1', now() + interval '1 minute'),
       ('${organization}', 'sync_job', '00000000-0000-7000-8000-000000000001', now(), NULL, NULL),
       ('${organization}', 'secret_expiry', 'payment', now() + interval '1 day', NULL, NULL);

--- rows 007-020: calls without times of a day
INSERT INTO provider_calls (organization_id, provider, minute, calls, failures, last_error_code, last_error, last_error_at)
VALUES ('${organization}', 'payment', date_trunc('minute', now()), 5, 1, 'timeout', 'why', now());

--- rows 009-: versions in the order in which they were told
INSERT INTO synced_record (organization_id, kind, external_id, record, updated_at, record_version, deleted, origin, origin_id,
                           updated_order, told_at, receipt)
SELECT '${organization}', kind, 'ext_2', '{"b": 1.10, "a": 2}', now(), 3, kind = 'messages', origin, gen_random_uuid(),
       '2024-05-06T07:08:09.12', '2024-05-06T07:08:10', 7
  FROM (VALUES ('users', 'sync'), ('payments', 'webhook'), ('messages', 'sync')) r (kind, origin);

--- rows 010-
UPDATE due_work SET failures = 2 WHERE kind = 'sync_job';

--- rows 011-
UPDATE sync_step SET rewinds = 1 WHERE status = 'RUNNING';

--- rows 013-: what the processed events did
UPDATE webhook_event SET outcome = 'applied', detail = 'shortened' WHERE event_id = '00000000-0000-7000-8000-0000000000e1';
UPDATE webhook_event SET outcome = 'superseded' WHERE event_id = '00000000-0000-7000-8000-0000000000e5';
INSERT INTO webhook_event (organization_id, event_id, source, chain, provider_event_id, payload, received_at, state, outcome)
VALUES ('${organization}', '00000000-0000-7000-8000-0000000000e6', 'custom', 'custom/m', 'msg_6', '{}', now(), 'PROCESSED', 'none');

--- rows 014-: integrations of each scheme
INSERT INTO integration (organization_id, id, name, provider, source, scheme)
SELECT '${organization}', gen_random_uuid(), scheme, 'custom', scheme, scheme
  FROM unnest(ARRAY['github', 'stripe', 'slack', 'shopify', 'twilio']) scheme;

--- rows 021-: health in each status, circuits in each state, counts of each resolution
INSERT INTO integration_health (organization_id, provider, status, good_in_row, last_call_at, last_error_code, last_error,
                                last_error_at, circuit, circuit_since, circuit_next_try_at)
SELECT '${organization}', provider, status, 3, now(), 'timeout', 'why', now(), circuit, now(), now()
  FROM (VALUES ('user', 'HEALTHY', 'CLOSED'), ('payment', 'DEGRADED', 'HALF_OPEN'), ('communication', 'UNHEALTHY', 'OPEN'),
               ('custom', 'UNKNOWN', NULL), ('other', 'DISABLED', NULL)) h (provider, status, circuit);
INSERT INTO integration_health_change (organization_id, provider, old_status, new_status, calls, failures, error_code)
VALUES ('${organization}', 'payment', 'HEALTHY', 'DEGRADED', 10, 2, 'timeout');
INSERT INTO provider_call_bucket (organization_id, provider, resolution, bucket_at, calls, failures, answered_minutes,
                                  failed_minutes, latency)
SELECT '${organization}', 'payment', resolution, date_trunc('hour', now()), 10, 2, 1, 0, array_fill(1, ARRAY[48])
  FROM unnest(ARRAY[60, 300, 3600]) resolution;

--- rows 022-
INSERT INTO due_work (organization_id, kind, ref) SELECT organization_id, 'provider_probe', provider FROM integration WHERE builtin;

--- rows 024-
INSERT INTO due_work (organization_id, kind, ref)
VALUES ('${organization}', 'webhook_backlog', 'events'), ('${organization}', 'provisioning', 'builtin');

--- rows 025-: when events ended, and one that waits for its turn
UPDATE webhook_event SET ended_at = finished_at, took_ms = 2000 WHERE state = 'PROCESSED';
UPDATE webhook_event SET backlog = true WHERE state = 'PARKED';

--- rows 026-: an integration whose address has changed
UPDATE integration SET endpoint_version = 2 WHERE provider = 'custom';
UPDATE sync_watermark SET endpoint_version = 1;
UPDATE sync_step SET endpoint_version = 1, checkpoint = 'page-1' WHERE started_at IS NOT NULL;

--- rows 028-
INSERT INTO webhook_bundle (organization_id, source, events, received_at, content)
VALUES ('${organization}', 'payment', 3, now(), '\x0102');

--- rows 031-: what the consumer has claimed
SELECT webhook_claim(array_agg(organization_id), array_agg(event_id))
  FROM webhook_event WHERE stored_at > now() - interval '30 days';

--- lost -020: public.provider_calls

--- lost -025: public.sync_watermark
newest > now()

--- expect -008: the order of record versions goes by the times that were known
SELECT updated_order = '2024-05-06T07:08:09.12' AND told_at = '2024-05-06T07:08:10' AND receipt = 0
  FROM synced_record WHERE external_id = 'ext_1';

--- expect 009-: a record is as the provider wrote it
SELECT record::text = '{"b": 1.10, "a": 2}' AND record_bytes = 19 FROM synced_record WHERE external_id = 'ext_2';

--- expect -009: work from before has not failed
SELECT failures = 0 FROM due_work;

--- expect -010: no step has begun anew
SELECT rewinds = 0 FROM sync_step;

--- expect -012: what events from before did is not known
SELECT outcome IS NULL FROM webhook_event;

--- expect 000-: every provider that is called is probed
SELECT EXISTS (SELECT FROM due_work w WHERE w.kind = 'provider_probe' AND w.ref = i.provider) = i.builtin FROM integration i
 WHERE source = provider;

--- expect -024: events from before ended when they were finished
SELECT ended_at IS NOT DISTINCT FROM finished_at AND NOT backlog
       AND took_ms IS NOT DISTINCT FROM CASE WHEN state = 'PROCESSED' AND finished_at IS NOT NULL THEN 2000 END FROM webhook_event;

--- expect -025: what was read before was read where it is read now
SELECT (SELECT bool_and(endpoint_version = 0) FROM integration) AND (SELECT bool_and(endpoint_version = 0) FROM sync_watermark)
       AND (SELECT bool_and(endpoint_version IS NOT DISTINCT FROM CASE WHEN started_at IS NOT NULL THEN 0 END) FROM sync_step);

--- expect -025: a time that has not come yet keeps no records from being read
SELECT array_agg(kind ORDER BY kind) = '{payments,users}' FROM sync_watermark;

--- expect 000-: the facts of each provider come to what is there
SELECT f.total IS NOT DISTINCT FROM i.total
  FROM (SELECT provider, count(*) AS total FROM integration GROUP BY provider) i
  FULL JOIN (SELECT data #>> '{dimensions,provider}' AS provider, sum((data ->> 'count')::int) AS total FROM atrium.outbox
              WHERE topic = 'atrium.usage.v1' AND data ->> 'metric' = 'configured_integrations' GROUP BY 1) f USING (provider);

--- expect 000-: a duplicate of what was stored in the last 30 days is known
SELECT EXISTS (SELECT FROM webhook_inbox i WHERE i.event_id = e.event_id) = (stored_at > now() - interval '30 days') FROM webhook_event e;

--- expect 000-: what waits is apart from what has ended
SELECT (tableoid = 'webhook_event_waiting'::regclass) = (state IN ('RETRY', 'PARKED')) FROM webhook_event;

--- expect 000-: the order of arrival is the one it was
SELECT right(event_id::text, 1)::int = sequence FROM webhook_event;

--- expect 000-: rows under other keys are found
SELECT array_agg(o)::text = '{${organization}}' FROM sealed_under_other_keys('ffffffff', '00000000-0000-0000-0000-000000000000', 9) o;

--- change as app 000-: what requests write
UPDATE integration SET name = 'New', enabled = false, version = version + 1 WHERE source = 'payment';
DELETE FROM integration WHERE source = 'custom';
UPDATE webhook_secret SET expires_at = now(), version = version + 1 WHERE expires_at IS NULL;
UPDATE sync_job SET status = 'CANCELLED', version = version + 1 WHERE status = 'QUEUED';
UPDATE webhook_event SET state = 'RETRY', version = version + 1 WHERE state = 'DEAD';

--- change as ingest 000-: what consumers write
UPDATE webhook_event SET state = 'PROCESSED', outcome = 'applied', ended_at = now(), version = version + 1 WHERE state = 'PARKED';
INSERT INTO webhook_event (organization_id, event_id, source, chain, provider_event_id, payload, received_at, state)
VALUES ('${organization}', '00000000-0000-7000-8000-0000000000e7', 'payment', 'payment/m', 'msg_7', '{}', now(), 'RETRY');
UPDATE synced_record SET record = '{"name": "Ada"}', version = version + 1 WHERE kind = 'users';
UPDATE sync_job SET attempts = attempts + 1, status = 'SUCCEEDED', version = version + 1 WHERE status = 'RUNNING';
INSERT INTO integration_health (organization_id, provider, status) VALUES ('${organization}', 'user', 'DEGRADED')
    ON CONFLICT (organization_id, provider) DO UPDATE SET status = excluded.status, version = integration_health.version + 1;
DELETE FROM due_work WHERE kind = 'secret_expiry';

--- change as worker 000-: what is due is leased
UPDATE due_work SET lease_owner = 'replica-2', lease_until = now() WHERE kind = 'sync_job';

--- expect 000-: an event moved with its state, and the new one arrived last
SELECT state = CASE right(event_id::text, 1) WHEN '2' THEN 'RETRY' WHEN '4' THEN 'PROCESSED' ELSE state END
       AND (tableoid = 'webhook_event_waiting'::regclass) = (state IN ('RETRY', 'PARKED'))
       AND (provider_event_id <> 'msg_7' OR sequence = (SELECT max(sequence) FROM webhook_event)) FROM webhook_event;

--- expect 000-: what a record tells of an old row holds back its secret
SELECT data #>> '{before,credential}' = '[redacted]' AND data #>> '{after,name}' = 'New' FROM atrium.outbox
 WHERE type = 'io.atrium.integration.updated' AND data #>> '{after,source}' = 'payment';
