Rows of the database audit, as each landed version wrote them.

--- rows 001-: a chain over a month that has no partition and one that has, with each outcome
INSERT INTO audit_heads (organization_id) VALUES ('${organization}'), ('00000000-0000-7000-8000-0000000000ab');
INSERT INTO audit_events (organization_id, month, seq, event_id, recorded_at, clock_skew, digest, hash)
SELECT '${organization}', date_trunc('month', at), seq, gen_random_uuid(), at, seq = 2,
       sha256(convert_to('digest-' || seq, 'UTF8')), sha256(convert_to('hash-' || seq, 'UTF8'))
  FROM (VALUES (1, '2020-02-03 04:05:06Z'::timestamptz), (2, now()), (3, now())) e (seq, at);
INSERT INTO audit_payloads (organization_id, month, seq, action, resource_type, resource_id, outcome, actor_type, actor_id,
                            ip, request_id, occurred_at, words, record, salt)
SELECT organization_id, month, seq, 'user.updated', 'user', 'usr_1', (ARRAY['SUCCESS', 'FAILURE', 'DENIED'])[seq], 'USER',
       'usr_2', '192.0.2.1', 'req-1', recorded_at, 'grace', '{"a":' || seq || '}', decode(repeat('0a', 16), 'hex')
  FROM audit_events;
UPDATE audit_heads SET seq = 3, hash = sha256('hash-3'), recorded_at = now(), version = 3
 WHERE organization_id = '${organization}';

--- rows 001-: one payload that was erased
DELETE FROM audit_payloads WHERE seq = 2;
INSERT INTO audit_payloads (organization_id, month, seq, action, resource_type, outcome, actor_type, occurred_at, words, record, salt)
VALUES ('00000000-0000-7000-8000-0000000000ab', date_trunc('month', now()), 1, 'a', 'r', 'FAILURE', 'SYSTEM', now(), '', '{}',
        decode(repeat('0a', 16), 'hex'));

--- rows 005-: a change that waits, and one that can never be appended
INSERT INTO pending_changes (organization_id, event_id, sent_at, record, refused_at, refused_reason)
VALUES ('${organization}', gen_random_uuid(), now(), '{"waits":1}', NULL, NULL),
       ('${organization}', gen_random_uuid(), now(), '{"refused":1}', now(), 'too large');

--- expect 000-: the trail shows link and payload, and the link alone where the payload was erased
SELECT (action IS NULL) = (seq = 2) AND digest = sha256(convert_to('digest-' || seq, 'UTF8')) FROM audit_trail;

--- expect 000-: the head is the last link
SELECT h.seq = max(e.seq) AND h.hash = (array_agg(e.hash ORDER BY e.seq DESC))[1]
  FROM audit_heads h JOIN audit_events e USING (organization_id) GROUP BY h.organization_id, h.seq, h.hash;

--- expect 000-: the facts come to what is in the chains
SELECT sum((data ->> 'count')::int) = 3 FROM atrium.outbox
 WHERE topic = 'atrium.usage.v1' AND data ->> 'metric' = 'audit_records' AND organization_id = '${organization}';

--- expect 000-: what belongs to no month that was made is in the default partition, and nothing else
SELECT (tableoid = 'audit_events_default'::regclass) = (seq = 1) FROM audit_events;

--- change as worker 000-: the months to come are all there
SELECT 1 / (audit_ensure_months(12) = 0)::integer;

--- change as ingest 000-: what the consumer appends
INSERT INTO audit_events (organization_id, month, seq, event_id, recorded_at, clock_skew, digest, hash)
VALUES ('${organization}', date_trunc('month', now()), 4, gen_random_uuid(), now(), false, sha256('digest-4'), sha256('hash-4'));
UPDATE audit_heads SET seq = 4, hash = sha256('hash-4'), version = version + 1;
INSERT INTO pending_changes (organization_id, event_id, sent_at, record) VALUES ('${organization}', gen_random_uuid(), now(), '{}');

--- expect 000-: it is counted, and stands behind what waits
SELECT (SELECT sum((data ->> 'count')::int) FROM atrium.outbox
         WHERE topic = 'atrium.usage.v1' AND organization_id = '${organization}') = 4
       AND (SELECT record FROM pending_changes ORDER BY position DESC LIMIT 1) = '{}';

--- expect 005-: the worker finds what waits, and counts what cannot be appended
SELECT changes = 2 AND refused = 1 FROM audit_backlog_counts(10);
