-- Claims go from organization to organization (docs/adr/0027). due_work_share finds the next organization that has work
-- of a kind, and its oldest, without reading what else the others have waiting. due_work_kind stays for the kinds of
-- which an organization has a few rows at most.
CREATE INDEX due_work_share ON due_work (kind, organization_id, due_at);

-- webhook_backlog: one row for each organization that has events stored without their effect; ref is 'events'.
-- provisioning: one row for each organization whose integrations could not all be made; ref is 'builtin'.
ALTER TABLE due_work DROP CONSTRAINT due_work_kind_check;
ALTER TABLE due_work ADD CONSTRAINT due_work_kind_check
    CHECK (kind IN ('webhook_chain', 'webhook_backlog', 'sync_job', 'secret_expiry', 'provider_probe', 'provisioning'));
