-- Link and payload side by side; a payload that was erased leaves its columns NULL.
CREATE VIEW audit_trail WITH (security_invoker = true) AS
SELECT e.organization_id, e.seq, e.month, e.event_id, e.recorded_at, e.clock_skew, e.digest, e.hash,
       p.action, p.resource_type, p.resource_id, p.outcome, p.actor_type, p.actor_id, p.ip, p.request_id,
       p.occurred_at, p.words, p.record, p.salt
  FROM audit_events e
  LEFT JOIN audit_payloads p
         ON p.organization_id = e.organization_id AND p.seq = e.seq AND p.month = e.month;

GRANT SELECT ON audit_trail TO ${app};
