-- Probes are due work that never ends: ref is the provider. There is one for each integration whose provider is called.
ALTER TABLE due_work DROP CONSTRAINT due_work_kind_check;
ALTER TABLE due_work ADD CONSTRAINT due_work_kind_check
    CHECK (kind IN ('webhook_chain', 'sync_job', 'secret_expiry', 'provider_probe'));

-- Work is claimed kind by kind, so that probes that wait, however many, cost a claim of other work nothing.
CREATE INDEX due_work_kind ON due_work (kind, due_at);
DROP INDEX due_work_due;

-- Spread over a minute.
INSERT INTO due_work (organization_id, kind, ref, due_at)
SELECT organization_id, 'provider_probe', provider, now() + random() * interval '60 seconds'
  FROM integration WHERE builtin;
