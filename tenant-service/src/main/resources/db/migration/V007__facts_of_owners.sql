-- Users, integrations and events of the audit trail were counted from captured rows under these names. The services that
-- own the rows publish the numbers as facts now, under names of their own, beginning with what was there: the counters are
-- of no use any more. What the consumer of changes claimed is forgotten with the retention of the inbox.
DELETE FROM counters WHERE metric IN ('users', 'integrations', 'audit_events');
