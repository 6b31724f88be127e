-- backlog: a PARKED event that waits for its organization's turn, and not behind an event of its chain that failed.
-- ended_at: when the event came to an end for the first time. A replay counts nothing again.
-- took_ms: from the receipt to the first end, where that was PROCESSED.
ALTER TABLE webhook_event
    ADD COLUMN backlog boolean NOT NULL DEFAULT false,
    ADD COLUMN ended_at timestamptz,
    ADD COLUMN took_ms double precision;

UPDATE webhook_event
   SET ended_at = finished_at,
       took_ms = CASE WHEN state = 'PROCESSED'
                      THEN greatest(0, extract(epoch FROM finished_at - received_at) * 1000) END
 WHERE finished_at IS NOT NULL;

CREATE INDEX webhook_event_backlog ON webhook_event (organization_id, sequence) WHERE state = 'PARKED' AND backlog;
