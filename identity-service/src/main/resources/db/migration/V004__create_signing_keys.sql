-- The keys that sign access tokens. They belong to the platform, not to an organization. The private half is sealed
-- under SECRET_KEY; the public half is what the topic and the JWKS show.
CREATE TABLE signing_keys (
    kid          text        PRIMARY KEY,
    status       text        NOT NULL CHECK (status IN ('PUBLISHED', 'ACTIVE', 'RETIRING')),
    public_jwk   text        NOT NULL,
    private_key  text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    status_since timestamptz NOT NULL DEFAULT now(),
    version      integer     NOT NULL DEFAULT 0
);

-- Replicas that start together make one key, not one each.
CREATE UNIQUE INDEX signing_keys_one_each ON signing_keys (status) WHERE status IN ('PUBLISHED', 'ACTIVE');

GRANT SELECT, INSERT, UPDATE, DELETE ON signing_keys TO ${app};
