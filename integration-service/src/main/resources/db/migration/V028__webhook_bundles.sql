-- Events of one organization and one source beyond its share, as they were received, many in a row: nothing has been
-- decided about them yet (docs/adr/0029). A row costs what one event costs, however many are in it. id is the order in
-- which they are stored in webhook_event; received_at is that of the oldest. content: WebhookBundle.
CREATE TABLE webhook_bundle (
    organization_id uuid        NOT NULL,
    id              bigint      GENERATED ALWAYS AS IDENTITY,
    source          text        NOT NULL,
    events          integer     NOT NULL CHECK (events > 0),
    received_at     timestamptz NOT NULL,
    content         bytea       NOT NULL,
    PRIMARY KEY (organization_id, id)
);

-- It is read once, soon: compressing it costs more than writing it.
ALTER TABLE webhook_bundle ALTER COLUMN content SET STORAGE EXTERNAL;

SELECT atrium.protect('webhook_bundle', ingest => true, privileges => 'SELECT',
                      ingest_privileges => 'SELECT, INSERT, DELETE');
