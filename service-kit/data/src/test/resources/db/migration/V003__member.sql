CREATE TABLE member (
    organization_id uuid    NOT NULL,
    id              uuid    NOT NULL DEFAULT uuidv7(),
    role            text    NOT NULL,
    name            text,
    deleted_at      timestamptz,
    version         integer NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, id)
);

SELECT atrium.protect('member');
SELECT atrium.meter('member', metric => 'user_accounts', dimension => 'role');
