Rows of the kit's own tables, in every database of a SchemaHistory.

--- rows kit 001-: a message and a tombstone that wait
INSERT INTO atrium.outbox (topic, message_key, type, organization_id, subject, data)
VALUES ('atrium.revocations.v1', 'user/usr_1', 'io.atrium.test.revoked', '${organization}', 'usr_1', '{"a": 1}'),
       ('atrium.revocations.v1', 'user/usr_1', 'io.atrium.test.ended', '${organization}', 'usr_1', NULL);

--- rows kit 004-
INSERT INTO atrium.inbox (organization_id, consumer, event_id)
VALUES ('${organization}', 'changes-in', '00000000-0000-7000-8000-000000000e01');

--- rows kit 006-: one message of each fate
INSERT INTO atrium.outbox (topic, message_key, type, organization_id, subject, data, attempts, reason, set_aside_at)
VALUES ('atrium.changes.v1', '${organization}', 'io.atrium.test.aside', '${organization}', 't', '{"a": 1}', 5, 'too large', now()),
       ('atrium.changes.v1', '${organization}', 'io.atrium.test.failed', '${organization}', 't', '{"a": 1}', 1, NULL, NULL);

--- rows kit 010-: a message of a trace
INSERT INTO atrium.outbox (topic, message_key, type, organization_id, subject, data, trace_parent)
VALUES ('atrium.changes.v1', '${organization}', 'io.atrium.test.traced', '${organization}', 't', '{"a": 1}',
        '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');

--- expect 000-: whatever has never failed is sent by the relay
SELECT count(*) > 0 AND bool_and(attempts = 0 AND set_aside_at IS NULL AND reason IS NULL)
  FROM atrium.outbox WHERE type NOT IN ('io.atrium.test.aside', 'io.atrium.test.failed');

--- change as relay 000-
UPDATE atrium.outbox SET attempts = attempts + 1, reason = 'r', set_aside_at = now() WHERE type = 'io.atrium.test.ended';
DELETE FROM atrium.outbox WHERE type = 'io.atrium.test.ended';
