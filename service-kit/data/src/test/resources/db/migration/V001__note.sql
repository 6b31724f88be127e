CREATE TABLE note (
    organization_id uuid    NOT NULL,
    id              uuid    NOT NULL,
    text            text    NOT NULL,
    secret          text,
    seen_at         timestamptz,
    version         integer NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, text)
);

SELECT atrium.protect('note', ingest => true, platform => true);
SELECT atrium.capture('note', resource => 'note', redact => '{secret}', ignore => '{seen_at}');
