-- What happened to one resource, in the order of the chain, also when its type is not named. The type is no longer part of
-- the index: an id has one type, and entries are smaller without it.
CREATE INDEX audit_payloads_by_resource_id ON audit_payloads (organization_id, resource_id, seq);
DROP INDEX audit_payloads_by_resource;
