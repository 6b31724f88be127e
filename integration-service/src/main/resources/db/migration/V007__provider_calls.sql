-- Outcomes of real calls to a provider, in minutes: what the health of an integration is told from.
CREATE TABLE provider_calls (
    organization_id uuid        NOT NULL,
    provider        text        NOT NULL,
    minute          timestamptz NOT NULL,
    calls           integer     NOT NULL DEFAULT 0,
    failures        integer     NOT NULL DEFAULT 0,
    last_error_code text,
    last_error      text,
    last_error_at   timestamptz,
    version         integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, provider, minute)
);

SELECT atrium.protect('provider_calls', ingest => true, privileges => 'SELECT',
                      ingest_privileges => 'SELECT, INSERT, UPDATE, DELETE');
