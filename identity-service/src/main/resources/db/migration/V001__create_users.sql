-- The people of an organization. Deleting is soft: deleted_at is set, and e-mail address and username are free again.
CREATE TABLE users (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    email           text        NOT NULL,
    login_key       bytea       NOT NULL,
    username        text        NOT NULL,
    first_name      text,
    last_name       text,
    role            text        NOT NULL CHECK (role IN ('SUPER_ADMIN', 'ORG_ADMIN', 'USER', 'VIEWER')),
    status          text        NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'DISABLED')),
    password_hash   text        NOT NULL,
    token_version   integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    deleted_at      timestamptz,
    last_login_at   timestamptz,
    version         integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, id)
);

COMMENT ON COLUMN users.login_key IS 'HMAC-SHA256 of the normalised e-mail address, the key of login_directory';
COMMENT ON COLUMN users.token_version IS 'Access tokens that carry a smaller one are refused';

CREATE UNIQUE INDEX users_email_key ON users (organization_id, email) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX users_username_key ON users (organization_id, lower(username)) WHERE deleted_at IS NULL;

SELECT atrium.protect('users');
SELECT atrium.capture('users', resource => 'user', redact => '{password_hash}',
                      ignore => '{login_key,last_login_at,token_version}');
