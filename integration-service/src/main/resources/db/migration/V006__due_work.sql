-- What has to be done at a time: kind and ref name the work, the lease who is doing it. Times are the database's.
-- The worker role sees this table of every organization, and nothing else of any.
CREATE TABLE due_work (
    organization_id uuid        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('webhook_chain', 'sync_job', 'secret_expiry')),
    ref             text        NOT NULL CHECK (length(ref) <= 512),
    due_at          timestamptz NOT NULL DEFAULT now(),
    lease_owner     text,
    lease_until     timestamptz,
    PRIMARY KEY (organization_id, kind, ref)
);

-- Read across organizations by the worker alone.
CREATE INDEX due_work_due ON due_work (due_at);

SELECT atrium.protect('due_work', ingest => true);
CREATE POLICY due ON due_work FOR ALL TO ${worker} USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (lease_owner, lease_until) ON due_work TO ${worker};
