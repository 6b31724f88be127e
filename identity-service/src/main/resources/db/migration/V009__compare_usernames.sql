-- Usernames are no longer ASCII alone: the service compares them by the mapped form of RFC 8265, which no function of the
-- database computes. Rows from before are ASCII, for which it is lower(username).
ALTER TABLE users ADD COLUMN username_key text;

COMMENT ON COLUMN users.username_key IS 'The username as it is compared (RFC 8265); NULL stands for lower(username)';

DROP INDEX users_username_key;
CREATE UNIQUE INDEX users_username_key ON users (organization_id, coalesce(username_key, lower(username)))
    WHERE deleted_at IS NULL;

-- The audit trail shows the username; how it is compared is no news.
DROP TRIGGER capture_change ON users;
DROP TRIGGER refuse_truncate ON users;
SELECT atrium.capture('users', resource => 'user', redact => '{password_hash}',
                      ignore => '{login_key,last_login_at,token_version,username_key}');
