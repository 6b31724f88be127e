-- The signing secrets of a source, sealed under SECRET_KEY. At most two are good at a time: the current one
-- (expires_at NULL) and the one it replaced, until the overlap ends.
CREATE TABLE webhook_secret (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    integration_id  uuid        NOT NULL,
    ciphertext      text        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz,
    version         integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, integration_id) REFERENCES integration (organization_id, id) ON DELETE CASCADE
);

CREATE INDEX webhook_secret_integration ON webhook_secret (organization_id, integration_id, created_at);

SELECT atrium.protect('webhook_secret');
SELECT atrium.capture('webhook_secret', resource => 'webhook_secret', redact => '{ciphertext}');
