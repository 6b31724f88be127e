-- The organization is its own tenant: organization_id is its id and the whole key.
CREATE TABLE organizations (
    organization_id uuid        PRIMARY KEY,
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    domain          text        NOT NULL CHECK (length(domain) <= 253),
    subdomain       text        NOT NULL CHECK (length(subdomain) <= 63),
    status          text        NOT NULL CHECK (status IN ('PENDING', 'ACTIVE', 'SUSPENDED', 'ERASING')),
    plan            text        NOT NULL CHECK (plan IN ('FREE', 'STANDARD', 'ENTERPRISE')),
    settings        jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    version         integer     NOT NULL DEFAULT 0
);

SELECT atrium.protect('organizations', platform => true);
SELECT atrium.capture('organizations', resource => 'organization', id_column => 'organization_id');
