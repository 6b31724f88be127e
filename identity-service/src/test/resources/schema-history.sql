Rows of the database identity, as each landed version wrote them.

--- rows 001-: each role, both states, one user who was deleted
INSERT INTO users (organization_id, id, email, login_key, username, first_name, last_name, role, status, password_hash,
                   token_version, created_at, updated_at, deleted_at, last_login_at, version)
SELECT '${organization}', ('00000000-0000-7000-8000-00000000000' || n)::uuid, n || '@old.example',
       sha256(convert_to('user-' || n, 'UTF8')), 'User' || n, 'First', 'Last', role, status,
       '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g', 3, now(), now(), deleted_at, now(), n
  FROM (VALUES (1, 'SUPER_ADMIN', 'ACTIVE', NULL), (2, 'ORG_ADMIN', 'ACTIVE', NULL), (3, 'USER', 'DISABLED', NULL),
               (4, 'VIEWER', 'ACTIVE', NULL), (5, 'USER', 'DISABLED', now())) u (n, role, status, deleted_at);

--- rows 002-: one who has to wait
UPDATE login_directory SET failed_attempts = 6, locked_until = now() + interval '1 hour'
 WHERE user_id = '00000000-0000-7000-8000-000000000002';

--- rows 003-: a session that goes on, and one for each reason to end
INSERT INTO sessions (organization_id, id, user_id, ip, user_agent, expires_at, ended_at, end_reason)
SELECT '${organization}', gen_random_uuid(), '00000000-0000-7000-8000-000000000002', '192.0.2.1', 'curl', now() + interval '1 day',
       CASE WHEN reason IS NOT NULL THEN now() END, reason
  FROM unnest(ARRAY[NULL, 'LOGOUT', 'REFRESH_REUSE', 'USER_DISABLED', 'USER_DELETED']) reason;
INSERT INTO refresh_tokens (organization_id, token_hash, session_id, parent_hash, expires_at)
SELECT organization_id, sha256(convert_to('token-' || n, 'UTF8')), id,
       CASE n WHEN 2 THEN sha256(convert_to('token-1', 'UTF8')) END, expires_at
  FROM sessions, generate_series(1, 2) n WHERE ended_at IS NULL;

--- rows 004-: one key in each step of its life
INSERT INTO signing_keys (kid, status, public_jwk, private_key, status_since)
SELECT lower(status), status, '{"kty": "RSA"}', 'v1.0a1b2c3d.c2VhbGVk', now() - interval '2 hours'
  FROM unnest(ARRAY['PUBLISHED', 'ACTIVE', 'RETIRING']) status;

--- rows 006-
UPDATE login_directory SET last_failed_at = now() WHERE failed_attempts > 0;
INSERT INTO login_places (organization_id, user_id, place, failed_attempts, last_failed_at, locked_until, last_login_at)
SELECT organization_id, id, sha256('place'), 2, now(), now() + interval '1 hour', now()
  FROM users WHERE role = 'ORG_ADMIN';

--- rows 009-: a name that is compared in another form
INSERT INTO users (organization_id, id, email, login_key, username, username_key, role, password_hash, created_at, updated_at)
VALUES ('${organization}', '00000000-0000-7000-8000-000000000006', '6@old.example', sha256('user-6'), 'Straße', 'straße',
        'USER', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g', now(), now());

--- rows 010-
UPDATE users SET login_key_kid = '0a1b2c3d' WHERE role = 'VIEWER';

--- rows 012-: of the keys, one that nobody has read yet
UPDATE signing_keys SET acknowledged_at = status_since + interval '1 minute' WHERE status <> 'PUBLISHED';

--- expect 000-: a user is found under the address until they are deleted, and keeps what was counted
SELECT CASE WHEN u.deleted_at IS NULL THEN d.user_id = u.id ELSE d.user_id IS NULL END
       AND (d.locked_until > now()) IS NOT DISTINCT FROM CASE u.role WHEN 'ORG_ADMIN' THEN true END
  FROM users u LEFT JOIN login_directory d USING (login_key);

--- expect 000-: an unknown address works on one of the rows that no user has
SELECT count(*) = 256 FROM login_directory WHERE organization_id = '00000000-0000-7000-8000-000000000001';

--- expect -008: names from before were ASCII
SELECT username_key IS NULL FROM users;

--- expect -009: which key an address is under has to be found out
SELECT count(*) = count(*) FILTER (WHERE login_key_kid IS NULL) FROM users;

--- expect -011: every service knows the keys from before
SELECT acknowledged_at = status_since FROM signing_keys;

--- expect 012-: a key that nobody has read stays unread
SELECT (acknowledged_at IS NULL) = (status = 'PUBLISHED') FROM signing_keys;

--- changed -014: public.users.password_hash
--- changed -014: public.users.version

--- expect -014: whoever was deleted has no password any more, and everybody else has theirs
SELECT (password_hash IS NULL) = (deleted_at IS NOT NULL) FROM users;

--- expect 000-: the facts of each role come to what is there
SELECT f.total IS NOT DISTINCT FROM u.total
  FROM (SELECT role, count(*) AS total FROM users WHERE deleted_at IS NULL GROUP BY role) u
  FULL JOIN (SELECT data #>> '{dimensions,role}' AS role, sum((data ->> 'count')::int) AS total
               FROM atrium.outbox WHERE topic = 'atrium.usage.v1' AND data ->> 'metric' = 'user_accounts' GROUP BY 1) f USING (role);

--- change as app 000-: what a request writes
UPDATE users SET role = 'VIEWER', version = version + 1 WHERE role = 'ORG_ADMIN';
UPDATE users SET deleted_at = now(), version = version + 1 WHERE role = 'SUPER_ADMIN';
UPDATE sessions SET ended_at = now(), end_reason = 'LOGOUT', version = version + 1 WHERE ended_at IS NULL;
INSERT INTO refresh_tokens (organization_id, token_hash, session_id, parent_hash, expires_at)
SELECT organization_id, sha256('token-3'), session_id, token_hash, expires_at FROM refresh_tokens WHERE parent_hash IS NOT NULL;

--- expect 000-: the directory follows, and what a record tells of an old row holds back the password
SELECT NOT EXISTS (SELECT FROM login_directory WHERE user_id = '00000000-0000-7000-8000-000000000001')
       AND count(*) = 2 AND bool_and(data #>> '{after,password_hash}' = '[redacted]')
       AND bool_and(NOT jsonb_exists_any(data -> 'after', '{login_key,login_key_kid,username_key}'))
  FROM atrium.outbox WHERE type IN ('io.atrium.user.updated', 'io.atrium.user.deleted') AND data #>> '{before,version}' IN ('1', '2');
