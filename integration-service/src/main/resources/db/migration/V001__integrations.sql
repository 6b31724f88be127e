-- An organization's link to one provider: outbound (address, credential) and inbound (its webhook source).
-- base_url NULL means the address the operator configured for the provider, which is trusted.
CREATE TABLE integration (
    organization_id  uuid        NOT NULL,
    id               uuid        NOT NULL,
    name             text        NOT NULL,
    provider         text        NOT NULL CHECK (provider IN ('user', 'payment', 'communication', 'custom')),
    base_url         text,
    credential       text,
    enabled          boolean     NOT NULL DEFAULT true,
    builtin          boolean     NOT NULL DEFAULT false,
    source           text        NOT NULL CHECK (source ~ '^[a-z][a-z0-9-]{1,62}$'),
    scheme           text        NOT NULL CHECK (scheme IN ('standard-webhooks', 'generic-hmac')),
    header           text,
    algorithm        text        NOT NULL DEFAULT 'sha256' CHECK (algorithm IN ('sha256', 'sha1', 'sha512')),
    encoding         text        NOT NULL DEFAULT 'hex' CHECK (encoding IN ('hex', 'base64')),
    prefix           text,
    timestamp_header text,
    event_id         text,
    entity_id        text,
    version          integer     NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id),
    CONSTRAINT integration_source UNIQUE (organization_id, source)
);

SELECT atrium.protect('integration');
SELECT atrium.capture('integration', resource => 'integration', redact => '{credential}');
