-- What a processed event did: applied, superseded (something newer was there), none (its source has no effect on synced
-- data). NULL while it waits, when it is dead, and of events processed before this was kept.
-- detail: what was done to the event's record so that it could be stored.
ALTER TABLE webhook_event
    ADD COLUMN outcome text CHECK (outcome IN ('applied', 'superseded', 'none')),
    ADD COLUMN detail text;
