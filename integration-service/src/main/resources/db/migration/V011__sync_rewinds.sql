-- How often a step began anew because the provider refused its own cursor: a provider that always does must not keep the
-- step running for ever.
ALTER TABLE sync_step ADD COLUMN rewinds integer NOT NULL DEFAULT 0;
