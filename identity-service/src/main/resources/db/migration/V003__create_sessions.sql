-- One login each. Ended by logout, by reuse of a refresh token, by what befalls the user, or at expires_at.
CREATE TABLE sessions (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    ip              text,
    user_agent      text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    end_reason      text CHECK (end_reason IN ('LOGOUT', 'REFRESH_REUSE', 'USER_DISABLED', 'USER_DELETED')),
    version         integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);

CREATE INDEX sessions_user ON sessions (organization_id, user_id);

SELECT atrium.protect('sessions');

-- The refresh tokens of a session, SHA-256 only, never changed: a token is used when another names it as its parent,
-- and it can be the parent of one.
CREATE TABLE refresh_tokens (
    organization_id uuid        NOT NULL,
    token_hash      bytea       NOT NULL,
    session_id      uuid        NOT NULL,
    parent_hash     bytea,
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, token_hash),
    FOREIGN KEY (organization_id, session_id) REFERENCES sessions (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT refresh_tokens_one_successor UNIQUE (organization_id, parent_hash)
);

CREATE INDEX refresh_tokens_session ON refresh_tokens (organization_id, session_id);

SELECT atrium.protect('refresh_tokens', privileges => 'SELECT, INSERT, DELETE');
