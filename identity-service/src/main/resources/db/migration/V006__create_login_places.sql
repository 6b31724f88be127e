-- Where a person has logged in before, with the failed logins from there: they are counted apart from those of the
-- rest of the world, which login_directory counts. A place is a keyed hash of the client's network. Only the functions
-- of V008 write here.
CREATE TABLE login_places (
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    place           bytea       NOT NULL CHECK (octet_length(place) = 32),
    failed_attempts integer     NOT NULL DEFAULT 0,
    last_failed_at  timestamptz,
    locked_until    timestamptz,
    last_login_at   timestamptz NOT NULL,
    version         integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, user_id, place),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);

COMMENT ON COLUMN login_places.place IS 'HMAC-SHA256 of an IPv4 address or of the /64 of an IPv6 address';

-- For the purge, which looks over all organizations.
CREATE INDEX login_places_expiry ON login_places USING brin (last_login_at);

SELECT atrium.protect('login_places', privileges => 'SELECT');

ALTER TABLE login_directory ADD COLUMN last_failed_at timestamptz;
